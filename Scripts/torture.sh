#!/bin/sh
# Runs the long trials of crashes, faults, writers and hostile input, then says in one table what was tried and lost.
#
# torture.sh [FILTER]  - only the suites whose names match FILTER, and nothing after them: no other tests, no fuzzing,
# no other programs' checks of proofs, no sanitizers
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
report=$PWD/.build/torture.tsv
log=$PWD/.build/torture.log
skipped=$PWD/.build/torture.skipped
failed=$PWD/.build/torture.failed
mkdir -p .build
rm -f "$report" "$skipped"

status=0

# Runs the tests that match a filter, notes what was skipped and why, and fails where they do.
tests() {
    rm -f "$failed"
    { ANNALS_TORTURE=$report "$swift" test --skip-build --filter "$1" 2>&1 || : >"$failed"; } | tee "$log"
    sed -n -e 's/^➜ Test .* skipped: "\(.*\)"$/\1/p' -e 's/^➜ Test .* skipped\.$/no reason is given/p' "$log" >>"$skipped"
    test ! -e "$failed"
}

# group WHAT FILTER: a line for tests that say nothing of their own in the table, with those that ran and failed.
group() {
    good=yes
    tests "$2" >/dev/null || good=no
    grep -e '^✘' -e 'error:' "$log" || true
    all=$(sed -n 's/.*Test run with \([0-9]*\) tests* .*/\1/p' "$log" | tail -n 1)
    left=$(grep -c '^➜ Test ' "$log" || true)
    lost=$(grep '^✘ Test .* failed after' "$log" | grep -vc '^✘ Test run ' || true)
    # Tests that ended before they could say so have failed, and so has a filter that finds none.
    if [ "$lost" -eq 0 ] && { [ "$good" = no ] || [ "${all:-0}" -eq 0 ]; }; then lost=1; fi
    test "$lost" -eq 0 || status=1
    printf '%s\t%s tests\t%s\n' "$1" "$((${all:-0} - left))" "$lost" >>"$report"
}

tests "${1:-Torture}" || status=1
if [ $# -eq 0 ]; then
    group 'a clock that steps back' '\.ClockTests/'
    group 'places that cannot be written to, odd names, locks' '\.PlaceTests/'
    group 'files that vanish' '\.VanishedFileTests/'
    group 'files made by somebody else' '\.(HostileFileTests|HostileProjectionTests)/'
    group 'tables that lag behind the log' '\.(CatchUpTests|ReopeningTests)/'
    group 'settings that a commit relies on' '\.DurabilityTests/'
    group 'backups' '\.BackupTests/'
    group 'the doctor' '\.(DoctorTests|DoctorDoubtTests)/'
    group 'erasures' '\.(ErasureTests|RedactionTests|RedactingTests|RedactTests)/'
    group 'JSONTestSuite, and JSON read strictly' '\.(JSONTestSuiteTests|JSONReaderTests|OneReaderTests)/'
    group 'published Merkle proofs, notes and tiles' \
        '\.(ProofVectorTests|NoteVectorTests|CheckpointVectorTests|PublishedLogTests|TilePathTests)/'
    group 'proofs that were tampered with' 'ProofsTests\.TamperingTests/|\.(OfflineTests|AnswerProofTests)/'
    group 'ledgers that were tampered with' 'EventLogTests\.TamperingTests/|\.(VerifyTests|KeyOrderTests|ErasedBatchTests)/'
    group 'one bit turned over' '\.BitFlipTests/'

    ANNALS_TORTURE=$report Scripts/fuzz.sh || status=1
    wrong=0
    judged=$(Scripts/verify-foreign.sh "$("$swift" build --show-bin-path)" 2>&1) || wrong=1
    printf '%s\n' "$judged"
    if [ "$wrong" -ne 0 ]; then
        printf 'proofs judged by other programs\tnot to the end\t1\n' >>"$report"
        status=1
    fi
    printf '%s\n' "$judged" | sed -n 's/^\(.*\): \([0-9]* good\) ones passed, \([0-9]* tampered\) .*/\1 \2, \3/p' |
        while read -r program proofs; do printf 'proofs judged by %s\t%s\t0\n' "$program" "$proofs"; done \
            >>"$report"
    printf '%s\n' "$judged" | sed -n 's/^verify-foreign: skipped: //p' >>"$skipped"
    ANNALS_TORTURE=$report Scripts/sanitize.sh || status=1
fi

if [ -s "$skipped" ]; then
    sort "$skipped" | uniq -c | while read -r times why; do
        printf 'skipped: %s\t%s tests\t-\n' "$why" "$times"
    done >>"$report"
fi
printf '\n%-52s %22s %6s\n' tried 'how often' lost
test ! -e "$report" || sort "$report" | awk -F '\t' '
    { printf "%-52s %22s %6s\n", $1, $2, $3 }
    $3 == "-" { left += 1; next }
    { kinds += 1; lost += $3 }
    END {
        printf "%-52s %22s %6s\n", "all" (left ? ", but for what was skipped" : ""), kinds " kinds", lost + 0
        if (left) print "not everything was tried: " left " reasons to skip something, named above"
        exit lost > 0
    }' || status=1
exit "$status"
