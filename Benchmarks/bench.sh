#!/bin/sh
# Builds ledgers of several sizes, measures, and prints a table, with what peers have left beside the ledgers.
#
# bench.sh
#
# SIZES       how many events (10000 1000000 10000000)
# ONLY        measure only rows whose names have this in them
# ANNALS_BENCH  where ledgers are built and kept (.build/bench): five times a ledger of ten million events
#
# A run of all sizes and all rows writes Benchmarks/RESULTS.md.
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
export ANNALS_BENCH="${ANNALS_BENCH:-.build/bench}"
only=${ONLY:-}
Benchmarks/setup.sh

# The program as it is installed: with the Swift runtime inside.
"$swift" build -c release --product annals --static-swift-stdlib
ANNALS_PROGRAM=$("$swift" build -c release --show-bin-path)/annals
export ANNALS_PROGRAM
build="$swift build --package-path Benchmarks -c release"
$build
bench=$($build --show-bin-path)/bench

mkdir -p "$ANNALS_BENCH"
set --
for size in ${SIZES:-10000 1000000 10000000}; do
    rows=$ANNALS_BENCH/run-$size.jsonl
    rm -f "$rows"
    "$bench" run --events "$size" ${only:+--only "$only"} --json "$rows"
    set -- "$@" "$rows"
done
for peers in "$ANNALS_BENCH"/peers*.jsonl; do
    test ! -e "$peers" || set -- "$@" "$peers"
done

"$bench" table "$@"
# Figures of a part of it are for whoever asked.
test -n "${SIZES:-}$only" || "$bench" results "$@" >Benchmarks/RESULTS.md
