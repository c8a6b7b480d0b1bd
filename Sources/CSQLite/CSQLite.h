// What Swift cannot import from libsqlite3's C interface: variadic functions and
// function-pointer constants made by casting an integer. And a virtual table, which SQLite calls for every value.

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

// Rows that a program has ready in memory, lent to the virtual table `annals_rows` for as long as one statement runs.
typedef struct annals_rows {
    const unsigned char *kinds;   // what each value is, row by row: one of those below
    const sqlite3_int64 *values;  // a whole number; of text and blobs where in `bytes` they begin, and how long they are
    const char *bytes;
    sqlite3_int64 row_count;      // 0 while nothing is lent
    int column_count;             // at most ANNALS_ROWS_COLUMNS
} annals_rows;

typedef enum annals_value_kind {
    annals_value_null, annals_value_integer, annals_value_text, annals_value_blob
} annals_value_kind;

#define ANNALS_ROWS_COLUMNS 24

// The virtual table: it has the rows that are lent, in their order, and no others. SQLite asks it for one row after
// another and for one value after another; nothing is copied before SQLite makes its own row of them. What it says of
// itself to SQLite begins with what SQLite keeps of it, as SQLite asks.
typedef struct annals_rows_table {
    sqlite3_vtab base;
    const annals_rows *rows;
} annals_rows_table;

typedef struct annals_rows_cursor {
    sqlite3_vtab_cursor base;
    sqlite3_int64 row;
} annals_rows_cursor;

static inline const annals_rows *annals_rows_of(sqlite3_vtab_cursor *cursor) {
    return ((annals_rows_table *)cursor->pVtab)->rows;
}

static inline int annals_rows_connect(
    sqlite3 *database, void *rows, int count, const char *const *words, sqlite3_vtab **table, char **message) {
    (void)count, (void)words, (void)message;
    int code = sqlite3_declare_vtab(
        database,
        "CREATE TABLE x (c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10, c11, c12, c13, c14, c15, c16, c17, c18, c19, "
        "c20, c21, c22, c23)");
    if (code != SQLITE_OK) return code;
    // No view or trigger of somebody else's file may name it.
    code = sqlite3_vtab_config(database, SQLITE_VTAB_DIRECTONLY);
    if (code != SQLITE_OK) return code;
    annals_rows_table *made = (annals_rows_table *)sqlite3_malloc(sizeof(annals_rows_table));
    if (!made) return SQLITE_NOMEM;
    *made = (annals_rows_table){.rows = (const annals_rows *)rows};
    *table = &made->base;
    return SQLITE_OK;
}

static inline int annals_rows_disconnect(sqlite3_vtab *table) {
    sqlite3_free(table);
    return SQLITE_OK;
}

static inline int annals_rows_best_index(sqlite3_vtab *table, sqlite3_index_info *plan) {
    (void)table;
    plan->estimatedCost = 1e6;
    return SQLITE_OK;
}

static inline int annals_rows_open(sqlite3_vtab *table, sqlite3_vtab_cursor **cursor) {
    (void)table;
    annals_rows_cursor *made = (annals_rows_cursor *)sqlite3_malloc(sizeof(annals_rows_cursor));
    if (!made) return SQLITE_NOMEM;
    *made = (annals_rows_cursor){.row = 0};
    *cursor = &made->base;
    return SQLITE_OK;
}

static inline int annals_rows_close(sqlite3_vtab_cursor *cursor) {
    sqlite3_free(cursor);
    return SQLITE_OK;
}

static inline int annals_rows_filter(
    sqlite3_vtab_cursor *cursor, int plan, const char *text, int count, sqlite3_value **values) {
    (void)plan, (void)text, (void)count, (void)values;
    ((annals_rows_cursor *)cursor)->row = 0;
    return SQLITE_OK;
}

static inline int annals_rows_next(sqlite3_vtab_cursor *cursor) {
    ((annals_rows_cursor *)cursor)->row += 1;
    return SQLITE_OK;
}

static inline int annals_rows_eof(sqlite3_vtab_cursor *cursor) {
    return ((annals_rows_cursor *)cursor)->row >= annals_rows_of(cursor)->row_count;
}

static inline int annals_rows_column(sqlite3_vtab_cursor *cursor, sqlite3_context *result, int column) {
    const annals_rows *rows = annals_rows_of(cursor);
    if (column < 0 || column >= rows->column_count) return SQLITE_OK;
    const sqlite3_int64 place = ((annals_rows_cursor *)cursor)->row * rows->column_count + column;
    const sqlite3_int64 value = rows->values[place];
    const sqlite3_int64 start = value >> 32;
    const sqlite3_uint64 size = (sqlite3_uint64)(value & 0xFFFFFFFF);
    switch (rows->kinds[place]) {
    case annals_value_integer:
        sqlite3_result_int64(result, value);
        break;
    // The bytes stay where they are for longer than the statement that copies them into a row.
    case annals_value_text:
        sqlite3_result_text64(result, size ? rows->bytes + start : "", size, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case annals_value_blob:
        sqlite3_result_blob64(result, size ? rows->bytes + start : "", size, SQLITE_STATIC);
        break;
    default:
        break;
    }
    return SQLITE_OK;
}

static inline int annals_rows_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *number) {
    *number = ((annals_rows_cursor *)cursor)->row;
    return SQLITE_OK;
}

// Gives a connection the table `annals_rows`, and in `rows` what it is lent by; freed as the connection is closed.
static inline int annals_rows_register(sqlite3 *database, annals_rows **rows) {
    static const sqlite3_module module = {
        .iVersion = 0,
        // Without a function that creates it, it is there by its name and cannot be made again under another.
        .xConnect = annals_rows_connect,
        .xDisconnect = annals_rows_disconnect,
        .xBestIndex = annals_rows_best_index,
        .xOpen = annals_rows_open,
        .xClose = annals_rows_close,
        .xFilter = annals_rows_filter,
        .xNext = annals_rows_next,
        .xEof = annals_rows_eof,
        .xColumn = annals_rows_column,
        .xRowid = annals_rows_rowid,
    };
    annals_rows *made = (annals_rows *)sqlite3_malloc(sizeof(annals_rows));
    if (!made) return SQLITE_NOMEM;
    *made = (annals_rows){.row_count = 0};
    // It frees them also where it fails.
    const int code = sqlite3_create_module_v2(database, "annals_rows", &module, made, sqlite3_free);
    *rows = code == SQLITE_OK ? made : 0;
    return code;
}

#endif
