#include "floor.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int (*run)(int count, char **arguments);
    const char *use;
} commands[] = {
    {"append", append_command, "LEDGER NEW-FILE [IMPORTED]\n\twrites the ledger's rows and indices anew, batch by batch"},
    {"scan", scan_command, "LEDGER\n\tsteps all events and touches each byte"},
    {"plain", plain_command, "CSV NEW-FILE\n\tmakes a table of tenures with covering indices"},
    {"query", query_command, "FILE <QUESTIONS\n\tanswers `at ORGANIZATION DAY`, `all ORGANIZATION`, `person ID`"},
    {"sync", sync_command, "FOLDER\n\tputs 4 KB on disk, again and again"},
    {"sizes", sizes_command, "LEDGER\n\tbytes by table and index"},
    {"schema", schema_command, "LEDGER\n\ta hash of what the file's tables are"},
    {"process", process_command, "REPEATS COMMAND…\n\tseconds and memory of a whole process"},
    {"version", version_command, "\n\tthe version of SQLite"},
};

int main(int count, char **arguments) {
    for (size_t index = 0; index < sizeof commands / sizeof *commands; index++) {
        if (count > 1 && strcmp(arguments[1], commands[index].name) == 0) {
            return commands[index].run(count - 2, arguments + 2);
        }
    }
    for (size_t index = 0; index < sizeof commands / sizeof *commands; index++) {
        fprintf(stderr, "floor %s %s\n", commands[index].name, commands[index].use);
    }
    return 2;
}
