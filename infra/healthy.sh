#!/usr/bin/env bash
# Succeeds if the node in this container is ready. The image has no other program that speaks HTTP.
set -euo pipefail
exec 3<>"/dev/tcp/127.0.0.1/${1:-8080}"
printf 'GET /healthz/ready HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 4 status <&3
[[ $status == *" 200 "* ]]
