#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs a pager and hands it text.
enum PagerProcess {
    /// How showing the text went.
    enum Outcome: Hashable, Sendable {
        case shown
        /// No pager could be started: the text has still to be printed.
        case notStarted
    }

    /// Shows text through a pager and returns when the reader leaves it.
    ///
    /// A reader who leaves before the end is no error. While the pager runs, this process ignores interrupts from the
    /// keyboard, which belong to the pager. `SIGPIPE` has to be ignored already, as for every `OutputStream`.
    static func show(
        _ text: String, in pager: Pager, environment: [String: String]
    ) throws(OutputError) -> Outcome {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return .notStarted }
        // The pager must not keep the writing end open itself, or it would never see the end of the text.
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        let ignored = [SIGINT, SIGQUIT].map { (number: $0, before: signal($0, SIG_IGN)) }
        defer { for entry in ignored { _ = signal(entry.number, entry.before) } }
        let child = spawn(pager.arguments, input: ends[0], environment: environment)
        close(ends[0])
        guard let child else {
            close(ends[1])
            return .notStarted
        }
        var stream = OutputStream(descriptor: ends[1])
        let failure = write(text, to: &stream)
        close(ends[1])
        let status = wait(for: child)
        if let failure, failure != .brokenPipe { throw failure }
        return exitCode(status) == commandNotFound ? .notStarted : .shown
    }

    /// What a shell answers where there is no such program.
    private static let commandNotFound: Int32 = 127

    private static func write(_ text: String, to stream: inout OutputStream) -> OutputError? {
        do throws(OutputError) {
            try stream.write(text)
            try stream.flush()
            return nil
        } catch {
            return error
        }
    }

    /// The exit code of a process that ended by itself (POSIX: the second byte of the status, the first being 0).
    private static func exitCode(_ status: Int32) -> Int32? {
        status & 0x7F == 0 ? (status >> 8) & 0xFF : nil
    }

    private static func wait(for child: pid_t) -> Int32 {
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1 && errno == EINTR {}
        return status
    }

    /// Starts a program that reads from a descriptor; nil where there is no such program.
    private static func spawn(_ arguments: [String], input: Int32, environment: [String: String]) -> pid_t? {
        var actions = emptyActions()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, 0)

        // Signals that this process ignores would stay ignored in the pager.
        var attributes = emptyAttributes()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&signals, number) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

        // The copies live until the defer below, which is after the call that reads them; both lists end in nil.
        let words = arguments.map { strdup($0) } + [nil]
        let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
        defer { for copy in words + variables { free(copy) } }
        var child: pid_t = 0
        return posix_spawnp(&child, arguments[0], &actions, &attributes, words, variables) == 0 ? child : nil
    }

    #if canImport(Darwin)
        private static func emptyActions() -> posix_spawn_file_actions_t? { nil }
        private static func emptyAttributes() -> posix_spawnattr_t? { nil }
    #else
        private static func emptyActions() -> posix_spawn_file_actions_t { posix_spawn_file_actions_t() }
        private static func emptyAttributes() -> posix_spawnattr_t { posix_spawnattr_t() }
    #endif
}
