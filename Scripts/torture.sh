#!/bin/sh
# Runs the long trials of crashes, faults, writers and hostile input, then says in one table what was tried and lost.
#
# torture.sh [FILTER]  - only the suites whose names match FILTER, and no fuzzing
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
report=$PWD/.build/torture.tsv
rm -f "$report"

status=0
ANNALS_TORTURE=$report "$swift" test --skip-build --filter "${1:-Torture}" || status=$?
test $# -gt 0 || ANNALS_TORTURE=$report Scripts/fuzz.sh || status=1

printf '\n%-52s %22s %6s\n' tried 'how often' lost
test ! -e "$report" || sort "$report" | awk -F '\t' '{ printf "%-52s %22s %6s\n", $1, $2, $3; lost += $3 }
    END { printf "%-52s %22s %6s\n", "all", NR " kinds", lost + 0; exit lost > 0 }' || status=1
exit "$status"
