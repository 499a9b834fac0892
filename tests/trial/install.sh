#!/bin/sh
# What the trials need beyond Python: a browser. Installed only where it is missing.
set -eu
if ! command -v chromium >/dev/null 2>&1; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null
fi
chromium --version
