#!/bin/sh
# Feeds the readers of hostile bytes with what libFuzzer makes up, each for so many seconds (60 if left out).
#
# fuzz.sh [SECONDS [TARGET …]]
#
# What ends a reader is kept in .build/fuzz/, and the command that feeds it again is printed. Under `make torture` a
# line for each goes into the table. `Fuzzing/Corpus` is where it starts from; what it finds is kept beside it.
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
seconds=${1:-60}
test $# -eq 0 || shift

build="$swift build --package-path Fuzzing -c release -Xswiftc -sanitize=fuzzer -Xswiftc -use-ld=lld"
$build --product Fuzz
fuzz=$($build --show-bin-path)/Fuzz

# shellcheck disable=SC2046  # a word for each target
test $# -gt 0 || set -- $("$fuzz")

# A backtrace of Swift's own keeps the fuzzer from seeing that a process ended.
export SWIFT_BACKTRACE=enable=no
status=0
for target in "$@"; do
    kept=.build/fuzz/$target
    mkdir -p "$kept"
    rm -f "$kept"-crash-* "$kept"-timeout-* "$kept"-oom-* "$kept"-leak-*
    "$fuzz" "$target" -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -verbosity=0 \
        -print_final_stats=1 -artifact_prefix="$kept-" "$kept" "Fuzzing/Corpus/$target" >"$kept.log" 2>&1 || status=1
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$kept.log")
    crashes=0
    for input in "$kept"-crash-* "$kept"-timeout-* "$kept"-oom-* "$kept"-leak-*; do
        test -e "$input" || continue
        crashes=$((crashes + 1))
        grep -m 1 -e 'Fatal error' -e '^SUMMARY' "$kept.log" || true
        printf 'again: SWIFT_BACKTRACE=enable=no %s %s %s\n' "$fuzz" "$target" "$input"
    done
    printf '%-8s %12s runs, %s crashes\n' "$target" "${runs:-0}" "$crashes"
    test -z "${ANNALS_TORTURE:-}" ||
        printf 'fuzzing %s\t%s runs\t%s\n' "$target" "${runs:-0}" "$crashes" >>"$ANNALS_TORTURE"
done
exit "$status"
