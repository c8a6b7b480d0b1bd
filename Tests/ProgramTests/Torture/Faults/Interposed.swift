import Foundation

/// Calls of the C library that stand before the system's own in a run: a write that takes half, a clock that is wrong.
enum Interposed {
    /// Whether there is a compiler to make them with.
    static let isPossible: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? library("int annals_interposed;", "try", in: folder)) != nil
    }()

    /// A library under which every write of more than one byte takes half of what it is given.
    static func shortWrites(in folder: TemporaryFolder) throws -> String {
        try library(
            """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <sys/types.h>
            #include <unistd.h>
            static size_t half(size_t n) { return n > 1 ? n / 2 : n; }
            ssize_t pwrite64(int fd, const void *bytes, size_t n, off64_t offset) {
                static ssize_t (*next)(int, const void *, size_t, off64_t);
                if (!next) next = dlsym(RTLD_NEXT, "pwrite64");
                return next(fd, bytes, half(n), offset);
            }
            ssize_t write(int fd, const void *bytes, size_t n) {
                static ssize_t (*next)(int, const void *, size_t);
                if (!next) next = dlsym(RTLD_NEXT, "write");
                return next(fd, bytes, half(n));
            }
            """, "short", in: folder)
    }

    /// A library under which the clock stands at the second that the variable `CLOCK` says.
    static func clock(in folder: TemporaryFolder) throws -> String {
        try library(
            """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdlib.h>
            #include <time.h>
            int clock_gettime(clockid_t which, struct timespec *time) {
                static int (*next)(clockid_t, struct timespec *);
                if (!next) next = dlsym(RTLD_NEXT, "clock_gettime");
                const char *second = getenv("CLOCK");
                if (which != CLOCK_REALTIME || !second) return next(which, time);
                time->tv_sec = atoll(second);
                time->tv_nsec = 0;
                return 0;
            }
            """, "clock", in: folder)
    }

    private static func library(_ source: String, _ name: String, in folder: TemporaryFolder) throws -> String {
        try folder.write(source, to: name + ".c")
        let made = try Program.shell(
            """
            for compiler in cc clang gcc; do
                command -v $compiler >/dev/null || continue
                exec $compiler -shared -fPIC -o \(name).so \(name).c -ldl
            done
            exit 1
            """, in: folder)
        guard made.status == 0 else { throw CannotRun(program: "cc", reason: made.errors) }
        return folder.file(name + ".so")
    }
}
