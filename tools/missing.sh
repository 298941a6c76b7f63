# Sourced by setup_readers.sh and setup_verapdf.sh: installs what is missing, or says what to do.
# They name in $tests what is skipped without it; --try says so and succeeds.
export DEBIAN_FRONTEND=noninteractive
[ "${1:-}" != --try ] || try=yes

say() { printf 'setup: %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
give_up() {
    say "$*; the tests of $tests are skipped without it"
    [ "${try:-}" ] && exit 0
    exit 1
}
install() { # packages of Debian
    [ "$*" ] || return 0
    if ! have apt-get || [ "$(id -u)" != 0 ]; then give_up "install $*"; fi
    say "installing $* (apt-get)"
    mkdir -p /usr/share/man/man1 # slim images lack it, and the installation of a JRE fails then
    set -- apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 "$@"
    "$@" >/dev/null 2>&1 && return
    { apt-get update -q && "$@"; } >/dev/null 2>&1 || give_up "cannot run $*"
}
