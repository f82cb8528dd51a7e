#!/bin/sh
# ko: 다시 빌드할 때 캐시를 쓴 단계의 수를 적었습니다
# en: The number of steps that a second build took from the cache was written down
# hint.ko: 아무것도 고치지 않고 다시 빌드해 캐시를 쓴 단계를 세고, ~/labs/answers/build에 cached: 수로 적으십시오.
# hint.en: Build again without a change, count the steps that came from the cache, and write cached: NUMBER into ~/labs/answers/build.
value=$(sed -n 's/^cached: *//p' "$LAB_ANSWERS/build" | tail -n 1)
[ "$value" = 3 ] || { echo "cached: ${value:-nothing} is not the number of WORKDIR, COPY and RUN"; exit 1; }
