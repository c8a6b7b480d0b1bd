import ArgumentParser

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process: arguments in, exit code out.
@main
enum Main {
    static func main() {
        // A reader that goes away is an error of writing, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        // So is a file that has reached the limit that the system sets on its size.
        signal(SIGXFSZ, SIG_IGN)
        if let place = unreadableArgument() {
            exit(ErrorReport(UsageError("argument \(place) is not UTF-8"), arguments: []).show(in: .current).rawValue)
        }
        let arguments = ArgumentOrder.globalOptionsLast(Array(CommandLine.arguments.dropFirst()))
        exit(run(arguments).rawValue)
    }

    /// The place of an argument whose bytes are no text, from 1: it would be taken for another text or another file.
    private static func unreadableArgument() -> Int? {
        (0..<Int(CommandLine.argc)).dropFirst().first { place in
            // The system ends every argument with NUL and keeps it as long as the process runs.
            guard let argument = CommandLine.unsafeArgv[place] else { return false }
            return String(validatingCString: argument) == nil
        }
    }

    /// Runs one command line; every error has been reported when this returns.
    private static func run(_ arguments: [String]) -> ExitStatus {
        var session = Session.current
        session.arguments = arguments
        do {
            if let unknown = CommandNames.unknownCommand(in: arguments) { throw unknown }
            var command = try AnnalsCommand.parseAsRoot(arguments)
            if let command = command as? any AnnalsSubcommand {
                return try command.run(in: session)
            }
            try command.run()
            return .done
        } catch {
            return ErrorReport(error, arguments: arguments).show(in: session)
        }
    }
}

/// The exit codes, as documented.
enum ExitStatus: Int32 {
    case done = 0
    /// Failed, or a comparison found a difference.
    case failed = 1
    /// The command line could not be understood.
    case usage = 2
    /// Something that should prove did not.
    case unproven = 3
}

/// A command that runs in a session.
protocol AnnalsSubcommand: ParsableCommand {
    var global: GlobalOptions { get }
    func run(in session: Session) throws -> ExitStatus
}
