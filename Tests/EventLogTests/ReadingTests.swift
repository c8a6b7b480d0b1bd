import EventLog
import Events
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
                        #expect(try fixture.positions(selection) == expected.map(\.seq), "\(selection)")
                        selection.direction = .backward
                        #expect(try fixture.positions(selection) == expected.map(\.seq).reversed(), "\(selection)")
                    }
                }
            }
        }
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
                        #expect(
                            try fixture.positions(selection)
                                == (direction == .forward ? expected : expected.reversed()),
                            "\(sources) \(subjectSet) \(type ?? "any")")
                    }
                }
            }
        }
    }
}
