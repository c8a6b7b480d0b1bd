/// Runs a whole process again and again: how long each took, and how much memory it held at most.
///
/// A program of its own, and small: what a process holds at most counts from what its parent held.
#define _GNU_SOURCE
#include "floor.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int process_command(int count, char **arguments) {
    if (count < 2) fail("process takes a number and a command", NULL);
    for (int repeat = atoi(arguments[0]); repeat > 0; repeat--) {
        double start = seconds();
        pid_t child = vfork();
        if (child == 0) {
            int nowhere = open("/dev/null", O_WRONLY);
            if (nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
            execvp(arguments[1], arguments + 1);
            _exit(127);
        }
        int status;
        struct rusage usage;
        if (child < 0 || wait4(child, &status, 0, &usage) != child) fail(arguments[1], NULL);
        double spent = seconds() - start;
        printf("{\"seconds\":%.6f,\"peak_bytes\":%lld,\"user\":%.6f,\"system\":%.6f,\"status\":%d}\n", spent,
               (long long)usage.ru_maxrss * 1024, (double)usage.ru_utime.tv_sec + (double)usage.ru_utime.tv_usec / 1e6,
               (double)usage.ru_stime.tv_sec + (double)usage.ru_stime.tv_usec / 1e6,
               WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
        fflush(stdout);
    }
    return 0;
}
