/// Answers questions from plain rows with covering indices: a row a tenure, as it is meant once all is corrected.
///
/// A bound that nothing sets is far away, so that one range of an index and one comparison find what may hold.
#include "floor.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { most_fields = 8, never = 1000000, repeats = 5 };

/// Takes a line of CSV (RFC 4180) apart, in its own place.
static int fields(char *line, char **found) {
    int count = 0;
    char *from = line;
    while (count < most_fields) {
        char *to = from;
        found[count++] = to;
        if (*from == '"') {
            for (from++; *from && (*from != '"' || from[1] == '"'); from++) {
                if (*from == '"') from++;
                *to++ = *from;
            }
            if (*from) from++;
        } else {
            for (; *from && *from != ',' && *from != '\r' && *from != '\n'; from++) *to++ = *from;
        }
        bool is_last = *from != ',';
        *to = 0;
        if (is_last) return count;
        from++;
    }
    return count;
}

/// The number of a civil day in ISO 8601 (days from 1970-01-01, as Howard Hinnant's algorithm counts them).
static long day_number(const char *text) {
    long year = 0, month = 0, day = 0;
    if (sscanf(text, "%ld-%ld-%ld", &year, &month, &day) != 3) fail("no day of the calendar", NULL);
    if (month <= 2) year--;
    long era = (year >= 0 ? year : year - 399) / 400, of_era = year - era * 400;
    long of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void bind_day(sqlite3_stmt *statement, int place, const char *text, int otherwise) {
    sqlite3_bind_int64(statement, place, *text ? day_number(text) : otherwise);
}

int plain_command(int count, char **arguments) {
    if (count != 2) fail("plain takes a file of tenures and the name of a new file", NULL);
    FILE *input = fopen(arguments[0], "r");
    if (!input) fail(arguments[0], NULL);
    remove(arguments[1]);
    sqlite3 *file;
    if (sqlite3_open(arguments[1], &file) != SQLITE_OK) fail(arguments[1], file);
    run(file, "PRAGMA journal_mode = off; PRAGMA synchronous = off;"
              "CREATE TABLE tenures (organization TEXT, person TEXT, position TEXT, start_earliest INTEGER,"
              " start_latest INTEGER, end_earliest INTEGER, end_latest INTEGER); BEGIN");
    sqlite3_stmt *insert = prepare(file, "INSERT INTO tenures VALUES (?, ?, ?, ?, ?, ?, ?)");
    char line[4096], *field[most_fields];
    if (!fgets(line, sizeof line, input)) fail("no header", NULL);
    while (fgets(line, sizeof line, input)) {
        if (fields(line, field) != most_fields) fail("a row has not eight fields", NULL);
        bool is_open = strcmp(field[7], "true") == 0;
        for (int place = 0; place < 3; place++) sqlite3_bind_text(insert, place + 1, field[place], -1, SQLITE_TRANSIENT);
        bind_day(insert, 4, field[3], -never);
        bind_day(insert, 5, field[4], never);
        bind_day(insert, 6, field[5], is_open ? never : -never);
        bind_day(insert, 7, field[6], never);
        step(file, insert);
    }
    sqlite3_finalize(insert);
    fclose(input);
    run(file, "COMMIT; CREATE INDEX by_organization ON tenures (organization, start_earliest, end_latest, start_latest,"
              " end_earliest, person, position);"
              "CREATE INDEX by_person ON tenures (person, organization, position, start_earliest, start_latest,"
              " end_earliest, end_latest); ANALYZE");
    sqlite3_close(file);
    return 0;
}

/// Takes an answer in, and says how many rows and how many certain ones it has.
static long long answer(sqlite3 *file, sqlite3_stmt *statement, long day, long long *certain, unsigned *sum) {
    long long rows = 0;
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        rows++;
        *sum += sqlite3_column_text(statement, 0)[0] + sqlite3_column_text(statement, 1)[0];
        *certain += sqlite3_column_int64(statement, 2) <= day && day < sqlite3_column_int64(statement, 3);
    }
    if (result != SQLITE_DONE) fail("query", file);
    sqlite3_reset(statement);
    return rows;
}

static int by_size(const void *first, const void *second) {
    double a = *(const double *)first, b = *(const double *)second;
    return (a > b) - (a < b);
}

int query_command(int count, char **arguments) {
    if (count != 1) fail("query takes a file of plain rows", NULL);
    sqlite3 *file = open_reading(arguments[0]);
    run(file, "PRAGMA cache_size = -65536");
    sqlite3_stmt *at = prepare(file, "SELECT person, position, start_latest, end_earliest, start_earliest, end_latest"
                                     " FROM tenures WHERE organization = ? AND start_earliest <= ? AND end_latest > ?");
    sqlite3_stmt *all = prepare(file, "SELECT person, position, start_latest, end_earliest, start_earliest, end_latest"
                                      " FROM tenures WHERE organization = ?");
    sqlite3_stmt *person = prepare(file, "SELECT organization, position, start_latest, end_earliest, start_earliest,"
                                         " end_latest FROM tenures WHERE person = ?");
    char kind[16], id[256], text[32], line[512];
    unsigned sum = 0;
    while (fgets(line, sizeof line, stdin)) {
        int found = sscanf(line, "%15s %255s %31s", kind, id, text);
        if (found < 2) continue;
        sqlite3_stmt *statement = *kind == 'p' ? person : strcmp(kind, "at") == 0 ? at : all;
        long day = found > 2 ? day_number(text) : 0;
        double spent[repeats];
        long long rows = 0, certain = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            certain = 0;
            double start = seconds();
            sqlite3_bind_text(statement, 1, id, -1, SQLITE_STATIC);
            if (statement == at) {
                sqlite3_bind_int64(statement, 2, day);
                sqlite3_bind_int64(statement, 3, day);
            }
            rows = answer(file, statement, day, &certain, &sum);
            spent[repeat] = seconds() - start;
        }
        qsort(spent, repeats, sizeof *spent, by_size);
        printf("{\"rows\":%lld,\"certain\":%lld,\"seconds\":%.9f}\n", rows, certain, spent[repeats / 2]);
    }
    fprintf(stderr, "%s", sum == 1 ? " " : "");
    sqlite3_finalize(at);
    sqlite3_finalize(all);
    sqlite3_finalize(person);
    sqlite3_close(file);
    return 0;
}
