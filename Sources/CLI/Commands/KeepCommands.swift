import ArgumentParser

/// The commands of the group "Keep", in the order in which help lists them.
enum KeepCommands {
    static let all: [any ParsableCommand.Type] = [
        ExportCommand.self, ReplayCommand.self, VerifyCommand.self, CheckpointCommand.self, ProveCommand.self,
        KeyCommand.self, BackupCommand.self, DoctorCommand.self, StatsCommand.self,
    ]
}
