import Events
import Testing

@testable import EventLog

@Suite("Restoring a log")
struct RestoringTests {
    private func source() throws -> [StoredEvent] {
        let fixture = try LogFixture()
        return try fixture.append([LogFixture.born("a"), LogFixture.born("b")], second: 1, author: "Ann")
            + fixture.append([LogFixture.born("c")], second: 2) + fixture.append([LogFixture.born("d")], second: 3)
    }

    @Test("a restored log holds the same bytes at the same places")
    func sameBytes() throws {
        let events = try source()
        let fixture = try LogFixture()
        try fixture.log.write { try fixture.log.restore(events) }
        #expect(try (1...4).map { try fixture.log.event(at: $0)?.bytes } == events.map(\.bytes))
        #expect(try fixture.log.head() == EventLog.Head(seq: 4, batch: 3, recorded: LogFixture.time(3)))
        #expect(try fixture.log.position(of: events[2].id) == 3)
        var selection = Selection()
        selection.subject = "d"
        #expect(try fixture.positions(selection) == [4])
    }

    @Test("a log can be restored piece by piece")
    func pieces() throws {
        let events = try source()
        let fixture = try LogFixture()
        try fixture.log.write { for event in events { try fixture.log.restore([event]) } }
        #expect(try fixture.positions() == [1, 2, 3, 4])
        #expect(try fixture.append([LogFixture.born("e")], second: 0).map(\.batch) == [4])
    }

    @Test("a sequence that does not follow is refused, and nothing is kept", arguments: Fault.allCases)
    func brokenSequences(fault: Fault) throws {
        let events = fault.applied(to: try source())
        let fixture = try LogFixture()
        let error = #expect(throws: LogError.self) {
            try fixture.log.write { try fixture.log.restore(events) }
        }
        guard case .brokenSequence? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try fixture.log.head().seq == 0)
    }
}

/// What can be wrong with stored events that follow one another.
enum Fault: CaseIterable, Sendable {
    case gap, repetition, exchanged, batchSkipped, batchBack, sameTime, timeBack, twoTimesInABatch, lateAuthor
    case lateMessage, otherID, lateStart, noFirstBatch, sameEventTwice

    func applied(to events: [StoredEvent]) -> [StoredEvent] {
        var events = events
        switch self {
        case .gap: events.remove(at: 1)
        case .repetition: events.insert(events[1], at: 2)
        case .exchanged: events.swapAt(2, 3)
        case .batchSkipped: events[3] = events[3].with(batch: 4)
        case .batchBack: events[3] = events[3].with(batch: 1)
        case .sameTime: events[3] = events[3].with(recorded: events[2].recorded)
        case .timeBack: events[3] = events[3].with(recorded: events[0].recorded)
        case .twoTimesInABatch: events[1] = events[1].with(recorded: events[2].recorded)
        case .lateAuthor: events[1] = events[1].with(author: "Bea")
        case .lateMessage: events[1] = events[1].with(message: "why")
        case .otherID: events[2] = events[2].with(id: events[1].id)
        case .lateStart: events.removeFirst()
        case .noFirstBatch: events = events.map { $0.with(batch: $0.batch + 1) }
        case .sameEventTwice: events[3] = events[3].with(event: events[0].event, id: events[0].id)
        }
        return events
    }
}

extension EventLog {
    fileprivate func restore(_ events: [StoredEvent]) throws {
        var restoration = try Restoration(self)
        try restoration.add(events.map { .event($0) })
        try restoration.finish()
    }
}

extension StoredEvent {
    fileprivate func with(
        event: Event? = nil, id: EventID? = nil, recorded: RecordedTime? = nil, batch: Int? = nil,
        author: String? = nil, message: String? = nil
    ) -> StoredEvent {
        StoredEvent(
            event: event ?? self.event, id: id ?? self.id, seq: seq, recorded: recorded ?? self.recorded,
            batch: batch ?? self.batch, salt: salt, author: author ?? self.author, message: message ?? self.message)
    }
}
