#!/bin/sh
# ko: shop:1 이미지를 빌드했습니다
# en: The image shop:1 was built
# hint.ko: 실습 폴더 build/shop에서 docker build -t shop:1 . 명령을 실행하십시오.
# hint.en: Type docker build -t shop:1 . in the exercise folder build/shop.
docker image inspect -f '{{.Config.WorkingDir}}' shop:1 | grep -x /shop
