/// Steps all events of a ledger and touches each of their bytes.
#include "floor.h"

#include <stdio.h>
#include <string.h>

int scan_command(int count, char **arguments) {
    if (count != 1) fail("scan takes a ledger", NULL);
    sqlite3 *ledger = open_reading(arguments[0]);
    double start = seconds();
    sqlite3_stmt *statement = prepare(ledger, "SELECT body FROM events ORDER BY seq");
    long long rows = 0, bytes = 0;
    unsigned long long sum = 0;
    int result;
    while ((result = sqlite3_step(statement)) == SQLITE_ROW) {
        const unsigned char *body = sqlite3_column_blob(statement, 0);
        int size = sqlite3_column_bytes(statement, 0);
        for (int index = 0; index < size; index++) sum += body[index];
        rows++;
        bytes += size;
    }
    if (result != SQLITE_DONE) fail("scan", ledger);
    double spent = seconds() - start;
    sqlite3_finalize(statement);
    sqlite3_close(ledger);
    printf("{\"rows\":%lld,\"bytes\":%lld,\"seconds\":%.6f,\"sum\":%llu}\n", rows, bytes, spent, sum);
    return 0;
}
