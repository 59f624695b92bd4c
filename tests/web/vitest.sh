#!/bin/bash
# vitest.sh PACKAGE NAME [BIN]: checks the types of one npm package of clients/ and runs its tests; with BIN, those that
# need the programs there. Writes NAME.xml where gtest would, so that each case counts.
set -euo pipefail
package=$1 name=$2
[[ $# -lt 3 ]] || export CORELOGIC_BIN=$3
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../clients"
[[ -d node_modules ]] || { echo "clients/node_modules is missing: ./studio test installs it (npm ci)" >&2; exit 1; }
report=()
[[ ${GTEST_OUTPUT:-} != xml:* ]] || report=(--reporter=default --reporter=junit "--outputFile.junit=${GTEST_OUTPUT#xml:}$name.xml")
[[ -n ${CORELOGIC_BIN:-} ]] || npm run --silent -w "$package" check
exec npm test --silent -w "$package" -- "${report[@]}"
