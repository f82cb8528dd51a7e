#!/bin/sh
# ko: shop:multi에는 빌드 결과만 있고 소스가 없습니다
# en: shop:multi has what was built and none of its sources
# hint.ko: docker build -t shop:multi -f multi.Dockerfile . 명령을 실행하십시오.
# hint.en: Type docker build -t shop:multi -f multi.Dockerfile .
history=$(docker history --no-trunc --format '{{.CreatedBy}}' shop:multi) || exit 1
if echo "$history" | grep -q build.js; then
  echo "build.js is in the history of shop:multi: it has one stage"
  exit 1
fi
echo "$history" | grep -q dist
