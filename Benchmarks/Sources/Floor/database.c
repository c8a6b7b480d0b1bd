#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void fail(const char *what, sqlite3 *database) {
    fprintf(stderr, "floor: %s%s%s\n", what, database ? ": " : "", database ? sqlite3_errmsg(database) : "");
    exit(1);
}

double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

sqlite3 *open_reading(const char *path) {
    sqlite3 *database;
    // A reader of a write-ahead log writes to the file beside it, and so cannot open read-only.
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) fail(path, database);
    run(database, "PRAGMA query_only = 1");
    return database;
}

sqlite3 *open_writing(const char *path) {
    sqlite3 *database;
    if (sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK) {
        fail(path, database);
    }
    // As a ledger's writer has it: its cache, and checkpoints by the caller.
    run(database, "PRAGMA journal_mode = wal; PRAGMA synchronous = full; PRAGMA cache_size = -65536;"
                  "PRAGMA wal_autocheckpoint = 0");
    return database;
}

sqlite3_stmt *prepare(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql, database);
    return statement;
}

void run(sqlite3 *database, const char *sql) {
    if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql, database);
}

void step(sqlite3 *database, sqlite3_stmt *statement) {
    if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement), database);
    sqlite3_reset(statement);
}

long long integer(sqlite3 *database, const char *sql) {
    sqlite3_stmt *statement = prepare(database, sql);
    long long value = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return value;
}
