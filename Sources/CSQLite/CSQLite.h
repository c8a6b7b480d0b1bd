// What Swift cannot import from libsqlite3's C interface: variadic functions and
// function-pointer constants made by casting an integer.

#ifndef ANNALS_CSQLITE_H
#define ANNALS_CSQLITE_H

#include <errno.h>
#include <sqlite3.h>

#if SQLITE_VERSION_NUMBER < 3037000
#error "SQLite 3.37 or newer is needed: STRICT tables and 64-bit change counts came with it."
#endif

// Turns one of the on/off settings of sqlite3_db_config (variadic) on or off.
// `in_force` receives the setting as it stands afterwards.
static inline int annals_sqlite3_set_flag(sqlite3 *database, int setting, int on, int *in_force) {
    return sqlite3_db_config(database, setting, on, in_force);
}

// Binds a copy of `count` bytes of UTF-8 text. SQLITE_TRANSIENT is ((void(*)(void*))-1), which Swift
// does not import. A null pointer would bind NULL, so an empty text is bound from a literal.
static inline int annals_sqlite3_bind_text_copy(
    sqlite3_stmt *statement, int index, const char *text, sqlite3_uint64 count) {
    return sqlite3_bind_text64(statement, index, text ? text : "", count, SQLITE_TRANSIENT, SQLITE_UTF8);
}

// Binds a copy of `count` bytes, with the same care for an empty value.
static inline int annals_sqlite3_bind_blob_copy(
    sqlite3_stmt *statement, int index, const void *bytes, sqlite3_uint64 count) {
    return sqlite3_bind_blob64(statement, index, bytes ? bytes : "", count, SQLITE_TRANSIENT);
}

#endif
