#!/bin/sh
# Runs the long trials of crashes, faults, writers and hostile input, then says in one table what was tried and lost.
#
# torture.sh [FILTER]  - only the suites whose names match FILTER, and nothing after them: no fuzzing, no other
# programs' checks of proofs, no sanitizers
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
report=$PWD/.build/torture.tsv
rm -f "$report"

status=0
ANNALS_TORTURE=$report "$swift" test --skip-build --filter "${1:-Torture}" || status=$?
if [ $# -eq 0 ]; then
    ANNALS_TORTURE=$report Scripts/fuzz.sh || status=1
    wrong=0
    judged=$(Scripts/verify-foreign.sh "$("$swift" build --show-bin-path)") || wrong=1
    printf '%s\n' "$judged"
    if [ "$wrong" -ne 0 ]; then
        printf 'proofs judged by other programs\tnot to the end\t1\n' >>"$report"
        status=1
    fi
    printf '%s\n' "$judged" | sed -n 's/^\(.*\): \([0-9]* good\) ones passed, \([0-9]* tampered\) .*/\1 \2, \3/p' |
        while read -r program proofs; do printf 'proofs judged by %s\t%s\t0\n' "$program" "$proofs"; done \
            >>"$report"
    ANNALS_TORTURE=$report Scripts/sanitize.sh || status=1
fi

printf '\n%-52s %22s %6s\n' tried 'how often' lost
test ! -e "$report" || sort "$report" | awk -F '\t' '{ printf "%-52s %22s %6s\n", $1, $2, $3; lost += $3 }
    END { printf "%-52s %22s %6s\n", "all", NR " kinds", lost + 0; exit lost > 0 }' || status=1
exit "$status"
