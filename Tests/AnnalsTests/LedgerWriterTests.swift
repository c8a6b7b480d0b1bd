import Chance
import EventLog
import Events
import Foundation
import Projections
import SQLite
import Synchronization
import Testing

@testable import Annals

@Suite("Writers of one process share commits")
struct LedgerWriterTests {
    private static let writers = 32
    private static let appendsAWriter = 40

    private static func writer(_ fixture: LedgerFixture) throws -> LedgerWriter {
        // The clock stands still: the ledger moves recorded time on by itself.
        try LedgerWriter(fixture.folder.file(), clock: { LedgerFixture.time(0) }, random: SplitMix64())
    }

    private static func introduction(_ writer: Int, _ number: Int) throws -> Event {
        let id = try #require(EntityID("w-\(writer)-\(number)"))
        return Event(.personIntroduced(PersonIntroduced(person: id, name: "Nobody in particular")))
    }

    @Test("of 32 tasks that append one event a batch none is lost or doubled, and 25 events share a commit")
    func thirtyTwoTasks() async throws {
        let fixture = try LedgerFixture()
        let writer = try Self.writer(fixture)
        let acknowledged = try await withThrowingTaskGroup(of: [StoredEvent].self) { group in
            for number in 0..<Self.writers {
                group.addTask {
                    var acknowledged: [StoredEvent] = []
                    for append in 0..<Self.appendsAWriter {
                        let request = AppendRequest([try Self.introduction(number, append)], author: "w-\(number)")
                        acknowledged += try await writer.append(request).recorded
                    }
                    return acknowledged
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        try await writer.close()
        let stored = try fixture.ledger.storedEvents()
        #expect(stored.count == Self.writers * Self.appendsAWriter)
        #expect(Set(stored.map(\.id)).count == stored.count)
        // Each was told where it stands; each is a batch of its own, and time goes on from one to the next.
        #expect(acknowledged.sorted { $0.seq < $1.seq } == stored)
        #expect(stored.map(\.batch) == Array(1...stored.count))
        #expect(zip(stored, stored.dropFirst()).allSatisfy { $0.recorded < $1.recorded })
        // One writer's appends stand in the order in which it made them.
        for number in 0..<Self.writers {
            let own = stored.filter { $0.author == "w-\(number)" }.compactMap(\.event.subjects.first?.text)
            #expect(own == (0..<Self.appendsAWriter).map { "w-\(number)-\($0)" })
        }
        #expect(try fixture.ledger.replayDifferences() == [])
        // Until all are there, and once the first have done, fewer come together.
        let allowance = 10
        #expect((writer.commits - allowance) * 25 <= stored.count, "\(writer.commits) commits")
    }

    @Test("a lone writer waits for nobody: each append is a commit")
    func lone() async throws {
        let fixture = try LedgerFixture()
        let writer = try Self.writer(fixture)
        for number in 0..<20 { _ = try await writer.append(AppendRequest([Self.introduction(0, number)])) }
        #expect(writer.commits == 20)
        try await writer.close()
        #expect(Gathering(acknowledged: 1, waiting: 0, lastCommit: .seconds(60)).expected == 0)
        let two = Gathering(acknowledged: 1, waiting: 1, lastCommit: .seconds(60))
        #expect(two == Gathering(acknowledged: 2, waiting: 0, lastCommit: .milliseconds(10)))
        #expect(two.expected == 2 && two.patience == .milliseconds(5))
    }

    @Test("whoever is refused fails alone, and leaves nothing")
    func refusals() async throws {
        let fixture = try LedgerFixture.peopled()
        let writer = try Self.writer(fixture)
        let told = Told.person("a")
        let before = try fixture.ledger.head()
        let refused = try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<8 {
                group.addTask {
                    for append in 0..<20 {
                        _ = try await writer.append(AppendRequest([Self.introduction(number, append)]))
                    }
                    return 0
                }
            }
            group.addTask {
                var refused = 0
                for append in 0..<20 {
                    // Of a batch whose second event is refused the first is not kept.
                    let events = try [Self.introduction(99, append), Told.started("nobody-knows-me", "2020")]
                    do { _ = try await writer.append(AppendRequest(events)) } catch is LedgerError { refused += 1 }
                }
                return refused
            }
            group.addTask {
                var refused = 0
                var request = AppendRequest([try Self.introduction(98, 0)])
                request.expectedPosition = 3
                for _ in 0..<20 {
                    do { _ = try await writer.append(request) } catch LogError.unexpectedPosition { refused += 1 }
                }
                return refused
            }
            group.addTask {
                for append in 0..<20 {
                    let result = try await writer.append(AppendRequest([told]))
                    #expect(result.recorded.isEmpty && result.alreadyInEffect == [0: told.id])
                    var request = AppendRequest([try Self.introduction(97, append)])
                    request.isDryRun = true
                    #expect(try await writer.append(request).recorded.count == 1)
                }
                return 0
            }
            return try await group.reduce(0, +)
        }
        try await writer.close()
        #expect(refused == 40)
        let stored = try fixture.ledger.storedEvents().dropFirst(before.seq)
        #expect(stored.count == 160)
        #expect(stored.map(\.seq) == Array(before.seq + 1...before.seq + 160))
        #expect(stored.map(\.batch) == Array(before.batch + 1...before.batch + 160))
        #expect(stored.allSatisfy { !["99", "98", "97"].contains($0.event.subjects[0].text.split(separator: "-")[1]) })
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("of several that expect one position exactly one wins, and the same event is recorded once")
    func races() async throws {
        let fixture = try LedgerFixture()
        let writer = try Self.writer(fixture)
        for round in 0..<10 {
            let outcomes = await withTaskGroup(of: Int?.self) { group in
                for number in 0..<8 {
                    group.addTask {
                        guard var request = (try? Self.introduction(number, round)).map({ AppendRequest([$0]) }) else {
                            return nil
                        }
                        request.expectedPosition = round
                        return try? await writer.append(request).recorded.count
                    }
                }
                return await group.reduce(into: [Int?]()) { $0.append($1) }
            }
            #expect(outcomes.compactMap { $0 } == [1])
        }
        let same = try Self.introduction(50, 0)
        let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<16 { group.addTask { try await writer.append(AppendRequest([same])).recorded.count } }
            return try await group.reduce(0, +)
        }
        #expect(recorded == 1)
        try await writer.close()
        #expect(try fixture.ledger.head().seq == 11)
    }

    @Test("requests in one transaction do what they would do one after another")
    func sameAsApart() throws {
        let (apart, together) = (try LedgerFixture.peopled(), try LedgerFixture.peopled())
        var requests = try [
            AppendRequest([Told.started("a", "2020"), Told.started("b", "2021", position: "CFO")]),
            AppendRequest([Told.started("x", "2020")]),
            AppendRequest([Told.ended("a", "2022")], author: "someone", message: "why"),
            AppendRequest([Told.ended("a", "2022")]),
            AppendRequest([Told.person("x")]),
            AppendRequest([Told.started("x", "2022")]),
        ]
        requests[3].reportsChanges = true
        requests[5].reportsChanges = true
        var random = Standstill()
        let one = requests.map { request in
            Result { try apart.ledger.append(request, now: LedgerFixture.time(0), random: &random) }
        }
        let all = try together.ledger.appendTogether(requests, clock: { LedgerFixture.time(0) }, random: &random)
        #expect(all.map { try? $0.get() } == one.map { try? $0.get() })
        #expect(all.map(Self.words) == one.map(Self.words))
        // The first seven events have salts of their own.
        #expect(try together.ledger.bytes().dropFirst(7) == apart.ledger.bytes().dropFirst(7))
        #expect(try together.ledger.answers() == apart.ledger.answers())
        #expect(try together.ledger.replayDifferences() == [])
    }

    private struct Standstill: RandomNumberGenerator, Sendable {
        func next() -> UInt64 { 7 }
    }

    private static func words(_ result: Result<AppendResult, any Error>) -> String? {
        if case .failure(let error) = result { return "\(error)" }
        return nil
    }

    @Test("where the file fails nobody is acknowledged, and nothing is kept of any of them")
    func storageFails() async throws {
        let fixture = try LedgerFixture.peopled()
        let before = try fixture.ledger.everything()
        let pages = try fixture.ledger.log.connection.pragmaInteger("page_count") ?? 0
        let writer = try Self.writer(fixture)
        let long = String(repeating: "word ", count: 3_000)
        try writer.withLedger { _ = try $0.log.connection.setPragma("max_page_count", to: Int(pages) + 8) }
        let errors = await withTaskGroup(of: (any Error)?.self) { group in
            for number in 0..<8 {
                group.addTask {
                    do {
                        let event = Event(try Self.introduction(number, 0).fact, note: long)
                        _ = try await writer.append(AppendRequest([event]))
                        return nil
                    } catch {
                        return error
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errors.contains { $0 != nil })
        for case let error? in errors { #expect(error as? LogError != nil, "\(error)") }
        let recorded = errors.count { $0 == nil }
        #expect(try fixture.ledger.head().seq == 7 + recorded)
        if recorded == 0 { #expect(try fixture.ledger.everything() == before) }
        // The writer goes on once there is room.
        try writer.withLedger { _ = try $0.log.connection.setPragma("max_page_count", to: 1_000_000) }
        #expect(try await writer.append(AppendRequest([Self.introduction(9, 9)])).recorded.count == 1)
        try await writer.close()
        #expect(try fixture.ledger.replayDifferences() == [])
    }

    @Test("threads wait for their own append; what comes after closing is refused")
    func threads() async throws {
        let fixture = try LedgerFixture()
        let writer = try Self.writer(fixture)
        let recorded = Mutex(0)
        await withCheckedContinuation { continuation in
            let threads = DispatchGroup()
            for number in 0..<8 {
                threads.enter()
                Thread.detachNewThread {
                    defer { threads.leave() }
                    for append in 0..<10 {
                        let request = (try? Self.introduction(number, append)).map { AppendRequest([$0]) }
                        let result = request.flatMap { try? writer.appendAndWait($0) }
                        recorded.withLock { $0 += result?.recorded.count ?? 0 }
                    }
                }
            }
            threads.notify(queue: .global()) { continuation.resume() }
        }
        #expect(recorded.withLock { $0 } == 80)
        try await writer.close()
        try await writer.close()
        #expect(throws: ClosedWriter(path: writer.path)) {
            try writer.appendAndWait(AppendRequest([Self.introduction(0, 0)]))
        }
        await #expect(throws: ClosedWriter.self) { try await writer.append(AppendRequest([Self.introduction(0, 1)])) }
        #expect(try fixture.ledger.head().seq == 80)
    }
}
