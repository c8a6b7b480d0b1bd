#!/bin/sh
# Installs strace where it is missing: with it the trials record what goes to the disk, and let system calls fail.
#
# Where it cannot be installed, the trials that need it are skipped and say so.
set -eu

command -v strace >/dev/null 2>&1 && exit 0

as_root=
test "$(id -u)" -eq 0 || as_root=sudo
printf 'setup-torture: installing strace\n' >&2
{
    $as_root apt-get update -qq &&
        $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends strace >/dev/null
} || printf 'setup-torture: strace is missing and could not be installed; what needs it is skipped\n' >&2
