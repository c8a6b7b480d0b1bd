import Chance
import Events
import Proofs
import Testing

@testable import EventLog

@Suite("Finding events by their ids")
struct IDIndexTests {
    /// An id of eight bytes that many have, and one that tells it apart.
    private func id(_ prefix: UInt8, _ last: UInt8) throws -> EventID {
        try #require(EventID(bytes: [UInt8](repeating: prefix, count: 8) + [last] + [UInt8](repeating: 0, count: 23)))
    }

    /// Events under ids that they do not have, which the log takes as they are: no two ids begin alike by chance.
    private func insert(_ ids: [EventID], _ fixture: LogFixture) throws {
        try fixture.log.write {
            var random = SplitMix64(seed: 3)
            let head = try fixture.log.head()
            try fixture.log.insert(
                ids.enumerated().map { index, id in
                    .event(
                        StoredEvent(
                            event: try LogFixture.born("p", note: "\(index)"), id: id, seq: head.seq + index + 1,
                            recorded: LogFixture.time(Int64(head.batch + 1)), batch: head.batch + 1,
                            salt: Salt.make(&random), author: nil, message: nil))
                })
        }
    }

    @Test("ids that begin alike are told apart by the rest of them", arguments: [0x00, 0x7F, 0x80, 0xFF] as [UInt8])
    func sharedPrefix(prefix: UInt8) throws {
        let fixture = try LogFixture()
        let ids = try [3, 1, 2].map { try id(prefix, $0) }
        try insert(ids, fixture)
        for (index, id) in ids.enumerated() {
            #expect(try fixture.log.position(of: id) == index + 1)
            #expect(try fixture.log.positions(withPrefix: id.hex, limit: 5) == [index + 1])
            #expect(try fixture.log.positions(withPrefix: String(id.hex.prefix(18)), limit: 5) == [index + 1])
        }
        #expect(try fixture.log.position(of: id(prefix, 4)) == nil)
        #expect(try fixture.log.positions(withPrefix: id(prefix, 4).hex, limit: 5) == [])
        // In the order of the ids, and the first of them where there are more.
        for digits in [4, 7, 16, 17] {
            let given = String(ids[0].hex.prefix(digits))
            #expect(try fixture.log.positions(withPrefix: given, limit: 5) == [2, 3, 1])
            #expect(try fixture.log.positions(withPrefix: given, limit: 2) == [2, 3])
            #expect(try fixture.log.positions(withPrefix: given, limit: 1) == [2])
            #expect(try fixture.log.positions(withPrefix: given, limit: 0) == [])
        }
    }

    @Test("the first digits of ids give those of every id that has them, in order")
    func prefixes() throws {
        let fixture = try LogFixture()
        var random = SplitMix64(seed: 21)
        var ids: Set<EventID> = []
        while ids.count < 200 {
            // Few values, so that many begin alike however far one looks.
            var bytes = [UInt8](repeating: 0, count: 32)
            for place in bytes.indices {
                bytes[place] = [0x00, 0x7F, 0x80, 0xFF].randomElement(using: &random) ?? 0
            }
            if Bool.random(using: &random), let other = ids.first {
                bytes.replaceSubrange(0..<20, with: other.bytes[0..<20])
            }
            if let id = EventID(bytes: bytes) { ids.insert(id) }
        }
        let stored = ids.shuffled(using: &random)
        try insert(Array(stored[..<120]), fixture)
        try insert(Array(stored[120...]), fixture)
        let places = Dictionary(uniqueKeysWithValues: stored.enumerated().map { ($1, $0 + 1) })
        for id in stored {
            for digits in [4, 5, 6, 15, 16, 17, 39, 40, 41, 64] {
                let given = String(id.hex.prefix(digits))
                let expected = ids.filter { $0.hex.hasPrefix(given) }.sorted().compactMap { places[$0] }
                for limit in [1, 3, 1_000] {
                    #expect(
                        try fixture.log.positions(withPrefix: given, limit: limit) == Array(expected.prefix(limit)),
                        "\(given), \(limit)")
                }
            }
        }
    }

    @Test("a row of the index that is another event's gives nobody a wrong event")
    func foreignRows() throws {
        let fixture = try LogFixture()
        let stored = try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        let number = Int64(bitPattern: stored[1].id.prefix)
        try fixture.tamper("INSERT INTO event_ids VALUES (\(number), 1)", "INSERT INTO event_ids VALUES (\(number), 7)")
        #expect(try fixture.log.position(of: stored[1].id) == 2)
        for digits in [4, 16, 20] {
            #expect(try fixture.log.positions(withPrefix: String(stored[1].id.hex.prefix(digits)), limit: 5) == [2])
        }
    }

    @Test("no event gets into the log twice, whether it is there already or comes twice at once")
    func duplicates() throws {
        let fixture = try LogFixture()
        let events = try [LogFixture.born("a"), LogFixture.born("b")]
        try fixture.append(events)
        for again in [
            [events[1]], try [LogFixture.born("c"), events[0]], try [LogFixture.born("d"), LogFixture.born("d")],
        ] {
            let error = #expect(throws: LogError.self) { try fixture.append(again, second: 2) }
            guard case .storage? = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try fixture.positions() == [1, 2])
        // Ids that only begin alike are two.
        try insert([id(9, 1)], fixture)
        try insert([id(9, 2), id(9, 0)], fixture)
        for last in [0, 1, 2] as [UInt8] {
            #expect(throws: LogError.self) { try insert([id(9, last)], fixture) }
        }
        #expect(try fixture.positions() == [1, 2, 3, 4, 5])
    }

    @Test("the id of an erased event, where it was kept, is that of no other")
    func erased() throws {
        let fixture = try LogFixture()
        let stored = try #require(fixture.append([LogFixture.born("a")]).first)
        try fixture.log.write {
            var random = SplitMix64()
            let kept = EventRemains(of: stored.event, id: stored.id, stamp: stored.stamp)
            let event = Event(.eventRedacted(EventRedacted(seq: 1, reason: "r", kept: kept)))
            let stamp = BatchStamp(now: LogFixture.time(1))
            try fixture.log.erase(1, by: try #require(fixture.log.append([event], stamp, random: &random).first))
        }
        #expect(try fixture.log.position(of: stored.id) == 1)
        #expect(try fixture.log.positions(withPrefix: String(stored.id.hex.prefix(8)), limit: 2) == [1])
        #expect(throws: LogError.self) { try fixture.append([stored.event], second: 2) }
        // The same from an export: the log has the erased line before the event that says so.
        var rows: [LogRow] = []
        try fixture.log.forEachRow { row in
            rows.append(row)
            return true
        }
        let again = LogRow.event(
            StoredEvent(
                event: stored.event, id: stored.id, seq: 2, recorded: LogFixture.time(2), batch: 2, salt: stored.salt,
                author: nil, message: nil))
        let target = try LogFixture()
        try target.log.write {
            var restoration = try Restoration(target.log)
            try restoration.add([rows[0]])
            let error = #expect(throws: LogError.self) { try restoration.add([again]) }
            #expect(error == .brokenSequence(seq: 2, reason: "an earlier event says the same"))
        }
    }
}
