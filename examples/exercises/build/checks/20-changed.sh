#!/bin/sh
# ko: 파일을 고쳐 빌드한 shop:2는 첫 레이어들을 shop:1과 함께 씁니다
# en: shop:2, built after a change, shares its first layers with shop:1
# hint.ko: src/goods.txt에 한 줄을 더하고 docker build -t shop:2 . 명령을 실행하십시오.
# hint.en: Add a line to src/goods.txt and type docker build -t shop:2 .
layers() { docker image inspect -f '{{range .RootFS.Layers}}{{println .}}{{end}}' "$1" | grep .; }
one=$(layers shop:1) && two=$(layers shop:2) || exit 1
[ "$one" != "$two" ] || { echo "shop:2 has the same layers as shop:1: nothing was changed"; exit 1; }
[ "$(echo "$one" | head -n 1)" = "$(echo "$two" | head -n 1)" ]
