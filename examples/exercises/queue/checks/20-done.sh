#!/bin/sh
# ko: 작업 다섯 개 이상이 끝났습니다
# en: Five jobs or more are done
# hint.ko: curl -X POST로 작업을 다섯 번 넣고 몇 초 기다리십시오.
# hint.en: Add five jobs with curl -X POST, and wait a few seconds.
state=$(curl -sS -m 5 -f "http://$LAB_HOST:${PORT:-8085}/") || exit 1
echo "the page says: $state"
done=$(echo "$state" | sed -n 's/.*done \([0-9]*\),.*/\1/p')
[ "${done:-0}" -ge 5 ]
