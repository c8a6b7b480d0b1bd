#define _GNU_SOURCE
#include "Syncs.h"

#include <stdatomic.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_ulong count;

unsigned long syncs_so_far(void) { return atomic_load(&count); }

// A program's own definition goes before the C library's, for libsqlite3 as well: calls are counted and then made.
int fdatasync(int descriptor) {
    atomic_fetch_add(&count, 1);
    return (int)syscall(SYS_fdatasync, descriptor);
}

int fsync(int descriptor) {
    atomic_fetch_add(&count, 1);
    return (int)syscall(SYS_fsync, descriptor);
}
