import ArgumentParser

/// The commands of the group "Write", in the order in which help lists them.
enum WriteCommands {
    static let all: [any ParsableCommand.Type] = [
        InitCommand.self, AppendCommand.self, ImportCommand.self, RestoreCommand.self, CorrectCommand.self,
        RetractCommand.self, MergeCommand.self, DistrustCommand.self, RedactCommand.self,
    ]
}
