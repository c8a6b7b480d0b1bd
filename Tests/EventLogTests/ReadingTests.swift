import Chronology
import EventLog
import Events
import Foundation
import Testing

@Suite("Reading the log")
struct ReadingTests {
    /// Ten batches: batch b at second b holds `named` and `born` of person b, and odd ones `born` of `everyone`.
    private func filled() throws -> LogFixture {
        let fixture = try LogFixture()
        for batch in 1...10 {
            let person = try #require(EntityID("p\(batch)"))
            var events = [LogFixture.named(person, "P \(batch)"), try LogFixture.born(person)]
            if batch % 2 == 1 { events.append(try LogFixture.born("everyone", "\(2000 + batch)")) }
            try fixture.append(events, second: Int64(batch))
        }
        return fixture
    }

    private func all(_ fixture: LogFixture) throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        try fixture.log.forEach { stored in
            events.append(stored)
            return true
        }
        return events
    }

    private func selection(_ change: (inout Selection) -> Void) -> Selection {
        var selection = Selection()
        change(&selection)
        return selection
    }

    @Test("forward is the order of the log, backward its reverse")
    func directions() throws {
        let fixture = try filled()
        #expect(try fixture.positions() == Array(1...25))
        #expect(try fixture.positions(selection { $0.direction = .backward }) == Array((1...25).reversed()))
    }

    @Test("every combination of subject, type, positions and time selects what a look at each event selects")
    func combinations() throws {
        let fixture = try filled()
        let events = try all(fixture)
        let subjects: [EntityID?] = [nil, "everyone", "p3", "p4", "nobody-here"]
        let types: [String?] = [nil, PersonBorn.type, PersonIntroduced.type, PersonDied.type]
        let positions: [ClosedRange<Int>] = [1...Int.max, 4...12, 7...7, 26...30]
        let times: [ClosedRange<RecordedTime>?] = [
            nil, LogFixture.time(3)...LogFixture.time(5), LogFixture.time(-9)...LogFixture.time(0),
            LogFixture.time(4)...LogFixture.time(4), LogFixture.time(8)...LogFixture.time(99),
        ]
        for subject in subjects {
            for type in types {
                for range in positions {
                    for time in times {
                        var selection = Selection()
                        selection.subject = subject
                        selection.type = type
                        selection.positions = range
                        selection.recorded = time
                        let expected = events.filter { stored in
                            (subject.map(stored.event.subjects.contains) ?? true)
                                && (type.map { $0 == stored.event.type } ?? true) && range.contains(stored.seq)
                                && (time.map { $0.contains(stored.recorded) } ?? true)
                        }
                        try check(expected.map(\.seq), selection, fixture)
                        selection.direction = .backward
                        try check(expected.map(\.seq).reversed(), selection, fixture)
                    }
                }
            }
        }
    }

    /// That a scan selects these, and a look at some positions those of them.
    private func check(_ expected: [Int], _ selection: Selection, _ fixture: LogFixture) throws {
        #expect(try fixture.positions(selection) == expected, "\(selection)")
        for places in [Array(0...40), [], [3, 4, 5, 11, 12, 13, 24, 25, 26, 90], [7]] {
            let among = expected.filter(places.contains)
            #expect(try fixture.positions(selection, among: places) == among, "\(selection), among \(places)")
        }
    }

    @Test("a scan finds whatever names an id or cites a source, of every kind of event in an example")
    func example() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../Examples/openai/article.jsonl").standardizedFileURL
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        let fixture = try LogFixture()
        try fixture.append(try lines.map { try Event(json: JSONReader.parse(Array($0.utf8))) })
        let events = try all(fixture)
        func places(_ isSelected: (Event) -> Bool) -> [Int] { events.filter { isSelected($0.event) }.map(\.seq) }
        for id in Set(events.flatMap(\.event.namedIDs)) {
            let named = places { $0.namedIDs.contains(id) }
            try check(named, selection { $0.subject = id }, fixture)
            let cited = places { $0.sources.map(\.source).contains(id) }
            try check(cited, selection { $0.sources = [id] }, fixture)
            try check(named.reversed(), selection { ($0.subject, $0.direction) = (id, .backward) }, fixture)
            let among = places { $0.namedIDs.contains(id) && $0.type == "position.started" }
            try check(among, selection { ($0.subject, $0.type) = (id, "position.started") }, fixture)
        }
        for type in Set(events.map(\.event.type)) {
            try check(places { $0.type == type }, selection { $0.type = type }, fixture)
        }
        // So many ids that each event is read instead.
        let ids = Set(events.flatMap(\.event.namedIDs)).sorted().prefix(40)
        let many = selection { ($0.subject, $0.aliases) = (ids.first, Array(ids.dropFirst())) }
        try check(places { !ids.filter($0.namedIDs.contains).isEmpty }, many, fixture)
    }

    @Test("a scan does not read what its bytes show not to be selected, and reads nothing else than what it is given")
    func passesOver() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        try fixture.tamper("INSERT INTO events VALUES (3, 2, x'6E6F')", "INSERT INTO batches VALUES (2, 3, 99)")
        #expect(try fixture.positions(selection { $0.subject = "b" }) == [2])
        #expect(try fixture.positions(selection { $0.type = "person.born" }) == [1, 2])
        #expect(try fixture.positions(selection { $0.sources = ["s"] }) == [])
        #expect(try fixture.positions(among: [1, 2]) == [1, 2])
        #expect(throws: LogError.self) { try fixture.positions(among: [2, 3]) }
    }

    @Test("what only looks like an id or a type in an event's words is not selected")
    func words() throws {
        let fixture = try LogFixture()
        let event = Event(
            .personBorn(PersonBorn(person: "a")), date: try EDTF("2000"), note: #"{"type":"person.died"}"#,
            extra: ["type": .string("person.died"), "person": .string("b")])
        try fixture.append([event])
        #expect(try fixture.positions(selection { $0.subject = "b" }) == [])
        #expect(try fixture.positions(selection { $0.type = "person.died" }) == [])
        #expect(try fixture.positions(selection { ($0.subject, $0.type) = ("a", "person.born") }) == [1])
    }

    @Test("reading stops where it is told to, and what comes after is not looked at")
    func stopping() throws {
        let fixture = try LogFixture()
        try fixture.append([LogFixture.born("a"), LogFixture.born("b")])
        try fixture.tamper("INSERT INTO events VALUES (3, 2, x'6E6F')", "INSERT INTO batches VALUES (2, 3, 99)")
        var seen: [Int] = []
        try fixture.log.forEach { stored in
            seen.append(stored.seq)
            return stored.seq < 2
        }
        #expect(seen == [1, 2])
        let error = #expect(throws: LogError.self) { try fixture.positions() }
        guard case .unreadable(let seq, _)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(seq == 3)
    }

    @Test("reading among positions stops where it is told to", arguments: [Selection.Direction.forward, .backward])
    func stoppingAmong(direction: Selection.Direction) throws {
        let fixture = try filled()
        var seen: [Int] = []
        try fixture.log.forEach(selection { $0.direction = direction }, among: [2, 5, 9, 20]) { stored in
            seen.append(stored.seq)
            return seen.count < 2
        }
        #expect(seen == (direction == .forward ? [2, 5] : [20, 9]))
    }

    @Test("a read can read on inside itself")
    func nested() throws {
        let fixture = try filled()
        var pairs = 0
        try fixture.log.read {
            try fixture.log.forEach { outer in
                try fixture.log.forEach { inner in
                    pairs += 1
                    return inner.seq < 3
                }
                return outer.seq < 4
            }
        }
        #expect(pairs == 12)
    }

    @Test("an event is found by its id and by the first digits of it")
    func ids() throws {
        let fixture = try filled()
        for stored in try all(fixture) {
            #expect(try fixture.log.position(of: stored.id) == stored.seq)
            #expect(try fixture.log.positions(withPrefix: stored.id.hex, limit: 5) == [stored.seq])
            #expect(
                try fixture.log.positions(withPrefix: String(stored.id.hex.prefix(13)).uppercased(), limit: 5)
                    == [stored.seq])
            #expect(try fixture.log.positions(withPrefix: String(stored.id.hex.prefix(3)), limit: 5) == [])
        }
        #expect(try fixture.log.positions(withPrefix: "not hexadecimal", limit: 5) == [])
        #expect(try fixture.log.positions(withPrefix: String(repeating: "a", count: 65), limit: 5) == [])
        #expect(try fixture.log.position(of: LogFixture.named("x", "x").id) == nil)
        #expect(try fixture.log.event(at: 26) == nil)
        #expect(try fixture.log.event(at: 0) == nil)
    }

    @Test("a time gives the last batch recorded by then")
    func batchByTime() throws {
        let fixture = try filled()
        #expect(try fixture.log.lastBatch(recordedBy: LogFixture.time(0)) == nil)
        #expect(try fixture.log.lastBatch(recordedBy: LogFixture.time(1)) == 1)
        let almostFour = RecordedTime(microseconds: LogFixture.time(4).microseconds - 1)
        #expect(try fixture.log.lastBatch(recordedBy: almostFour) == 3)
        #expect(try fixture.log.lastBatch(recordedBy: LogFixture.time(1_000)) == 10)
    }

    @Test("a read sees one state, whatever is appended meanwhile")
    func snapshot() throws {
        let fixture = try filled()
        let reader = try EventLog.open(fixture.folder.file(), for: .reading)
        try reader.read {
            #expect(try reader.head().seq == 25)
            try fixture.append([LogFixture.born("late")], second: 100)
            #expect(try reader.head().seq == 25)
            var count = 0
            try reader.forEach { _ in
                count += 1
                return true
            }
            #expect(count == 25)
        }
        #expect(try reader.head().seq == 26)
    }

    @Test("sources select what cites them, together with every other condition")
    func sources() throws {
        let fixture = try LogFixture()
        func cited(_ person: EntityID, _ sources: [EntityID]) throws -> Event {
            try LogFixture.born(person).with(sources: sources.map { Citation(source: $0) })
        }
        let first = try cited("a", ["s"])
        let events = [
            Event(.sourceAdded(SourceAdded(source: "s"))), first, try cited("b", ["t"]), try cited("a", ["s", "t"]),
            try LogFixture.born("c"), LogFixture.named("s", "A person called like the source"),
            Event(
                .eventCorrected(EventCorrected(event: first.id, replacement: try cited("b", ["t"]))),
                sources: [Citation(source: "u")]),
            Event(.sourceDistrusted(SourceDistrusted(source: "t", reason: "r"))),
            Event(.eventRetracted(EventRetracted(event: first.id, reason: "r")), sources: [Citation(source: "s")]),
        ]
        try fixture.append(events)
        func citations(_ event: Event) -> Set<EntityID> {
            var ids = Set(event.sources.map(\.source))
            if case .eventCorrected(let correction) = event.fact {
                ids.formUnion((correction.replacement?.sources ?? []).map(\.source))
            }
            return ids
        }
        func subjects(_ event: Event) -> Set<EntityID> {
            var ids = Set(event.subjects).union(citations(event))
            if case .sourceAdded(let added) = event.fact { ids.insert(added.source) }
            if case .sourceDistrusted(let distrust) = event.fact { ids.insert(distrust.source) }
            return ids
        }
        let sourceSets: [[EntityID]] = [["s"], ["t"], ["u"], ["s", "t"], ["s", "u", "v"], ["v"]]
        let subjectSets: [[EntityID]] = [[], ["a"], ["b"], ["s"], ["a", "b"], ["a", "b", "c"]]
        for sources in sourceSets {
            for subjectSet in subjectSets {
                for type in [nil, PersonBorn.type, EventCorrected.type] {
                    for direction in [Selection.Direction.forward, .backward] {
                        let selection = selection {
                            $0.sources = sources
                            $0.subject = subjectSet.first
                            $0.aliases = Array(subjectSet.dropFirst())
                            $0.type = type
                            $0.direction = direction
                            $0.positions = 2...8
                        }
                        let expected = events.indices.filter { index in
                            let event = events[index]
                            return (2...8).contains(index + 1) && !citations(event).isDisjoint(with: sources)
                                && (subjectSet.isEmpty || !subjects(event).isDisjoint(with: subjectSet))
                                && (type == nil || event.type == type)
                        }.map { $0 + 1 }
                        try check(direction == .forward ? expected : expected.reversed(), selection, fixture)
                    }
                }
            }
        }
    }
}
