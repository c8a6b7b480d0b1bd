import ArgumentParser

/// The commands of the group "Ask", in the order in which help lists them.
enum AskCommands {
    static let all: [any ParsableCommand.Type] = [
        LogCommand.self, ShowCommand.self, SchemaCommand.self, DateCommand.self,
    ]
}
