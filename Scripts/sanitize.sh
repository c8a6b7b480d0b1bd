#!/bin/sh
# Runs the tests of the libraries under a sanitizer, in a build folder of its own.
#
# sanitize.sh [address|thread …]  - both, if none is named
#
# Left out, by name: the tests of the whole program and of the command line (ProgramTests, CLITests), whose processes
# would each be instrumented and whose waits are measured; what they run is the libraries tested here.
# theDeepestNestingFitsASmallStack measures a stack, which instrumented frames are several times too large for.
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
test $# -gt 0 || set -- address thread

# A backtrace of Swift's own would end the process before the sanitizer has told what it found.
export SWIFT_BACKTRACE=enable=no
# What lives until the process ends is no leak here: catalogues, caches of prepared statements of open ledgers.
export ASAN_OPTIONS=detect_leaks=0${ASAN_OPTIONS:+:$ASAN_OPTIONS}
# How often a trial is made is for `make torture` itself: under a sanitizer thousands of seeds would take hours.
report=${ANNALS_TORTURE:-}
unset ANNALS_TORTURE
status=0
for sanitizer in "$@"; do
    log=.build/sanitize-$sanitizer.log
    printf 'the libraries under the %s sanitizer; what they print goes to %s\n' "$sanitizer" "$log"
    failed=0
    "$swift" test --scratch-path ".build/$sanitizer" --sanitize "$sanitizer" \
        --skip '^ProgramTests\.' --skip '^CLITests\.' --skip theDeepestNestingFitsASmallStack >"$log" 2>&1 || failed=1
    tests=$(sed -n 's/.*Test run with \([0-9]*\) tests.*/\1/p' "$log" | tail -n 1)
    reports=$(grep -c -e 'WARNING: ThreadSanitizer' -e 'ERROR: AddressSanitizer' "$log" || true)
    test "$failed" -eq 0 && test "$reports" -eq 0 || {
        status=1
        grep -e '✘' -e '^SUMMARY' -e 'error:' "$log" | sort | uniq -c | sort -rn | head -n 20
    }
    printf '%s sanitizer: %s tests, %s reports\n' "$sanitizer" "${tests:-no}" "$reports"
    test -z "$report" ||
        printf 'tests under the %s sanitizer\t%s tests\t%s\n' "$sanitizer" "${tests:-0}" "$((reports + failed))" \
            >>"$report"
done
exit "$status"
