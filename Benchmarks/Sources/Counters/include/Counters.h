#ifndef COUNTERS_H
#define COUNTERS_H

#include <stdbool.h>

/// How often this process has called fdatasync or fsync.
unsigned long counted_syncs(void);

/// How often this thread has.
unsigned long counted_syncs_of_thread(void);

/// How often this thread has asked for memory: malloc, calloc, realloc and their likes.
unsigned long counted_allocations(void);

/// Whether allocations are counted here: only with the GNU C library.
bool allocations_are_counted(void);

#endif
