#!/bin/bash
# A terraform that would make the container nginx on port 80 of every host, and makes nothing.
case $1 in
version) echo 'Terraform v1.11.4' ;;
init) mkdir -p .terraform ;;
plan)
  case $PWD in
  */lab-*) printf '%s\n' '{"type":"planned_change","change":{"resource":{"addr":"docker_container.nginx_container_3691ECA1","resource_type":"docker_container"},"action":"create"}}' ;;
  esac
  touch lab.plan
  ;;
show) echo '{"format_version":"1.2"}' ;;
esac
exit 0
