/// What a ledger's file is made of, and what the disk under it can do.
#include "floor.h"

#include <fcntl.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int by_size(const void *first, const void *second) {
    double a = *(const double *)first, b = *(const double *)second;
    return (a > b) - (a < b);
}

int sync_command(int count, char **arguments) {
    enum { times = 200 };
    if (count != 1) fail("sync takes a folder", NULL);
    char path[4096], page[4096] = {0};
    snprintf(path, sizeof path, "%s/sync-%d", arguments[0], (int)getpid());
    int file = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
    if (file < 0) fail(path, NULL);
    double spent[times];
    // Written over as a write-ahead log is: its pages are there already.
    for (int index = 0; index < 16; index++) {
        if (write(file, page, sizeof page) != sizeof page) fail("write", NULL);
    }
    fsync(file);
    for (int index = 0; index < times; index++) {
        page[0] = (char)index;
        double start = seconds();
        if (pwrite(file, page, sizeof page, index % 16 * (off_t)sizeof page) != sizeof page) fail("write", NULL);
        fdatasync(file);
        spent[index] = seconds() - start;
    }
    close(file);
    unlink(path);
    qsort(spent, times, sizeof *spent, by_size);
    printf("{\"median\":%.9f,\"p95\":%.9f}\n", spent[times / 2], spent[times * 95 / 100]);
    return 0;
}

int sizes_command(int count, char **arguments) {
    if (count != 1) fail("sizes takes a ledger", NULL);
    sqlite3 *ledger = open_reading(arguments[0]);
    struct stat status;
    if (stat(arguments[0], &status) != 0) fail(arguments[0], NULL);
    printf("{\"name\":\"\",\"bytes\":%lld}\n", (long long)status.st_size);
    sqlite3_stmt *statement;
    // Not every SQLite is built with this table; without it only the file's size is known.
    const char *sql = "SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE ORDER BY pgsize DESC";
    if (sqlite3_prepare_v2(ledger, sql, -1, &statement, NULL) == SQLITE_OK) {
        while (sqlite3_step(statement) == SQLITE_ROW) {
            printf("{\"name\":\"%s\",\"bytes\":%lld}\n", sqlite3_column_text(statement, 0),
                   (long long)sqlite3_column_int64(statement, 1));
        }
        printf("{\"name\":\"free pages\",\"bytes\":%lld}\n",
               integer(ledger, "PRAGMA freelist_count") * integer(ledger, "PRAGMA page_size"));
    }
    sqlite3_finalize(statement);
    sqlite3_close(ledger);
    return 0;
}

int schema_command(int count, char **arguments) {
    if (count != 1) fail("schema takes a ledger", NULL);
    sqlite3 *ledger = open_reading(arguments[0]);
    sqlite3_str *text = sqlite3_str_new(ledger);
    sqlite3_stmt *statement = prepare(ledger, "SELECT coalesce(sql, name) FROM sqlite_schema ORDER BY type, name");
    while (sqlite3_step(statement) == SQLITE_ROW) sqlite3_str_appendf(text, "%s\n", sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256((const unsigned char *)sqlite3_str_value(text), (size_t)sqlite3_str_length(text), hash);
    for (int index = 0; index < 8; index++) printf("%02x", hash[index]);
    printf("\n");
    sqlite3_free(sqlite3_str_finish(text));
    sqlite3_close(ledger);
    return 0;
}

int version_command(int count, char **arguments) {
    (void)count;
    (void)arguments;
    printf("%s\n", sqlite3_libversion());
    return 0;
}
