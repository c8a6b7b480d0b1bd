import ArgumentParser
import Events

/// A command name that does not exist.
struct UnknownCommand: Error, CustomStringConvertible {
    let name: String
    let suggestions: [String]

    var description: String {
        let hint = suggestions.isEmpty ? "" : "did you mean \(suggestions.joined(separator: " or "))? "
        return "there is no command \"\(name)\"; \(hint)See `annals --help`"
    }
}

/// The names of the commands.
enum CommandNames {
    static let all: [String] =
        AnnalsCommand.configuration.subcommands.map { $0._commandName }
        + AnnalsCommand.configuration.groupedSubcommands.flatMap { $0.subcommands.map { $0._commandName } }

    /// The error for a first argument that names no command; nil where it does, or where there is none.
    static func unknownCommand(in arguments: [String]) -> UnknownCommand? {
        guard let first = arguments.first, !first.hasPrefix("-"), first != "help", !all.contains(first) else {
            return nil
        }
        return UnknownCommand(name: first, suggestions: Suggestion.nearest(to: first, in: all + ["help"]))
    }
}
