#!/bin/sh
# Installs what the tests of tests/reading open books with: Chromium, Node.js, and the locked
# packages of tests/reading/package.json into tests/reading/node_modules.
#   tools/setup_readers.sh          fails and says why where something cannot be installed
#   tools/setup_readers.sh --try    says so and succeeds: the tests are skipped then
set -eu
cd "$(dirname "$0")/.."
tests=tests/reading
. tools/missing.sh

have chromium || have chromium-browser || install chromium
have npm || install nodejs npm
if ! cmp -s tests/reading/package-lock.json tests/reading/node_modules/.installed; then
    say "installing the packages of tests/reading/package.json (npm)"
    # no scripts: they would download browsers of their own
    PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix tests/reading --ignore-scripts --no-audit --no-fund \
        --loglevel=error >/dev/null || give_up "npm cannot install the packages"
    cp tests/reading/package-lock.json tests/reading/node_modules/.installed
fi
