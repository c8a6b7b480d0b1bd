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
for sanitizer in "$@"; do
    "$swift" test --scratch-path ".build/$sanitizer" --sanitize "$sanitizer" \
        --skip '^ProgramTests\.' --skip '^CLITests\.' --skip theDeepestNestingFitsASmallStack
done
