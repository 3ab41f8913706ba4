#!/usr/bin/env bash
# Makes the secrets of the installation where there are none yet, in two folders: what only the database and its set-up may
# read, and what the web nodes may. Never changes one that is there.
#   secrets.sh MONGO_FOLDER MONGO_UID WEB_FOLDER WEB_UID
# SERVICETRACK_MONGO_PASSWORD, if given, is the password of the product in the database, of letters and digits; else one is drawn.
set -euo pipefail
umask 077
mongo=$1 mongo_uid=$2 web=$3 web_uid=$4

if [[ ! ${SERVICETRACK_MONGO_PASSWORD:-x} =~ ^[A-Za-z0-9]+$ ]]; then
  echo "SERVICETRACK_MONGO_PASSWORD must be of letters and digits: it stands in a connection string." >&2
  exit 1
fi

# Hexadecimal, so that it needs no escaping in a connection string.
draw() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
# What is cut short is not taken for whole: it gets its name last, and no node reads a file whose name begins with "ignore.".
keep() {
  local file=$1 uid=$2 secret=$3 new
  if [ -s "$file" ]; then return; fi
  new=$(dirname "$file")/ignore.new
  printf '%s' "$secret" > "$new"
  chmod 400 "$new"
  chown "$uid" "$new"
  mv "$new" "$file"
}

keep "$mongo/keyfile" "$mongo_uid" "$(draw 378)"
keep "$mongo/root-password" "$mongo_uid" "$(draw 32)"
keep "$mongo/product-password" "$mongo_uid" "${SERVICETRACK_MONGO_PASSWORD:-$(draw 32)}"
keep "$web/Storage__ConnectionString" "$web_uid" \
  "mongodb://servicetrack:$(cat "$mongo/product-password")@mongo1:27017,mongo2:27017,mongo3:27017/servicetrack?replicaSet=rs0&authSource=admin&w=majority&retryWrites=true"
chmod 755 "$mongo" "$web"
