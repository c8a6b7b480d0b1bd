#!/bin/sh
# Writes a workload for other programs, and measures them with it.
#
# bench-peers.sh
#
# EVENTS        how many events (1000000)
# ANNALS_BENCH  where data and results go (.build/bench); the peers themselves go there too, unless ANNALS_PEERS is set
set -eu
cd "$(dirname "$0")/.."

swift=${SWIFT:-swift}
ANNALS_BENCH=${ANNALS_BENCH:-.build/bench}
export ANNALS_BENCH
events=${EVENTS:-1000000}
Benchmarks/setup.sh

build="$swift build --package-path Benchmarks -c release"
$build
bench=$($build --show-bin-path)/bench
data=$ANNALS_BENCH/data-$events
"$bench" data "$data" --events "$events"
# What peers answer is compared with what this program does.
"$bench" answers "$data" --events "$events"
Benchmarks/Peers/peers.sh "$data"
