#!/bin/sh
# ko: 워커 두 개 이상이 작업을 나눠 처리했습니다
# en: Two workers or more have shared the jobs
# hint.ko: 실습 안내의 docker run으로 queue-worker-2를 같은 네트워크에서 실행하고 작업을 열 번 넣으십시오.
# hint.en: Start queue-worker-2 on the same network with the docker run of the guide, and add ten jobs.
state=$(curl -sS -m 5 -f "http://$LAB_HOST:${PORT:-8085}/") || exit 1
echo "the page says: $state"
workers=$(echo "$state" | sed -n 's/.*workers \([0-9]*\).*/\1/p')
[ "${workers:-0}" -ge 2 ]
