import Events
import SQLite
import Testing

@testable import EventLog

@Suite("Appending to the log")
struct AppendingTests {
    @Test("events appended together are one batch, numbered on from the log's end")
    func batches() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a"), LogFixture.born("b")], second: 1)
        let second = try fixture.append([LogFixture.born("c")], second: 2)
        #expect(second.map(\.seq) == [3])
        #expect(second.map(\.batch) == [2])
        #expect(
            try fixture.log.head() == EventLog.Head(seq: 3, batch: 2, recorded: LogFixture.time(2)))
        #expect(try (1...3).map { try fixture.log.event(at: $0)?.batch } == [1, 1, 2])
    }

    @Test("an empty log has nothing at its head")
    func emptyHead() throws {
        let head = try LogFixture().log.head()
        #expect((head.seq, head.batch) == (0, 0))
        #expect(head.recorded == nil)
    }

    @Test("no events make no batch")
    func noEvents() throws {
        let fixture = try LogFixture()
        #expect(try fixture.append([]) == [])
        #expect(try fixture.log.head().batch == 0)
    }

    @Test("recorded time strictly increases, even where the clock stands still or steps back")
    func recordedTime() throws {
        let fixture = try LogFixture()
        var times: [RecordedTime] = []
        for (number, second) in [10, 10, 3, 11, 11, -500].enumerated() {
            let person = try #require(EntityID("p\(number)"))
            times += try fixture.append([LogFixture.born(person)], second: Int64(second)).map(\.recorded)
        }
        #expect(zip(times, times.dropFirst()).allSatisfy { $0 < $1 })
        #expect(times[0] == LogFixture.time(10))
        #expect(times[1].microseconds == LogFixture.time(10).microseconds + 1)
        #expect(times[2].microseconds == LogFixture.time(10).microseconds + 2)
        #expect(times[3] == LogFixture.time(11))
    }

    @Test("what is stored reads back as it was appended, with its assigned fields")
    func roundTrip() throws {
        let fixture = try LogFixture()
        let event = try LogFixture.born("a", "2000-05", note: "ü 伊")
        let stored = try #require(try fixture.append([event], second: 5, author: "Ann").first)
        let read = try #require(try fixture.log.event(at: 1))
        #expect(read == stored)
        #expect(read.bytes == stored.bytes)
        #expect(read.event == event)
        #expect(read.id == event.id)
        #expect(read.author == "Ann")
        #expect(read.salt.utf8.count >= 22)
    }

    @Test("author and message stand on the batch's first event only")
    func author() throws {
        let fixture = try LogFixture()
        let stored = try fixture.append([LogFixture.born("a"), LogFixture.born("b")], author: "Ann")
        #expect(stored.map(\.author) == ["Ann", nil])
    }

    @Test("every event gets a salt of its own")
    func salts() throws {
        let fixture = try LogFixture()
        let stored = try fixture.append([LogFixture.born("a"), LogFixture.born("b"), LogFixture.born("c")])
        #expect(Set(stored.map(\.salt)).count == 3)
    }

    @Test("an event that says what a stored one says cannot be stored again")
    func sameEventTwice() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a")])
        #expect(throws: LogError.self) { try fixture.append([LogFixture.born("a")], second: 1) }
        #expect(try fixture.log.head().seq == 1)
    }

    @Test("what throws inside a write leaves the log as it was")
    func allOrNothing() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a")])
        #expect(throws: LogFixture.Stop.self) { try fixture.appendAndStop(LogFixture.born("b")) }
        #expect(try fixture.positions() == [1])
        #expect(try fixture.log.head().recorded == LogFixture.time(0))
        #expect(try fixture.append([LogFixture.born("b")], second: 1).map(\.seq) == [2])
    }

    @Test("an event whose stored bytes would be too long is refused, and nothing of its batch is kept")
    func tooLong() throws {
        let fixture = try LogFixture()
        let long = try LogFixture.born("b", note: String(repeating: "x", count: 70_000))
        #expect(throws: EventError.self) { try fixture.append([LogFixture.born("a"), long]) }
        #expect(try fixture.log.head().seq == 0)
    }

    @Test("each commit is on disk when it returns: write-ahead log, synchronous full")
    func durability() throws {
        let fixture = try LogFixture()
        #expect(try fixture.log.connection.pragmaInteger("synchronous") == 2)
        #expect(try fixture.log.connection.pragmaText("journal_mode") == "wal")
        let again = try EventLog.open(fixture.folder.file(), for: .writing)
        #expect(try again.connection.pragmaInteger("synchronous") == 2)
    }
}
