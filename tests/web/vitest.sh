#!/bin/bash
# vitest.sh NAME PACKAGE SCRIPT [BIN]: checks the types of one npm package of clients/ and runs its tests (its script `test`
# or `e2e`); with BIN, those that need the programs there. Writes NAME.xml where gtest would, so that each case counts.
set -euo pipefail
name=$1 package=$2 script=$3
[[ $# -lt 4 ]] || export CORELOGIC_BIN=$4
cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../../clients"
[[ -d node_modules ]] || { echo "clients/node_modules is missing: ./studio test installs it (npm ci)" >&2; exit 1; }
report=()
[[ ${GTEST_OUTPUT:-} != xml:* ]] || report=(--reporter=default --reporter=junit "--outputFile.junit=${GTEST_OUTPUT#xml:}$name.xml")
[[ -n ${CORELOGIC_BIN:-} ]] || npm run --silent -w "$package" check
exec npm run --silent -w "$package" "$script" -- "${report[@]}"
