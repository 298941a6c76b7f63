#!/bin/sh
# Looks the locked packages up in the advisory lists with pip-audit; skips with a reason offline.
set -eu
cd "$(dirname "$0")/.."
[ -x build/audit/bin/pip-audit ] || {
  .venv/bin/python -m venv build/audit
  build/audit/bin/pip install --quiet "pip-audit>=2.9" || { echo "audit: skipped, pip-audit cannot be installed here"; exit 0; }
}
said=$(build/audit/bin/pip-audit --disable-pip --require-hashes --progress-spinner off -r requirements/book.txt 2>&1) && code=0 || code=$?
case "$said" in
  *ConnectionError*|*"Max retries"*|*"Connection"*refused*|*"Name or service"*|*"ServiceError"*|*"Failed to"*connect*)
    echo "audit: skipped, the advisory service cannot be reached"; exit 0 ;;
esac
echo "$said"
exit "$code"
