#!/bin/sh
# Installs Debian's Chromium and PostgreSQL where they are missing and we may install them. Tests that need
# one that is still missing fail with its name: nothing is skipped in silence.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="$missing chromium"
ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing="$missing postgresql"
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  # shellcheck disable=SC2086
  apt-get install -qq -y --no-install-recommends $missing >/dev/null
else
  echo "The browser and database tests need:$missing (on Debian: sudo apt-get install$missing)" >&2
fi
