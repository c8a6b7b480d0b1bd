import Annals
import ArgumentParser

/// An error on its way to the user: one message on standard error, and the exit code.
struct ErrorReport {
    private let error: any Error
    private let arguments: [String]

    init(_ error: any Error, arguments: [String]) {
        self.error = error
        self.arguments = arguments
    }

    /// Reports the error, and gives the exit code.
    func show(in session: Session) -> ExitStatus {
        switch error {
        case OutputError.brokenPipe:
            // Whoever read the output has enough of it.
            return .done
        case let unknown as UnknownCommand:
            return complain(unknown.description, .usage)
        case let usage as UsageError:
            return complain(usage.description, .usage)
        case let code as ExitCode:
            return ExitStatus(rawValue: code.rawValue) ?? .failed
        default:
            let code = AnnalsCommand.exitCode(for: error)
            if code == .success {
                write(AnnalsCommand.fullMessage(for: error) + "\n", to: 1)
                return .done
            }
            if code == .validationFailure {
                // The parser quotes what was typed.
                write(SafeText(AnnalsCommand.fullMessage(for: error), breaks: .kept).string + "\n", to: 2)
                return .usage
            }
            return complain(String(describing: error), .failed)
        }
    }

    private func complain(_ message: String, _ status: ExitStatus) -> ExitStatus {
        write("annals: \(SafeText(message, breaks: .kept))\n", to: 2)
        return status
    }

    private func write(_ text: String, to descriptor: Int32) {
        var stream = OutputStream(descriptor: descriptor)
        // Where not even the error can be written there is nobody left to tell.
        try? stream.write(text)
        try? stream.flush()
    }
}

/// A command line that parses and makes no sense.
struct UsageError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
