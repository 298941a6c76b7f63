#!/bin/sh
# Fetches veraPDF into build/verapdf: the tests of tests/conformance validate PDFs with it.
#   tools/setup_verapdf.sh          fails and says why where it cannot be had
#   tools/setup_verapdf.sh --try    says so and succeeds: the tests are skipped then
set -eu
cd "$(dirname "$0")/.."
export DEBIAN_FRONTEND=noninteractive

say() { printf 'setup: %s\n' "$*"; }
have() { command -v "$1" >/dev/null 2>&1; }
give_up() {
    say "$*; the tests of tests/conformance are skipped without it"
    [ "${try:-}" ] && exit 0
    exit 1
}
[ "${1:-}" != --try ] || try=yes

target=build/verapdf
if cmp -s tools/verapdf/pom.xml "$target/.installed"; then exit 0; fi
wanted=
have mvn || wanted="$wanted maven"
java -version >/dev/null 2>&1 || wanted="$wanted default-jre-headless"
if [ -n "$wanted" ]; then
    if ! have apt-get || [ "$(id -u)" != 0 ]; then give_up "install$wanted"; fi
    say "installing$wanted (apt-get)"
    mkdir -p /usr/share/man/man1 # slim images lack it, and the installation of a JRE fails then
    install="apt-get install -y -q --no-install-recommends -o DPkg::Lock::Timeout=300 $wanted"
    # shellcheck disable=SC2086  # words of a command
    if ! $install >/dev/null 2>&1; then
        { apt-get update -q >/dev/null 2>&1 && $install >/dev/null 2>&1; } ||
            give_up "cannot install$wanted"
    fi
fi
say "fetching veraPDF (Maven)"
rm -rf "$target"
# -C: a file whose checksum is wrong is refused
mvn -q -B -C -f tools/verapdf/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DoutputDirectory="$PWD/$target" >/dev/null || give_up "Maven cannot fetch veraPDF"
cp tools/verapdf/pom.xml "$target/.installed"
