#!/bin/sh
# Makes sure that this machine can build Annals: a Swift toolchain, git, SQLite's headers and library.
#
# What Debian and Ubuntu package is installed where it is missing, with sudo where that is needed; a toolchain is not
# installed, only asked for. Prints nothing and changes nothing where nothing is missing.
set -eu

swift=${SWIFT:-swift}
packages=

fail() {
    printf 'setup: %s\n' "$1" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# Whether SQLite's header and library are there, asked of a C compiler where there is one.
has_sqlite() {
    for compiler in clang cc gcc; do
        has "$compiler" || continue
        # A compiler that fails at once leaves its input unread, of which the shell would complain as well.
        {
            printf '#include <sqlite3.h>\nint main(void) { return sqlite3_libversion_number() == 0; }\n' |
                "$compiler" -x c - -o /dev/null -lsqlite3
        } 2>/dev/null
        return
    done
    test -e /usr/include/sqlite3.h
}

has "$swift" ||
    fail "there is no Swift toolchain on the PATH; install Swift 6.2 or newer from https://www.swift.org/install, then run this again"

version=$("$swift" --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
case $version in
'' | [0-5].* | 6.0 | 6.1) fail "Swift ${version:-of an unknown version} is on the PATH; Annals needs 6.2 or newer (https://www.swift.org/install)" ;;
esac

has git || packages="$packages git"
has_sqlite || packages="$packages libsqlite3-dev"
test -n "$packages" || exit 0

has apt-get ||
    fail "missing:$packages; there is no apt-get here, so install it with this system's own package manager (SQLite 3.37 or newer with its headers)"

as_root=
if [ "$(id -u)" -ne 0 ]; then
    has sudo || fail "missing:$packages; install it as root: apt-get update && apt-get install$packages"
    as_root=sudo
fi

printf 'setup: installing%s\n' "$packages" >&2
$as_root apt-get update -qq ||
    fail "apt-get update failed; install by hand what is missing:$packages"
# shellcheck disable=SC2086  # the list is meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null ||
    fail "apt-get could not install what is missing:$packages"
has_sqlite || fail "libsqlite3-dev is installed, and still no program can be linked with it"
