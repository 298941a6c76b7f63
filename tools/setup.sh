#!/bin/sh
# Makes .venv ready, and the machine where something is missing that pip cannot bring.
#   tools/setup.sh book    what packaging needs
#   tools/setup.sh test    what the tests need as well
# Asks for root only when a system package is missing. PYTHON=... chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."

purpose=${1:-book}
export DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# The first interpreter of Python 3.11 or later, or nothing.
find_python() {
    for candidate in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo --preserve-env=DEBIAN_FRONTEND "$@"; fi
}

can_be_root() {
    [ "$(id -u)" = 0 ] && return
    have sudo || return
    [ -t 0 ] || sudo -n true 2>/dev/null
}

# install_packages PACKAGE...: with apt-get; its package lists are fetched only if it fails without.
install_packages() {
    have apt-get && can_be_root || return 1
    say "installing $* (apt-get)"
    log=$(mktemp)
    set -- apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
    if ! as_root "$@" >"$log" 2>&1; then
        update="apt-get update -q -o DPkg::Lock::Timeout=300"
        # shellcheck disable=SC2086  # words of a command
        if ! { as_root $update >"$log" 2>&1 && as_root "$@" >"$log" 2>&1; }; then
            cat "$log" >&2
            rm -f "$log"
            return 1
        fi
    fi
    rm -f "$log"
}

# What to type where there is no apt-get, or no way to become root.
by_hand() {
    if [ "$(uname)" = Darwin ]; then echo "brew install python pango"
    elif have apt-get; then echo "sudo apt-get install $*"
    elif have dnf; then echo "sudo dnf install python3 pango"
    elif have pacman; then echo "sudo pacman -S python pango"
    elif have apk; then echo "apk add python3 pango harfbuzz-subset fontconfig"
    else echo "install Python 3.11 or later with venv, Pango 1.44 or later, HarfBuzz with its subsetter"
    fi
}

require() {
    install_packages "$@" || fail "missing: $*. Install what is missing and run make again:
    $(by_hand "$@")"
}

set_up_python() {
    python=$(find_python)
    if [ -z "$python" ]; then
        require python3 python3-venv
        python=$(find_python)
        [ -n "$python" ] || fail "Python 3.11 or later is needed; set PYTHON to such an interpreter"
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # Debian keeps these apart from its interpreter
        require "$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    fi
}

set_up_libraries() {
    missing=$("$python" tools/libraries.py)
    # shellcheck disable=SC2086  # one word a package
    [ -z "$missing" ] || require $missing
}

# Programs that tests call; a test that misses one is skipped and says so.
set_up_test_programs() {
    wanted=
    have pdftotext || wanted="$wanted poppler-utils"
    java -version >/dev/null 2>&1 || wanted="$wanted default-jre-headless"
    [ -n "$wanted" ] || return 0
    # slim images lack this folder, and the installation of a JRE fails without it
    if have apt-get && can_be_root; then as_root mkdir -p /usr/share/man/man1; fi
    # shellcheck disable=SC2086  # one word a package
    install_packages $wanted || say "without$wanted some tests are skipped"
}

set_up_environment() {
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        say "creating .venv with $("$python" --version)"
        "$python" -m venv --clear .venv
    fi
    say "installing the locked packages of $1"
    .venv/bin/python -m pip install --quiet --no-deps --require-hashes -r "$1"
    .venv/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
}

case $purpose in
    book) lock=requirements/book.txt ;;
    test) lock=requirements/dev.txt ;;
    *) fail "unknown purpose $purpose: say book or test" ;;
esac
set_up_python
set_up_libraries
[ "$purpose" = book ] || set_up_test_programs
set_up_environment "$lock"
touch .venv/.ready-book
[ "$purpose" = book ] || touch .venv/.ready-test
