#!/bin/sh
# ko: 워커를 멈췄다가 다시 시작했습니다
# en: The worker was stopped and started again
# hint.ko: docker stop queue-worker-1 뒤에 작업을 넣어 보고, docker start queue-worker-1로 다시 시작하십시오.
# hint.en: Type docker stop queue-worker-1, add jobs, then docker start queue-worker-1.
# a container that has never ended says so with the year 1
state=$(docker inspect -f '{{.State.Status}} {{.State.FinishedAt}}' queue-worker-1) || exit 1
echo "queue-worker-1: $state"
case "$state" in
  "running 0001-"*) exit 1 ;;
  "running "*) ;;
  *) exit 1 ;;
esac
