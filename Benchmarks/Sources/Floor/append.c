/// Writes the rows of a ledger into a new file, batch by batch, with the ledger's tables, indices and durability.
///
/// Which tables there are is read from the ledger. What a row belongs to is told by its columns: the batch that made it
/// (`until`, `since`, `batch`), or the event (`seq`); rows of other tables are spread evenly. Every row is written once,
/// as it is at the end; what a ledger writes and later replaces is not in the floor. Of a ledger that was mostly imported
/// those rows are there before the clock runs.
#include "floor.h"

#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { most_tables = 64, checkpoint_bytes = 32000000 };

struct table {
    char name[128];
    int columns;
    /// The column whose bytes are hashed; none is -1.
    int body;
    /// The rows in order of batches, the batch in front.
    sqlite3_stmt *rows;
    bool is_at_row;
    sqlite3_stmt *insert;
    sqlite3_value **values;
    size_t count, capacity;
};

/// The batch of each event, from 1.
static int *batch_of_event;
static long long events, batches, first_batch = 1;

static void batch_of(sqlite3_context *context, int count, sqlite3_value **values) {
    (void)count;
    long long seq = sqlite3_value_int64(values[0]);
    sqlite3_result_int(context, seq < 1 || seq > events ? 1 : batch_of_event[seq]);
}

/// The last column of a table that tells the batch of its rows best, as an expression.
static const char *batch_expression(sqlite3 *ledger, struct table *table) {
    static const char *const expressions[][2] = {
        {"seq", "batch_of(seq)"}, {"batch", "batch"}, {"since", "since"}, {"until", "until"}};
    const char *found = NULL;
    char sql[256];
    for (size_t index = 0; index < sizeof expressions / sizeof *expressions; index++) {
        snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('%s') WHERE name = '%s'", table->name,
                 expressions[index][0]);
        if (integer(ledger, sql)) found = expressions[index][1];
    }
    return found;
}

/// Every row of a table with its batch in front, as a query.
static void numbered(sqlite3 *ledger, struct table *table, char *sql, size_t size) {
    if (strcmp(table->name, "events") == 0) {
        snprintf(sql, size, "SELECT batch AS floor_batch, * FROM main.events");
        return;
    }
    const char *batch = batch_expression(ledger, table);
    if (batch) {
        snprintf(sql, size, "SELECT min(max(coalesce(%s, 1), 1), %lld) AS floor_batch, * FROM main.\"%s\"", batch,
                 batches, table->name);
    } else {
        snprintf(sql, size, "SELECT ntile(%lld) OVER () AS floor_batch, * FROM main.\"%s\"", batches, table->name);
    }
}

/// Puts the rows that were imported into the new file, which is attached, in the order of the ledger's own.
static void put_imported(sqlite3 *ledger, struct table *table) {
    char query[1024], columns[2048] = "", sql[8192];
    snprintf(sql, sizeof sql, "SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('%s')", table->name);
    sqlite3_stmt *names = prepare(ledger, sql);
    if (sqlite3_step(names) == SQLITE_ROW) {
        snprintf(columns, sizeof columns, "%s", sqlite3_column_text(names, 0));
    }
    sqlite3_finalize(names);
    numbered(ledger, table, query, sizeof query);
    snprintf(sql, sizeof sql, "INSERT INTO made.\"%s\" SELECT %s FROM (%s) WHERE floor_batch < %lld", table->name,
             columns, query, first_batch);
    run(ledger, sql);
}

/// Sorts the rows of a table by batch, in a file of their own so that memory stays small.
static void stage(sqlite3 *ledger, struct table *table) {
    char sql[2048], query[1024];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM pragma_table_info('%s')", table->name);
    table->columns = (int)integer(ledger, sql);
    snprintf(sql, sizeof sql, "SELECT cid FROM pragma_table_info('%s') WHERE name = 'body'", table->name);
    bool is_events = strcmp(table->name, "events") == 0;
    table->body = is_events ? (int)integer(ledger, sql) : -1;
    numbered(ledger, table, query, sizeof query);
    if (is_events) {
        snprintf(sql, sizeof sql, "%s WHERE batch >= %lld ORDER BY seq", query, first_batch);
        table->rows = prepare(ledger, sql);
        return;
    }
    snprintf(sql, sizeof sql, "CREATE TABLE staged.\"%s\" AS SELECT * FROM (%s) WHERE floor_batch >= %lld ORDER BY 1",
             table->name, query, first_batch);
    run(ledger, sql);
    snprintf(sql, sizeof sql, "SELECT * FROM staged.\"%s\" ORDER BY rowid", table->name);
    table->rows = prepare(ledger, sql);
}

static void prepare_insert(sqlite3 *file, struct table *table) {
    char sql[1024];
    int length = snprintf(sql, sizeof sql, "INSERT INTO \"%s\" VALUES (?", table->name);
    for (int column = 1; column < table->columns; column++) {
        length += snprintf(sql + length, sizeof sql - (size_t)length, ", ?");
    }
    snprintf(sql + length, sizeof sql - (size_t)length, ")");
    table->insert = prepare(file, sql);
    table->is_at_row = sqlite3_step(table->rows) == SQLITE_ROW;
}

/// Takes the rows of a batch into memory, so that reading them is not measured.
static void read_batch(struct table *table, long long batch) {
    table->count = 0;
    while (table->is_at_row && sqlite3_column_int64(table->rows, 0) <= batch) {
        if (table->count + (size_t)table->columns > table->capacity) {
            table->capacity = 2 * table->capacity + (size_t)table->columns;
            table->values = realloc(table->values, table->capacity * sizeof *table->values);
            if (!table->values) fail("no memory", NULL);
        }
        for (int column = 0; column < table->columns; column++) {
            table->values[table->count++] = sqlite3_value_dup(sqlite3_column_value(table->rows, column + 1));
        }
        table->is_at_row = sqlite3_step(table->rows) == SQLITE_ROW;
    }
}

/// Hashes a body as a leaf of the tree and as an id.
static unsigned hash(sqlite3_value *body) {
    static unsigned char bytes[1 << 17];
    unsigned char leaf[SHA256_DIGEST_LENGTH], id[SHA256_DIGEST_LENGTH];
    size_t size = (size_t)sqlite3_value_bytes(body);
    if (size >= sizeof bytes) fail("a body is too long", NULL);
    if (size > 0) memcpy(bytes + 1, sqlite3_value_blob(body), size);
    SHA256(bytes, size + 1, leaf);
    SHA256(bytes + 1, size, id);
    return leaf[0] + (unsigned)id[0];
}

static unsigned write_batch(sqlite3 *file, struct table *table) {
    unsigned sum = 0;
    for (size_t row = 0; row < table->count; row += (size_t)table->columns) {
        for (int column = 0; column < table->columns; column++) {
            sqlite3_bind_value(table->insert, column + 1, table->values[row + (size_t)column]);
        }
        if (table->body >= 0) sum += hash(table->values[row + (size_t)table->body]);
        step(file, table->insert);
    }
    return sum;
}

static void free_batch(struct table *table) {
    for (size_t index = 0; index < table->count; index++) sqlite3_value_free(table->values[index]);
}

static void read_batches_of_events(sqlite3 *ledger) {
    events = integer(ledger, "SELECT max(seq) FROM events");
    batches = integer(ledger, "SELECT max(batch) FROM events");
    batch_of_event = calloc((size_t)events + 1, sizeof *batch_of_event);
    if (!batch_of_event) fail("no memory", NULL);
    sqlite3_stmt *statement = prepare(ledger, "SELECT seq, batch FROM events");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        batch_of_event[sqlite3_column_int64(statement, 0)] = sqlite3_column_int(statement, 1);
    }
    sqlite3_finalize(statement);
    sqlite3_create_function(ledger, "batch_of", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL, batch_of, NULL, NULL);
}

/// Makes the ledger's tables and indices in the new file, and notes the tables.
static int make_tables(sqlite3 *ledger, sqlite3 *file, struct table *tables) {
    int count = 0;
    sqlite3_stmt *statement = prepare(
        ledger, "SELECT type, name, sql FROM main.sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL "
                "AND name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY type DESC, name");
    while (sqlite3_step(statement) == SQLITE_ROW) {
        run(file, (const char *)sqlite3_column_text(statement, 2));
        if (strcmp((const char *)sqlite3_column_text(statement, 0), "table") != 0) continue;
        if (count == most_tables) fail("too many tables", NULL);
        snprintf(tables[count++].name, sizeof tables->name, "%s", sqlite3_column_text(statement, 1));
    }
    sqlite3_finalize(statement);
    return count;
}

int append_command(int count, char **arguments) {
    if (count != 2 && count != 3) {
        fail("append takes a ledger, the name of a new file, and how many events were imported", NULL);
    }
    long long imported = count == 3 ? atoll(arguments[2]) : 0;
    static struct table tables[most_tables];
    char staged[4096], log[4096], sql[8300];
    snprintf(staged, sizeof staged, "%s-staged", arguments[1]);
    snprintf(log, sizeof log, "%s-wal", arguments[1]);
    unlink(arguments[1]);
    unlink(staged);

    sqlite3 *ledger;
    if (access(arguments[0], R_OK) != 0) fail(arguments[0], NULL);
    // Whether a file may be made goes for the attached one too.
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(arguments[0], &ledger, flags, NULL) != SQLITE_OK) fail(arguments[0], ledger);
    snprintf(sql, sizeof sql, "ATTACH '%s' AS staged; PRAGMA staged.journal_mode = off; PRAGMA staged.synchronous = off",
             staged);
    run(ledger, sql);
    read_batches_of_events(ledger);
    if (imported >= events) fail("all events were imported", NULL);
    if (imported > 0) first_batch = batch_of_event[imported] + 1;
    sqlite3 *file = open_writing(arguments[1]);
    int table_count = make_tables(ledger, file, tables);
    if (first_batch > 1) {
        sqlite3_close(file);
        snprintf(sql, sizeof sql,
                 "ATTACH '%s' AS made; PRAGMA made.journal_mode = off; PRAGMA made.synchronous = off;"
                 "PRAGMA made.cache_size = -1000000",
                 arguments[1]);
        run(ledger, sql);
        for (int index = 0; index < table_count; index++) put_imported(ledger, &tables[index]);
        run(ledger, "DETACH made");
        file = open_writing(arguments[1]);
    }
    for (int index = 0; index < table_count; index++) {
        stage(ledger, &tables[index]);
        prepare_insert(file, &tables[index]);
    }

    sqlite3_stmt *begin = prepare(file, "BEGIN IMMEDIATE"), *commit = prepare(file, "COMMIT");
    double total = 0, last_tenth = 0;
    long long rows = 0, last_tenth_batches = 0, measured = batches - first_batch + 1;
    unsigned sum = 0;
    for (long long batch = first_batch; batch <= batches; batch++) {
        for (int index = 0; index < table_count; index++) {
            read_batch(&tables[index], batch);
            rows += (long long)(tables[index].count / (size_t)tables[index].columns);
        }
        double start = seconds();
        step(file, begin);
        for (int index = 0; index < table_count; index++) sum += write_batch(file, &tables[index]);
        step(file, commit);
        struct stat status;
        if (stat(log, &status) == 0 && status.st_size > checkpoint_bytes) {
            sqlite3_wal_checkpoint_v2(file, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
        }
        double spent = seconds() - start;
        total += spent;
        if (batch > batches - measured / 10) {
            last_tenth += spent;
            last_tenth_batches++;
        }
        for (int index = 0; index < table_count; index++) free_batch(&tables[index]);
    }
    sqlite3_finalize(begin);
    sqlite3_finalize(commit);
    for (int index = 0; index < table_count; index++) {
        sqlite3_finalize(tables[index].insert);
        sqlite3_finalize(tables[index].rows);
    }
    sqlite3_close(file);
    sqlite3_close(ledger);
    unlink(staged);
    printf("{\"events\":%lld,\"batches\":%lld,\"rows\":%lld,\"seconds\":%.6f,\"last_tenth_seconds\":%.6f,"
           "\"last_tenth_batches\":%lld,\"sum\":%u}\n",
           events - imported, measured, rows, total, last_tenth, last_tenth_batches, sum);
    return 0;
}
