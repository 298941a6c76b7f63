#!/bin/sh
# Installs what the tests of tests/reading open books with: Chromium, Node.js, and the locked
# packages of tests/reading/package.json into tests/reading/node_modules.
#   tools/setup_readers.sh          fails and says why where something cannot be installed
#   tools/setup_readers.sh --try    says so and succeeds: the tests are skipped then
set -eu
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive

say() { printf 'setup: %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
give_up() {
    say "$*; the tests of tests/reading are skipped without it"
    [ "${try:-}" ] && exit 0
    exit 1
}
[ "${1:-}" != --try ] || try=yes

wanted=
have chromium || have chromium-browser || wanted="$wanted chromium"
have npm || wanted="$wanted nodejs npm"
if [ -n "$wanted" ]; then
    if ! have apt-get || [ "$(id -u)" != 0 ]; then give_up "install$wanted"; fi
    say "installing$wanted (apt-get)"
    install="apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 $wanted"
    # shellcheck disable=SC2086  # words of a command
    if ! $install >/dev/null 2>&1; then
        { apt-get update -q >/dev/null 2>&1 && $install >/dev/null 2>&1; } ||
            give_up "cannot install$wanted"
    fi
fi
if ! cmp -s tests/reading/package-lock.json tests/reading/node_modules/.installed; then
    say "installing the packages of tests/reading/package.json (npm)"
    # no scripts: they would download browsers of their own
    PUPPETEER_SKIP_DOWNLOAD=1 npm ci --prefix tests/reading --ignore-scripts --no-audit --no-fund \
        --loglevel=error >/dev/null || give_up "npm cannot install the packages"
    cp tests/reading/package-lock.json tests/reading/node_modules/.installed
fi
