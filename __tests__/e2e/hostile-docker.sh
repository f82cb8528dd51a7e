#!/bin/bash
# The Engine of the honest host: nothing is on it.
case "$1 $2" in
"version --format") echo 29.1.0 ;;
esac
exit 0
