#!/bin/sh
# Installs the peers in a scratch folder: two Python packages from PyPI, two database servers from Debian.
#
# usage: install.sh SCRATCH
#
# Nothing is installed in the system: Debian's packages are downloaded and unpacked under SCRATCH/root, the Python
# packages go into SCRATCH/python. What is there already is left as it is. Writes what came in to SCRATCH/versions.
set -eu

scratch=${1:?"usage: install.sh SCRATCH"}
mkdir -p "$scratch/deb" "$scratch/root"
scratch=$(cd "$scratch" && pwd)

python_packages='eventsourcing==9.5.6 umadb==0.7.8'
postgresql_packages='postgresql-15 libpq5'
mariadb_packages='mariadb-server-core mariadb-server libmariadb3'

say() { printf 'peers: %s\n' "$1" >&2; }

fail() {
    say "$1"
    exit 1
}

# ---- PyPI

python=
for candidate in python3 python3.13 python3.12 python3.11; do
    if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
test -n "$python" || fail 'Python 3.11 or newer with venv is needed (Debian: python3 and python3-venv)'

if ! "$scratch/python/bin/python" -c 'import eventsourcing, umadb' 2>/dev/null; then
    say "installing $python_packages from PyPI in $scratch/python"
    "$python" -m venv --clear "$scratch/python" || fail "no virtual environment could be made with $python"
    # shellcheck disable=SC2086  # the list is meant to be split
    "$scratch/python/bin/pip" install --quiet --disable-pip-version-check $python_packages ||
        fail "pip could not install $python_packages"
fi

# ---- Debian

libraries=$scratch/root/usr/lib/$(uname -m)-linux-gnu
updated=

# Downloads packages of Debian and unpacks them, without installing them.
unpack() {
    command -v apt-get >/dev/null 2>&1 || fail "there is no apt-get here, to download $* of Debian 12"
    if [ -z "$updated" ]; then
        if [ "$(id -u)" -eq 0 ]; then apt-get update -qq || fail 'apt-get update failed'; fi
        updated=yes
    fi
    say "downloading $* of Debian"
    # apt warns that it does not change to another user for a folder that only this one can write to.
    (cd "$scratch/deb" && apt-get download -qq "$@" 2>"$scratch/deb/complaints") ||
        fail "apt-get could not download $*: $(cat "$scratch/deb/complaints")"
    for package in "$@"; do
        for file in "$scratch/deb/${package}"_*.deb; do dpkg -x "$file" "$scratch/root"; done
    done
}

# The package of Debian 12 that has a shared library.
package_of() {
    case $1 in
    libaio.so.*) echo libaio1 ;;
    liburing.so.*) echo liburing2 ;;
    libnuma.so.*) echo libnuma1 ;;
    libpcre2-8.so.*) echo libpcre2-8-0 ;;
    libLLVM-14.so.*) echo libllvm14 ;;
    libz3.so.*) echo libz3-4 ;;
    libedit.so.*) echo libedit2 ;;
    libbsd.so.*) echo libbsd0 ;;
    libmd.so.*) echo libmd0 ;;
    libxslt.so.*) echo libxslt1.1 ;;
    libxml2.so.*) echo libxml2 ;;
    libicu*.so.*) echo libicu72 ;;
    libldap-2.5.so.* | liblber-2.5.so.*) echo libldap-2.5-0 ;;
    libsasl2.so.*) echo libsasl2-2 ;;
    libgssapi_krb5.so.*) echo libgssapi-krb5-2 ;;
    libkrb5.so.*) echo libkrb5-3 ;;
    libk5crypto.so.*) echo libk5crypto3 ;;
    libkrb5support.so.*) echo libkrb5support0 ;;
    libcom_err.so.*) echo libcom-err2 ;;
    libkeyutils.so.*) echo libkeyutils1 ;;
    libsystemd.so.*) echo libsystemd0 ;;
    libssl.so.3 | libcrypto.so.3) echo libssl3 ;;
    *) fail "no package is known here that has $1" ;;
    esac
}

# Unpacks the libraries that a program needs and neither the system nor the scratch folder has.
complete() {
    while :; do
        missing=$(LD_LIBRARY_PATH=$libraries ldd "$1" | awk '/=> not found$/ { print $1; exit }')
        test -n "$missing" || return 0
        package=$(package_of "$missing")
        unpack "$package"
        test -e "$libraries/$missing" || fail "$package has no $missing"
    done
}

postgres=$scratch/root/usr/lib/postgresql/15/bin/postgres
mariadbd=$scratch/root/usr/sbin/mariadbd
# shellcheck disable=SC2086  # the lists are meant to be split
test -x "$postgres" || unpack $postgresql_packages
# shellcheck disable=SC2086
test -x "$mariadbd" || unpack $mariadb_packages
complete "$postgres"
complete "${postgres%/*}/initdb"
complete "$mariadbd"
complete "$libraries/libpq.so.5"
complete "$libraries/libmariadb.so.3"

{
    "$scratch/python/bin/python" -c '
import platform, sqlite3
from importlib.metadata import version
print("Python", platform.python_version(), "with SQLite", sqlite3.sqlite_version)
for name in ("eventsourcing", "umadb"):
    print(name, version(name))'
    LD_LIBRARY_PATH=$libraries "$postgres" --version | sed 's/^postgres (PostgreSQL)/PostgreSQL/'
    LD_LIBRARY_PATH=$libraries "$mariadbd" --version | sed 's/.* Ver \([^ ]*\) .*/MariaDB \1/'
} >"$scratch/versions"
