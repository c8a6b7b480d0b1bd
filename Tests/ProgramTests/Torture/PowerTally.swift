import Annals
import Foundation

/// What was tried of the states that a loss of power leaves, and what was lost in them.
struct PowerTally {
    var states: Set<Int> = []
    var lost = 0

    /// Opens the ledger in a state that was not tried yet, looks for everything that was acknowledged, and appends to
    /// it.
    ///
    /// - Returns: What is wrong; nothing where all is well.
    mutating func complaints(
        about files: [String: [UInt8]], after done: Int, of recording: PowerRecording
    ) throws -> [String] {
        var hasher = Hasher()
        for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where !name.hasSuffix("-shm") {
            hasher.combine(name)
            bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
        }
        let acknowledged = recording.acknowledged(after: done)
        hasher.combine(acknowledged)
        hasher.combine(recording.promises(after: done).count)
        guard states.insert(hasher.finalize()).inserted else { return [] }
        let folder = try TemporaryFolder()
        for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name))) }
        var complaints: [String] = []
        // Nobody was told that there is a ledger yet: whoever wants one makes it.
        if acknowledged == nil {
            let made = try Program.run(["init"], in: folder)
            if made.status != 0 && !made.errors.contains("file here already") { complaints.append(made.errors) }
        }
        do {
            complaints += try Self.complaints(
                folder, acknowledged ?? 0, recording, asTheProgram: states.count.isMultiple(of: 10))
        } catch {
            complaints.append("\(error)")
        }
        let checkpoints = (try? Ledger.notes(in: folder.file("annals.db"))) ?? []
        complaints += recording.broken(files, checkpoints, after: done)
        if recording.isErased(with: acknowledged ?? 0) {
            let remains = files.filter { Data($0.value).range(of: Data(PowerRecording.erased.utf8)) != nil }
            complaints += remains.keys.map { "\($0) has what was erased" }
        }
        lost += complaints.isEmpty ? 0 : 1
        return complaints
    }

    private static func complaints(
        _ folder: TemporaryFolder, _ acknowledged: Int, _ recording: PowerRecording, asTheProgram: Bool
    ) throws -> [String] {
        var complaints: [String] = []
        let lines = try asTheProgram ? program(folder) : library(folder, &complaints)
        // The last line is what was appended now.
        let found = lines.dropLast()
        let isKnown = recording.versions.contains { found.elementsEqual($0.prefix(found.count)) }
        if !isKnown { complaints.append("the log has other events") }
        if found.count < acknowledged { complaints.append("\(found.count) of \(acknowledged) acknowledged events") }
        if !recording.wholes.contains(found.count) { complaints.append("half a batch: \(found.count) events") }
        return complaints + FileCheck.complaints(about: folder.file("annals.db"))
    }

    /// Appends and exports as the program does.
    private static func program(_ folder: TemporaryFolder) throws -> [String] {
        let commands = [["append", "-"], ["verify"], ["export"]]
        let results = try commands.map {
            try Program.run($0, in: folder, input: KillTrial.lines(["after-the-power"]))
        }
        if let failed = results.first(where: { $0.status != 0 }) {
            throw CannotRun(program: "annals", reason: failed.output + failed.errors)
        }
        return results[2].lines
    }

    /// Does the same without starting processes.
    private static func library(_ folder: TemporaryFolder, _ complaints: inout [String]) throws -> [String] {
        let ledger = try Ledger.open(folder.file("annals.db"), for: .writing)
        guard let person = EntityID("after-the-power") else { return [] }
        let event = Event(.personIntroduced(PersonIntroduced(person: person, name: "Nobody in particular")))
        var random = SystemRandomNumberGenerator()
        _ = try ledger.append(AppendRequest([event]), now: RecordedTime(microseconds: 0), random: &random)
        var lines: [String] = []
        try ledger.forEachExportedLine { lines.append(String(decoding: $0, as: UTF8.self)) }
        try ledger.close()
        complaints += try LedgerVerifier.verify(ledger.path).damage.map { "\($0)" }
        return lines
    }
}
