#!/bin/sh
# Has programs that share no code with Annals check what it signs and proves: good ones have to pass, changed ones to fail.
#
# usage: verify-foreign.sh PROGRAMS [FOLDER]: where annals was built, and where everything goes (.build/foreign).
#
# The programs are Go's checksum database (Debian's golang-golang-x-mod-dev, installed through apt-get where it is
# missing) and aics-tlog of PyPI, which needs Python 3.12 or newer and is skipped where there is none.
set -eu
cd "$(dirname "$0")/.."

programs=$(cd "${1:?"usage: verify-foreign.sh PROGRAMS [FOLDER]"}" && pwd)
folder=${2:-.build/foreign}
annals=$programs/annals
# The root of the Go sources that Debian installs.
gopath=/usr/share/gocode

say() { printf 'verify-foreign: %s\n' "$1" >&2; }

fail() {
    say "$1"
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# ---- What is checked: a ledger that was signed at several sizes, some of them full tiles.

rm -rf "$folder/ledger" "$folder/checkpoints" "$folder/inclusion" "$folder/growth"
mkdir -p "$folder/ledger" "$folder/checkpoints" "$folder/inclusion" "$folder/growth"
ANNALS_LEDGER=$folder/ledger/annals.db
ANNALS_KEY=$folder/ledger/key
export ANNALS_LEDGER ANNALS_KEY

"$annals" init >/dev/null
"$annals" key new example.com/foreign --quiet >"$folder/key.pub"
"$annals" checkpoint >"$folder/checkpoints/0"

size=0
sizes='1 2 7 255 256 257 512 700'
for next in $sizes; do
    awk -v from=$((size + 1)) -v to="$next" 'BEGIN { for (i = from; i <= to; i++)
        printf "{\"type\":\"person.introduced\",\"person\":\"p-%d\",\"name\":\"Person %d\"}\n", i, i }' |
        "$annals" append - --checkpoint >/dev/null
    "$annals" checkpoint >"$folder/checkpoints/$next"
    size=$next
done
"$annals" export "$folder/export.jsonl" --quiet

for to in $sizes; do
    for seq in 1 2 7 128 255 256 257 511 512 513 700; do
        test "$seq" -le "$to" || continue
        "$annals" prove "$seq" --size "$to" >"$folder/inclusion/$seq-$to"
    done
    for from in $sizes; do
        test "$from" -le "$to" || continue
        "$annals" prove --from "$from" --to "$to" >"$folder/growth/$from-$to"
    done
done

# ---- Go's checksum database.

if ! has go || ! test -d $gopath/src/golang.org/x/mod/sumdb/tlog; then
    packages='golang-go golang-golang-x-mod-dev'
    has apt-get || fail "missing: $packages of Debian or Ubuntu, and there is no apt-get here"
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        has sudo || fail "missing: install as root: apt-get update && apt-get install $packages"
        as_root=sudo
    fi
    say "installing $packages"
    $as_root apt-get update -qq || fail "apt-get update failed; install by hand: $packages"
    # shellcheck disable=SC2086  # the list is meant to be split
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null ||
        fail "apt-get could not install $packages"
fi
GOPATH=$gopath GO111MODULE=off GOFLAGS='' GOTOOLCHAIN=local GOCACHE=$PWD/$folder/go-cache \
    go build -o "$folder/check" Tests/Foreign/check.go || fail "the Go program could not be built"
"$folder/check" "$folder" || fail "golang.org/x/mod does not agree"

# ---- aics-tlog.

# The first of some commands that is a Python 3.12 or newer; a name on the PATH need not lead to a program.
python=
for candidate in python3.12 python3.13 python3.14 python3 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python3; do
    if "$candidate" -c 'import sys, venv; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    say "skipped: aics-tlog, which needs Python 3.12 or newer, and there is none here"
    exit 0
fi

aics=$folder/python/bin/aics-tlog
if ! "$aics" --version >/dev/null 2>&1; then
    say "installing aics-tlog 0.2.1 of PyPI in $folder/python"
    "$python" -m venv --clear "$folder/python" || fail "no virtual environment could be made with $python"
    "$folder/python/bin/pip" install --quiet --disable-pip-version-check aics-tlog==0.2.1 ||
        fail "aics-tlog 0.2.1 could not be installed from PyPI"
fi

passed=0
failed=0

# accept WHAT ARGUMENTS…: has to pass; refuse WHAT ARGUMENTS…: has to fail, and to say so rather than to break.
accept() {
    what=$1
    shift
    "$aics" "$@" >"$folder/answer" 2>&1 || fail "aics-tlog refuses $what: $(cat "$folder/answer")"
    passed=$((passed + 1))
}

refuse() {
    what=$1
    shift
    if "$aics" "$@" >"$folder/answer" 2>&1; then fail "aics-tlog accepts $what, which was tampered with"; fi
    grep -q '"ok": false' "$folder/answer" || fail "aics-tlog breaks at $what: $(cat "$folder/answer")"
    failed=$((failed + 1))
}

root() { sed -n 3p "$folder/checkpoints/$1"; }

# The hashes of a proof: the lines before the blank one that are one word of base64.
hashes() { sed '/^$/,$d' "$1" | grep -E '^[A-Za-z0-9+/]{43}=$' || true; }

# A proof's first hash with its first letter changed.
spoil() { sed '1s/^A/B/; t; 1s/^./A/' "$1"; }

"$annals" key new example.com/foreign --file "$folder/ledger/other" --quiet >"$folder/other.pub"
for size in 0 $sizes; do
    note=$folder/checkpoints/$size
    accept "the checkpoint at $size" verify-checkpoint --note "$note" --vkey-file "$folder/key.pub" --origin example.com/foreign
done
refuse "a checkpoint by another key" verify-checkpoint --note "$note" --vkey-file "$folder/other.pub"
sed 's/^700$/701/' "$note" >"$folder/spoiled"
refuse "a checkpoint of another size" verify-checkpoint --note "$folder/spoiled" --vkey-file "$folder/key.pub"
spoil "$note" | sed '3s/^./A/' >"$folder/spoiled"
refuse "a checkpoint of another root" verify-checkpoint --note "$folder/spoiled" --vkey-file "$folder/key.pub"

for proof in 1-1 2-2 7-257 128-255 256-256 257-512 700-700; do
    seq=${proof%-*}
    size=${proof#*-}
    hashes "$folder/inclusion/$proof" >"$folder/path"
    inclusion() {
        "$1" "$2" verify-inclusion --leaves-file "$folder/export.jsonl" --leaf-line "$3" --index $(($4 - 1)) \
            --size "$size" --root "$5" --proof "$folder/$6"
    }
    inclusion accept "event $seq of $size" "$seq" "$seq" "$(root "$size")" path
    inclusion refuse "another root for event $seq of $size" "$seq" "$seq" "$(root 0)" path
    inclusion refuse "another event for $seq of $size" $((seq % 700 + 1)) "$seq" "$(root "$size")" path
    test -s "$folder/path" || continue
    spoil "$folder/path" >"$folder/spoiled"
    inclusion refuse "a changed path for event $seq of $size" "$seq" "$seq" "$(root "$size")" spoiled
done

for proof in 1-2 2-7 7-257 255-256 256-512 257-700 512-700; do
    from=${proof%-*}
    to=${proof#*-}
    hashes "$folder/growth/$proof" >"$folder/path"
    growth() {
        "$1" "$2" verify-consistency --old-size "$from" --new-size "$to" --old-root "$3" --new-root "$4" \
            --proof "$folder/$5"
    }
    growth accept "the growth from $from to $to" "$(root "$from")" "$(root "$to")" path
    growth refuse "another beginning of $from to $to" "$(root 0)" "$(root "$to")" path
    growth refuse "another end of $from to $to" "$(root "$from")" "$(root 0)" path
    spoil "$folder/path" >"$folder/spoiled"
    growth refuse "a changed path from $from to $to" "$(root "$from")" "$(root "$to")" spoiled
done
printf 'aics-tlog: %s good ones passed, %s tampered ones failed\n' "$passed" "$failed"
