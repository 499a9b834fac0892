#!/bin/sh
# What the trials need beyond Python: a browser, a virus scanner, a mail server, LibreOffice, and a provider of single sign-on. Installed only where it is missing.
set -eu
missing=""
command -v chromium >/dev/null 2>&1 || missing="chromium fonts-noto-cjk"
command -v npm >/dev/null 2>&1 || missing="$missing nodejs npm"
if [ -n "$missing" ]; then
    apt-get update -qq
    # shellcheck disable=SC2086  several words
    apt-get install -y -qq --no-install-recommends $missing >/dev/null
fi
if ! command -v clamd >/dev/null 2>&1; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends clamav-daemon >/dev/null
fi
if ! command -v dovecot >/dev/null 2>&1; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends dovecot-imapd >/dev/null
fi
if ! command -v soffice >/dev/null 2>&1 || ! command -v pdftotext >/dev/null 2>&1; then
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui poppler-utils fonts-noto-cjk >/dev/null
fi
chromium --version
clamd --version
dovecot --version
soffice --version
# Where tests/trial/test_single_sign_on.py looks for it.
provider="${TMPDIR:-/tmp}/kuangjian-oidc-provider-8.8.1"
test -d "$provider/node_modules/oidc-provider" ||
    npm install --silent --no-audit --no-fund --prefix "$provider" oidc-provider@8.8.1
# Where tests/trial/test_pages.py looks for it.
axe="${TMPDIR:-/tmp}/kuangjian-axe-core-4.14.1"
test -d "$axe/node_modules/axe-core" ||
    npm install --silent --no-audit --no-fund --prefix "$axe" axe-core@4.14.1
