#ifndef SYNCS_H
#define SYNCS_H

/// How often this process has called fdatasync or fsync.
unsigned long syncs_so_far(void);

#endif
