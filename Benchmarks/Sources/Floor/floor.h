/// What is common to the measures of the floor.
#ifndef FLOOR_H
#define FLOOR_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

/// Ends the program with a message, and with what SQLite says where a database is given.
_Noreturn void fail(const char *what, sqlite3 *database);

/// Seconds of a clock that only goes forward.
double seconds(void);

/// Opens a database that is only read.
sqlite3 *open_reading(const char *path);
/// Opens a database that is written to as a ledger is: write-ahead log, and every commit on disk when it returns.
sqlite3 *open_writing(const char *path);
sqlite3_stmt *prepare(sqlite3 *database, const char *sql);
void run(sqlite3 *database, const char *sql);
/// Steps a statement that gives nothing, and resets it.
void step(sqlite3 *database, sqlite3_stmt *statement);
long long integer(sqlite3 *database, const char *sql);

int append_command(int count, char **arguments);
int scan_command(int count, char **arguments);
int plain_command(int count, char **arguments);
int query_command(int count, char **arguments);
int sync_command(int count, char **arguments);
int sizes_command(int count, char **arguments);
int schema_command(int count, char **arguments);
int process_command(int count, char **arguments);
int version_command(int count, char **arguments);

#endif
