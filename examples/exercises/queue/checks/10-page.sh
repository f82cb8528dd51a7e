#!/bin/sh
# ko: 페이지가 응답합니다
# en: The page answers
# hint.ko: docker ps로 queue-page-1이 실행 중인지 보십시오.
# hint.en: See with docker ps that queue-page-1 runs.
# standing: yes
curl -sS -m 5 -f "http://$LAB_HOST:${PORT:-8085}/"
