#!/bin/sh
# Makes sure that the benchmarks can be built: a C compiler finds libcrypto's headers. strace is asked for as well, to
# count what a process puts on disk; where it cannot be installed, that is not counted.
set -eu

has_crypto() {
    for compiler in clang cc gcc; do
        command -v "$compiler" >/dev/null 2>&1 || continue
        {
            printf '#include <openssl/sha.h>\nint main(void) { return SHA256(0, 0, 0) == 0; }\n' |
                "$compiler" -x c - -o /dev/null -lcrypto
        } 2>/dev/null
        return
    done
    test -e /usr/include/openssl/sha.h
}

packages=
has_crypto || packages="$packages libssl-dev"
command -v strace >/dev/null 2>&1 || packages="$packages strace"
test -n "$packages" || exit 0

as_root=
test "$(id -u)" -eq 0 || as_root=sudo
printf 'benchmarks: installing%s\n' "$packages" >&2
{
    $as_root apt-get update -qq &&
        # shellcheck disable=SC2086  # the list is meant to be split
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
} || true
has_crypto || {
    printf 'benchmarks: the headers of libcrypto are missing and could not be installed (libssl-dev)\n' >&2
    exit 1
}
