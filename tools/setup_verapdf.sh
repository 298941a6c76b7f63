#!/bin/sh
# Fetches veraPDF into build/verapdf: the tests of tests/conformance validate PDFs with it.
#   tools/setup_verapdf.sh          fails and says why where it cannot be had
#   tools/setup_verapdf.sh --try    says so and succeeds: the tests are skipped then
set -eu
cd "$(dirname "$0")/.."
tests=tests/conformance
. tools/missing.sh

target=build/verapdf
if cmp -s tools/verapdf/pom.xml "$target/.installed"; then exit 0; fi
have mvn || install maven
java -version >/dev/null 2>&1 || install default-jre-headless
say "fetching veraPDF (Maven)"
rm -rf "$target"
# -C: a file whose checksum is wrong is refused
mvn -q -B -C -f tools/verapdf/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DoutputDirectory="$PWD/$target" >/dev/null || give_up "Maven cannot fetch veraPDF"
cp tools/verapdf/pom.xml "$target/.installed"
