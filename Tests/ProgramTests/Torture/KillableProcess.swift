import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A process that runs beside the test, and that the test can kill at any moment.
final class KillableProcess {
    /// What the process has left behind once it is over.
    struct End {
        /// Everything on standard output, in lines; of the last one perhaps only a part.
        let lines: [String]
        /// Everything on standard error.
        let errors: String
        /// The exit code; 128 and the signal's number where a signal ended it.
        let status: Int32
    }

    /// The program that commits, checkpoints and appends as a trial tells it.
    static let writer = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
        .appendingPathComponent("TrialWriter").path

    private static let environment = ["LC_ALL=C.UTF-8", "TZ=UTC"]

    private let streams: TemporaryFolder
    private var child = pid_t()
    private var end: End?

    /// Starts a program with arguments and, where given, something on standard input.
    init(_ program: String, _ arguments: [String], input: String? = nil) throws {
        streams = try TemporaryFolder()
        if let input { try streams.write(input, to: "in") }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input == nil ? "/dev/null" : streams.file("in"), O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, streams.file("out"), O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, streams.file("err"), O_WRONLY | O_CREAT, 0o600)
        var argv: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] = Self.environment.map { strdup($0) } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        let code = posix_spawn(&child, program, &actions, nil, &argv, &envp)
        guard code == 0 else { throw CannotRun(program: program, reason: String(cString: strerror(code))) }
    }

    deinit {
        if end == nil {
            strike()
            var status: Int32 = 0
            waitpid(child, &status, 0)
        }
    }

    /// Ends the process where it stands, with no chance to do anything more.
    func strike() { kill(child, SIGKILL) }

    /// Ends the process as soon as it has said something, while it is about to end by itself.
    func strikeOnceItSpeaks() throws {
        var status = stat()
        while stat(streams.file("out"), &status) != 0 || status.st_size == 0 {
            if hasEnded { return }
            usleep(100)
        }
        strike()
    }

    private var hasEnded: Bool {
        var information = siginfo_t()
        // Looking does not take the end away from whoever waits for it.
        return waitid(P_PID, id_t(child), &information, WEXITED | WNOHANG | WNOWAIT) == 0
            && information.si_signo == SIGCHLD
    }

    /// Waits for the end of the process.
    @discardableResult
    func wait() throws -> End {
        if let end { return end }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        let end = End(
            lines: try streams.text("out").split(separator: "\n").map(String.init), errors: try streams.text("err"),
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal)
        self.end = end
        return end
    }
}

extension KillableProcess {
    /// Starts the built `annals`.
    static func annals(_ arguments: [String], input: String? = nil) throws -> KillableProcess {
        try KillableProcess(Program.path, arguments, input: input)
    }

    /// Starts a writer.
    static func writer(_ arguments: String...) throws -> KillableProcess {
        try KillableProcess(writer, arguments)
    }
}
