#!/bin/sh
# Runs the peers on the data that `bench data` wrote, compares their answers, and prints their times.
#
# usage: peers.sh DATA [PEER…]: eventsourcing, umadb, postgresql, mariadb; all of them if none is named.
#
# Everything goes into the folder ANNALS_PEERS (.build/bench/peers): programs, the servers' data while they run, and the
# results, which later runs replace peer by peer. The rows for the page of results go into the folder ANNALS_BENCH
# (.build/bench), beside those of the ledgers.
set -eu

say() { printf 'peers: %s\n' "$1" >&2; }

fail() {
    say "$1"
    exit 1
}

data=$(realpath "${1:?"usage: peers.sh DATA [PEER…]"}")
shift
bench=${ANNALS_BENCH:+$(realpath -m "$ANNALS_BENCH")}
scratch=${ANNALS_PEERS:+$(realpath -m "$ANNALS_PEERS")}
cd "$(dirname "$0")/../.."
bench=${bench:-$PWD/.build/bench}
scratch=${scratch:-$bench/peers}
test $# -gt 0 || set -- eventsourcing umadb postgresql mariadb
for file in events.jsonl tenures.csv questions.jsonl; do
    test -r "$data/$file" || fail "there is no $file in $data: write it with bench data $data"
done

programs=Benchmarks/Peers
mkdir -p "$bench" "$scratch"
exec 9>"$scratch/lock"
flock -n 9 || fail "another run uses $scratch"
# What runs that were killed have left; their servers ended with them.
rm -rf "$scratch/running"

$programs/install.sh "$scratch"
Scripts/setup-torture.sh
results=$scratch/results
# Results of other data are no use beside these.
stamp=$(cd "$data" && cksum questions.jsonl && wc -c events.jsonl tenures.csv)
if [ "$(cat "$results/stamp" 2>/dev/null)" != "$stamp" ]; then
    rm -rf "$results"
    mkdir -p "$results"
    printf '%s\n' "$stamp" >"$results/stamp"
fi
python=$scratch/python/bin/python
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

# A peer is run in the background, so that it can be told to stop its server when this script is told to end.
running=
leave() {
    test -z "$running" || kill "$running" 2>/dev/null || :
    test -z "$running" || wait "$running" || :
    exit "$1"
}
trap 'leave 130' INT
trap 'leave 143' TERM
trap 'leave 129' HUP

run() {
    "$python" "$@" 9>&- &
    running=$!
    code=0
    wait "$running" || code=$?
    running=
    return "$code"
}

say 'answering every question from the plain rows'
run $programs/reference.py "$data" "$results" || fail 'the reference could not be made'
status=0
for peer in "$@"; do
    test -e "$programs/peer_$peer.py" || fail "there is no peer called $peer"
    say "running $peer"
    rm -f "$results/$peer".* "$results/$peer-"*
    run "$programs/peer_$peer.py" "$data" "$scratch" "$results" || {
        say "$peer failed"
        rm -f "$results/$peer".* "$results/$peer-"*
        status=1
    }
done

echo
cat "$scratch/versions"
echo
run $programs/compare.py "$data" "$results" "$bench/peers-$(wc -l <"$data/events.jsonl").jsonl" || status=1
exit "$status"
