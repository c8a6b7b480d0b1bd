/// Counts what goes to disk and what memory is asked for.
///
/// Linked into a program, or built as a shared object of its own and preloaded into one that knows nothing of it
/// (`cc -O2 -shared -fPIC -I include Counters.c`): then the file that `COUNTERS_FILE` names has both counts, of all
/// threads, when the program ends.
#define _GNU_SOURCE
#include "Counters.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_ulong syncs;

// By thread they are found without a call, as that could ask for memory itself.
static _Thread_local unsigned long syncs_of_thread __attribute__((tls_model("initial-exec")));

unsigned long counted_syncs(void) { return atomic_load(&syncs); }
unsigned long counted_syncs_of_thread(void) { return syncs_of_thread; }

static void count_sync(void) {
    atomic_fetch_add(&syncs, 1);
    syncs_of_thread++;
}

// A program's own definition goes before the C library's, for shared libraries too: calls are counted, then made.
int fdatasync(int descriptor) {
    count_sync();
    return (int)syscall(SYS_fdatasync, descriptor);
}

int fsync(int descriptor) {
    count_sync();
    return (int)syscall(SYS_fsync, descriptor);
}

#ifdef __GLIBC__

// By thread, so that counting costs next to nothing.
static _Thread_local unsigned long allocations __attribute__((tls_model("initial-exec")));
static atomic_ulong allocations_of_all;
static bool is_reporting;

bool allocations_are_counted(void) { return true; }
unsigned long counted_allocations(void) { return allocations; }

static inline void count_allocation(void) {
    allocations++;
    if (is_reporting) atomic_fetch_add_explicit(&allocations_of_all, 1, memory_order_relaxed);
}

// The C library's own under the names by which it lets itself be wrapped; what they give, its free takes.
extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

void *malloc(size_t size) {
    count_allocation();
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    count_allocation();
    return __libc_calloc(count, size);
}

void *realloc(void *old, size_t size) {
    count_allocation();
    return __libc_realloc(old, size);
}

void *memalign(size_t alignment, size_t size) {
    count_allocation();
    return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment % sizeof(void *) != 0 || alignment == 0 || (alignment & (alignment - 1)) != 0) return EINVAL;
    void *memory = memalign(alignment, size);
    if (!memory) return ENOMEM;
    *result = memory;
    return 0;
}

#else

bool allocations_are_counted(void) { return false; }
unsigned long counted_allocations(void) { return 0; }

#endif

__attribute__((constructor)) static void begin(void) {
#ifdef __GLIBC__
    is_reporting = getenv("COUNTERS_FILE") != NULL;
#endif
}

__attribute__((destructor)) static void report(void) {
    const char *path = getenv("COUNTERS_FILE");
    if (!path) return;
    unsigned long all = 0;
#ifdef __GLIBC__
    all = atomic_load(&allocations_of_all);
#endif
    char text[96];
    int length = snprintf(text, sizeof text, "{\"syncs\":%lu,\"allocations\":%lu}\n", counted_syncs(), all);
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (file < 0) return;
    if (write(file, text, (size_t)length) != length) unlink(path);
    close(file);
}
