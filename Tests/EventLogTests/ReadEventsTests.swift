import EventLog
import Events
import Testing

@Suite("What a write reads again")
struct ReadEventsTests {
    private func person(_ id: String) throws -> Event {
        Event(.personIntroduced(PersonIntroduced(person: try #require(EntityID(id)), name: "Somebody")))
    }

    @Test("is what stands there, after a part of the write was undone")
    func undoneParts() throws {
        let fixture = try LogFixture()
        let log = fixture.log
        var random = SystemRandomNumberGenerator()
        let (undone, kept) = (try person("undone"), try person("kept"))
        var seen: [Event?] = []
        try log.write {
            try? log.part {
                _ = try log.append([undone], BatchStamp(now: LogFixture.time(1)), random: &random)
                seen.append(try log.event(at: 1)?.event)
                throw LogFixture.Stop()
            }
            seen.append(try log.event(at: 1)?.event)
            _ = try log.append([kept], BatchStamp(now: LogFixture.time(2)), random: &random)
            seen.append(try log.event(at: 1)?.event)
        }
        #expect(seen == [undone, nil, kept])
    }

    @Test("is what is left of an event that the write erases")
    func erasedEvents() throws {
        let fixture = try LogFixture()
        let erased = try person("erased")
        try fixture.append([erased])
        let redaction = Event(.eventRedacted(EventRedacted(seq: 1, reason: "r", kept: nil)))
        var random = SystemRandomNumberGenerator()
        var seen: [Event?] = []
        try fixture.log.write {
            seen.append(try fixture.log.event(at: 1)?.event)
            let stored = try fixture.log.append([redaction], BatchStamp(now: LogFixture.time(1)), random: &random)
            try fixture.log.erase(1, by: stored[0])
            seen.append(try fixture.log.event(at: 1)?.event)
        }
        #expect(seen == [erased, nil])
    }

    @Test("is what another writer left, in the next write")
    func otherWriters() throws {
        let fixture = try LogFixture()
        let (first, second) = (try person("first"), try person("second"))
        try fixture.append([first])
        var seen: [Event?] = [try fixture.log.write { try fixture.log.event(at: 2)?.event }]
        let other = try EventLog.open(fixture.folder.file(), for: .writing)
        try LogFixture(other, in: fixture.folder).append([second], second: 1)
        try other.close()
        seen.append(try fixture.log.write { try fixture.log.event(at: 2)?.event })
        #expect(seen == [nil, second])
    }
}
