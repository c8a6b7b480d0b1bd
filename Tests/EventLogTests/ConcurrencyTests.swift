import Chance
import EventLog
import Events
import Foundation
import Testing

@Suite("Many writers and readers")
struct ConcurrencyTests {
    private static let writers = 4
    private static let batchesAWriter = 25
    private static let eventsABatch = 3

    @Test("batches of writers that race are whole and contiguous, and recorded time strictly increases")
    func writersRace() async throws {
        let fixture = try LogFixture()
        let path = fixture.folder.file()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<Self.writers {
                group.addTask { try Self.write(as: writer, to: path) }
            }
            try await group.waitForAll()
        }
        var batches: [Int: [StoredEvent]] = [:]
        try fixture.log.forEach { stored in
            batches[stored.batch, default: []].append(stored)
            return true
        }
        #expect(batches.count == Self.writers * Self.batchesAWriter)
        var last: StoredEvent?
        for batch in 1...batches.count {
            let events = try #require(batches[batch])
            let first = try #require(events.first)
            #expect(events.map(\.seq) == Array(first.seq..<first.seq + Self.eventsABatch))
            #expect(Set(events.map(\.recorded)).count == 1)
            #expect(Set(events.map { $0.event.subjects[0].text.prefix(8) }).count == 1)
            if let last { #expect(last.seq + 1 == first.seq && last.recorded < first.recorded) }
            last = events.last
        }
    }

    private static func write(as writer: Int, to path: String) throws {
        let log = try EventLog.open(path, for: .writing)
        var random = SplitMix64()
        for batch in 0..<batchesAWriter {
            let events = try (0..<eventsABatch).map { number in
                try LogFixture.born(try #require(EntityID("writer-\(writer)-\(batch)-\(number)")))
            }
            try log.write { _ = try log.append(events, BatchStamp(now: LogFixture.time(0)), random: &random) }
        }
        try log.close()
    }

    @Test("of several that make a ledger at once one succeeds, and nobody removes it")
    func creatorsRace() async throws {
        for round in 0..<20 {
            let folder = try TemporaryFolder()
            let path = folder.file()
            let made = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<Self.writers {
                    group.addTask { (try? EventLog.create(at: path) { _ in }.close()) != nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(made == 1, "round \(round)")
            #expect(try EventLog.open(path, for: .writing).head().seq == 0, "round \(round)")
        }
    }

    @Test("readers beside a writer see whole batches only")
    func readersBesideAWriter() async throws {
        let fixture = try LogFixture()
        let path = fixture.folder.file()
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try Self.write(as: 1, to: path) }
            for _ in 0..<2 {
                group.addTask {
                    let log = try EventLog.open(path, for: .reading)
                    for _ in 0..<40 { #expect(try log.head().seq % Self.eventsABatch == 0) }
                    try log.close()
                }
            }
            try await group.waitForAll()
        }
        #expect(try fixture.log.head().seq == Self.batchesAWriter * Self.eventsABatch)
    }
}
