import Annals
import Dispatch
import EventLog
import Events
import FoundationEssentials
import SQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// A process that writes to a ledger as a trial tells it to, and says on standard output what is on disk.
///
/// `commit LEDGER NAME SECONDS held|bare` appends one event after another to the log alone, under the ledger's lock or
/// without it; `checkpoint LEDGER NAME SECONDS held|bare` moves the write-ahead log into the file again and again;
/// `overtake LEDGER NAME EVENTS held|bare` commits while one checkpoint is stopped where it does most harm, the first
/// batch of so many events;
/// `append LEDGER NAME BATCHES EVENTS` appends batches as the program does; `share LEDGER NAME BATCHES WRITERS` has so
/// many tasks append so many batches of one event each, through one writer, beside one that is refused each time. Each
/// event has an id made of the name, the batch's number and the event's place. A line says a batch's number and the
/// microseconds that it took.
@main
enum TrialWriter {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            guard arguments.count == 5, let writer = Writer(arguments) else { throw WrongArguments(given: arguments) }
            try await writer.run()
        } catch {
            complain(error)
        }
    }

    static func complain(_ error: any Error) -> Never {
        var line = "\(error)\n"
        line.withUTF8 { _ = write(2, $0.baseAddress, $0.count) }
        exit(1)
    }

    private struct WrongArguments: Error {
        let given: [String]
    }
}

/// What one process does.
private struct Writer: Sendable {
    private let task: String
    private let path: String
    private let name: String
    private let amount: Int
    private let manner: String

    init?(_ arguments: [String]) {
        guard let amount = Int(arguments[3]) else { return nil }
        (task, path, name, manner) = (arguments[0], arguments[1], arguments[2], arguments[4])
        self.amount = amount
    }

    func run() async throws {
        switch task {
        case "commit": try commit(isHeld: manner == "held")
        case "checkpoint": try checkpoint(isHeld: manner == "held")
        case "overtake": try overtake(isHeld: manner == "held")
        case "share": try await share(among: Int(manner) ?? 1)
        default: try append(events: Int(manner) ?? 1)
        }
    }

    private func commit(isHeld: Bool) throws {
        let log = try EventLog.open(path, for: .writing)
        var number = 0
        try untilTheEnd {
            // Without a moment of rest for the checkpoints, the write-ahead log never begins anew.
            usleep(.random(in: 0...3_000))
            number += 1
            try commit(number, 1, to: log, isHeld: isHeld)
        }
        try log.close()
    }

    private func commit(_ number: Int, _ count: Int, to log: EventLog, isHeld: Bool) throws {
        var random = SystemRandomNumberGenerator()
        let events = try (1...count).map { try introduction(number, $0) }
        let body = { _ = try log.append(events, BatchStamp(now: now), random: &random) }
        try timed(number) {
            if isHeld { try log.write(body) } else { try log.connection.transaction(.immediate, body) }
        }
    }

    private func checkpoint(isHeld: Bool) throws {
        UnluckyScheduler.whileStopped = { usleep(.random(in: 0...1_000)) }
        UnluckyScheduler.takeOver()
        let log = try EventLog.open(path, for: .writing)
        try untilTheEnd {
            // Without the lock another checkpoint may be under way, which makes this one fail at once.
            if isHeld { try log.checkpoint(.passive) } else { _ = try? log.connection.checkpoint(.passive) }
        }
        try log.close()
    }

    /// A checkpoint finds that all of a long write-ahead log has been moved, and is stopped before it looks how much has
    /// been moved now; meanwhile somebody begins the log anew.
    private func overtake(isHeld: Bool) throws {
        UnluckyScheduler.takeOver()
        let mover = try EventLog.open(path, for: .writing)
        // This thread lets it alone until the other one is done with it.
        nonisolated(unsafe) let other = try EventLog.open(path, for: .writing)
        try commit(1, amount, to: other, isHeld: isHeld)
        try other.checkpoint(.passive)
        let group = DispatchGroup()
        let begun = DispatchSemaphore(value: 0)
        UnluckyScheduler.whileStopped = {
            UnluckyScheduler.whileStopped = {}
            DispatchQueue.global().async(group: group) {
                begun.signal()
                do { try commit(2, 1, to: other, isHeld: isHeld) } catch { TrialWriter.complain(error) }
            }
            begun.wait()
            // Under the lock it is not done before the checkpoint is over, however long that stops.
            let end = group.wait(timeout: .now() + (isHeld ? 0.5 : 60))
            if isHeld, end == .success { TrialWriter.complain(Overtaken()) }
        }
        if isHeld { try mover.checkpoint(.passive) } else { _ = try? mover.connection.checkpoint(.passive) }
        group.wait()
        try commit(3, 1, to: other, isHeld: isHeld)
        try other.close()
        try mover.close()
    }

    private func append(events count: Int) throws {
        let ledger = try Ledger.open(path, for: .writing)
        var random = SystemRandomNumberGenerator()
        for number in 1...max(amount, 1) {
            let events = try (1...count).map { try introduction(number, $0) }
            try timed(number) { _ = try ledger.append(AppendRequest(events), now: now, random: &random) }
        }
        try ledger.close()
    }

    private func share(among writers: Int) async throws {
        let writer = try LedgerWriter(
            path, clock: { RecordedTime(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) },
            random: SystemRandomNumberGenerator())
        try await withThrowingTaskGroup(of: Void.self) { group in
            for place in 1...max(writers, 1) {
                group.addTask {
                    for number in 1...max(amount, 1) {
                        _ = try await writer.append(AppendRequest([introduction(number, place)]))
                    }
                }
            }
            group.addTask {
                for number in 1...max(amount, 1) {
                    var request = try AppendRequest([introduction(number, 0)])
                    request.expectedPosition = 1
                    do {
                        _ = try await writer.append(request)
                        throw WrongName(id: "refused-\(number)")
                    } catch LogError.unexpectedPosition {}
                }
            }
            try await group.waitForAll()
        }
        try await writer.close()
    }

    private func introduction(_ batch: Int, _ place: Int) throws -> Event {
        let id = "\(name)-\(batch)-\(place)"
        guard let person = EntityID(id) else { throw WrongName(id: id) }
        return Event(.personIntroduced(PersonIntroduced(person: person, name: "Nobody in particular")))
    }

    private func untilTheEnd(_ body: () throws -> Void) throws {
        let start = ContinuousClock.now
        while ContinuousClock.now - start < .seconds(amount) { try body() }
    }

    /// Does something and says, once it is done, how long it took.
    private func timed(_ number: Int, _ body: () throws -> Void) throws {
        let start = ContinuousClock.now
        try body()
        let took = (ContinuousClock.now - start) / .microseconds(1)
        var line = "\(number) \(Int(took))\n"
        line.withUTF8 { _ = write(1, $0.baseAddress, $0.count) }
    }

    private var now: RecordedTime {
        RecordedTime(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    /// Somebody has committed while another one held the lock.
    private struct Overtaken: Error {}

    private struct WrongName: Error {
        let id: String
    }
}
