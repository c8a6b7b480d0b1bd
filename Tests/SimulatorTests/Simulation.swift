import EventLog
import Events
import Foundation
import Projections
import Proofs

@testable import Annals

/// One ledger through a random sequence of steps that its seed fixes, beside the model of what it acknowledged.
final class Simulation {
    /// What has been done and how it ended, for who reads of a fault.
    var history: [String] = []
    private(set) var faults: [String] = []

    let folder: SimulatedFolder
    var path: String
    var ledger: Ledger
    var model = SimulatedModel()
    private var events: RandomEvents
    var random: SeededRandom
    private var clock: Int64 = 1_700_000_000_000_000
    let signer: NoteSigner
    var checkpoints: [StoredCheckpoint] = []

    init(seed: UInt64) throws {
        folder = try SimulatedFolder()
        events = RandomEvents(seed: seed)
        random = SeededRandom(state: seed &* 0x9E37_79B9 &+ 1)
        signer = try NoteSigner.generate(name: "simulated", random: &random)
        path = folder.next()
        ledger = try Ledger.create(at: path)
        try append(events.introductions(), to: ledger, "introduce")
    }

    /// Takes so many steps; stops at the first fault.
    func run(steps: Int) throws {
        for _ in 0..<steps where faults.isEmpty {
            let step = SimulatedStep.random(using: &random)
            history.append("\(step)")
            do {
                try take(step)
                try check(thoroughly: Int.random(in: 0..<4, using: &random) == 0)
            } catch {
                fault("ended in \(error)")
            }
        }
        if faults.isEmpty { try check(thoroughly: true) }
        try ledger.close()
    }

    /// Does what no step does, which has to show: acknowledges a batch, and goes on from a file that lacks it.
    func putAnOldFileBack() throws {
        try goOn(from: path, "opened")
        let old = try folder.copy(path)
        let known = model.seq
        while model.seq == known { try append(events.batch(), to: ledger, "forgotten") }
        try goOn(from: old, "went back", closing: true)
        try check(thoroughly: false)
        try ledger.close()
    }

    func fault(_ text: String) { faults.append("after \(history.suffix(6).joined(separator: ", ")): \(text)") }

    // MARK: - Steps

    private func take(_ step: SimulatedStep) throws {
        switch step {
        case .append: try append(events.batch(), to: ledger, "append")
        case .expect: try append(events.batch(), to: ledger, "expect", expecting: model.seq)
        case .expectTooLate: try expectTooLate()
        case .repeatEvent: try repeatEvent()
        case .dryRun: try dryRun()
        case .failInsideWrite: try failInsideWrite()
        case .crash: try goOn(from: try folder.copy(path), "crashed")
        case .crashInsideWrite: try crashInsideWrite()
        case .crashInsideCommit: try crashInsideCommit()
        case .reopen: try goOn(from: path, "reopened", closing: true)
        case .secondWriter: try useSecondWriter()
        case .replay: _ = try ledger.replay { _, _ in }
        case .forgetTables: try forgetTables()
        case .restore: try restore()
        case .checkpoint: try sign()
        case .redact: try redact()
        case .backUp: try backUp()
        case .doctor: try callDoctor()
        case .damage: try damageAndMend()
        }
    }

    private func tick() -> RecordedTime {
        // Now and then the clock stands still or steps back.
        clock += [0, -5_000_000, 1, 1_000, 1_000_000, 86_400_000_000].randomElement(using: &random) ?? 1
        return RecordedTime(microseconds: clock)
    }

    /// Appends through a writer; what is refused has to change nothing.
    private func append(
        _ given: [Event], to writer: Ledger, _ what: String, expecting position: Int? = nil
    ) throws {
        let now = tick()
        var request = AppendRequest(given, author: "me", message: what)
        request.requiresIntroductions = false
        request.expectedPosition = position
        var seen: Set<EventID> = []
        let fresh = given.map(\.id).filter { !model.has($0) && seen.insert($0).inserted }
        do {
            let result = try writer.append(request, now: now, random: &random)
            if result.recorded.isEmpty && fresh.isEmpty { return }
            for text in model.acknowledge(result.recorded, expecting: fresh, at: now) { fault(text) }
        } catch let error as LedgerError {
            guard isDue(error) else { throw error }
            history.append("refused")
            events.takeBack(given.count)
        }
    }

    /// Whether a random event may be refused so: of evidence that cannot be given, or of what was erased.
    private func isDue(_ error: LedgerError) -> Bool {
        switch error {
        case .illegalEvidence, .notInEffect: true
        case .redacted: !model.erasedIDs.isEmpty
        // Nothing tells an id that was erased from one that never was.
        case .refused(let error, _): model.erasedIDs.contains { error.description.contains($0.hex) }
        default: false
        }
    }

    private func expectTooLate() throws {
        var request = AppendRequest(events.batch())
        events.takeBack(request.events.count)
        request.requiresIntroductions = false
        request.expectedPosition = model.seq - 1
        do {
            let result = try ledger.append(request, now: tick(), random: &random)
            fault("an append that expected another position recorded \(result.recorded.count) events")
        } catch LogError.unexpectedPosition(let expected, let actual) {
            if expected != model.seq - 1 || actual != model.seq { fault("expected \(expected), found \(actual)") }
        }
    }

    private func repeatEvent() throws {
        guard let old = model.events.randomElement(using: &random) else { return }
        var request = AppendRequest([old.event])
        request.requiresIntroductions = false
        let isInEffect = model.setAside()[old.seq] == nil
        do {
            let result = try ledger.append(request, now: tick(), random: &random)
            if !result.recorded.isEmpty { fault("#\(old.seq) was recorded twice") }
            if !isInEffect { fault("#\(old.seq) is not in effect, and saying it again was no error") }
        } catch let error as LedgerError {
            guard !isInEffect, isDue(error) else { throw error }
            history.append("not in effect")
        }
    }

    private func dryRun() throws {
        var request = AppendRequest(events.batch())
        events.takeBack(request.events.count)
        request.requiresIntroductions = false
        request.isDryRun = true
        request.reportsChanges = true
        do {
            _ = try ledger.append(request, now: tick(), random: &random)
        } catch let error as LedgerError {
            guard isDue(error) else { throw error }
            history.append("refused")
        }
    }

    private struct Interruption: Error {}

    private func failInsideWrite() throws {
        do {
            try ledger.log.write {
                try appendToLog()
                throw Interruption()
            }
            fault("a write that failed was committed")
        } catch is Interruption {}
    }

    /// Appends past the front door, which a transaction that is to fail does not need.
    private func appendToLog() throws {
        let batch = events.batch()
        events.takeBack(batch.count)
        var seen: Set<EventID> = []
        let fresh = batch.filter { !model.has($0.id) && seen.insert($0.id).inserted }
        _ = try ledger.log.append(fresh, BatchStamp(now: tick()), random: &random)
    }

    // MARK: - Crashes

    /// Goes on from a file, with what was open before let go of as a process lets go that is killed.
    func goOn(from path: String, _ what: String, closing: Bool = false) throws {
        if closing { try ledger.close() }
        self.path = path
        ledger = try Ledger.open(path, for: .writing)
        history.append(what)
    }

    private func crashInsideWrite() throws {
        var copy = ""
        do {
            try ledger.log.write {
                try appendToLog()
                copy = try folder.copy(path)
                throw Interruption()
            }
        } catch is Interruption {}
        try goOn(from: copy, "crashed inside a write")
    }

    /// The machine loses some of what a commit wrote last: all of the commit is gone, or nothing.
    private func crashInsideCommit() throws {
        let before = try folder.sizeOfLog(path)
        let known = model
        let batch = events.batch()
        try append(batch, to: ledger, "cut off")
        let after = try folder.sizeOfLog(path)
        guard model.seq > known.seq, after > before else { return }
        let kept = Int.random(in: before...after, using: &random)
        let copy = try folder.copy(path, cuttingLogAt: kept, fillingUp: Bool.random(using: &random) ? after : nil)
        history.append("kept \(kept - before) of \(after - before) bytes")
        if kept < after {
            model = known
            events.takeBack(batch.count)
        }
        try goOn(from: copy, "crashed inside a commit")
    }

    /// Somebody drops what can be made anew.
    private func forgetTables() throws {
        try ledger.log.write {
            try ledger.log.connection.execute("UPDATE projections SET through_seq = 0")
        }
        try goOn(from: path, "tables forgotten", closing: true)
    }

    // MARK: - Others

    private func useSecondWriter() throws {
        let other = try Ledger.open(path, for: .writing)
        try append(events.batch(), to: other, "from beside")
        try append(events.batch(), to: ledger, "after the other")
        if Bool.random(using: &random) { try other.close() }
    }

    private func restore() throws {
        var lines = model.lines[...]
        let copy = folder.next()
        let restored = try Ledger.create(at: copy) {
            let part = lines.prefix(7)
            lines = lines.dropFirst(7)
            return try part.map { line in
                if let redacted = try RedactedEvent(exportedLine: line) { return .redacted(redacted) }
                return .event(try StoredEvent(bytes: line))
            }
        }
        try ledger.close()
        (ledger, path) = (restored, copy)
        // Checkpoints are the file's own, and an export has none.
        checkpoints = []
    }

    private func redact() throws {
        // Erasing writes the whole file anew, and enough is erased by a few.
        guard model.erasedSalts.count < 3, let event = model.events.randomElement(using: &random) else { return }
        let now = tick()
        let result = try ledger.redact(RedactionRequest(event.seq, reason: "simulated"), now: now, random: &random)
        for text in model.acknowledge([result.recorded], expecting: [result.recorded.id], at: now) { fault(text) }
        for text in model.erase(event, leaving: result.redacted) { fault(text) }
        if let unfinished = result.unfinished { fault("erasing was not finished: \(unfinished)") }
        for salt in model.erasedSalts where try folder.holds(salt, path) { fault("\(salt) is still in the file") }
    }

    /// Goes on from a copy that is made while the ledger is open.
    private func backUp() throws {
        let copy = folder.next()
        let report = try Ledger.backUp(path, to: copy)
        if report.events != model.seq { fault("a backup of \(report.events) events; there are \(model.seq)") }
        try goOn(from: copy, "went on from a backup", closing: true)
    }

    private func sign() throws {
        let made = try ledger.log.write { try ledger.log.addCheckpoint(signer) }
        if made != checkpoints.last { checkpoints.append(made) }
        let note = try SignedNote(made.note)
        if try note.verified(by: [signer.verifier]).isEmpty { fault("a checkpoint is not signed") }
        let checkpoint = try Checkpoint(note.text)
        if checkpoint.size != model.seq || checkpoint.root.bytes != model.root(of: model.seq) {
            fault("a checkpoint of \(checkpoint.size) events has another root")
        }
    }
}
