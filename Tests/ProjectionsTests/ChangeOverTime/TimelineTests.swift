import Chronology
import Events
import Projections
import Testing

@Suite("A timeline")
struct TimelineTests {
    private static func named(_ id: EntityID) -> Named { Named(id: id, name: id.text) }

    private static func timeline(
        _ keys: [KeyTenures], _ events: [EffectiveEvent] = [], of subject: EntityID = "o",
        by grouping: Timeline.Grouping = .positions, from: Int? = nil, to: Int? = nil,
        today: CivilDay = Story.farFuture
    ) -> Timeline {
        Timeline(
            of: named(subject), by: grouping, keys: keys, posts: { _ in PostBook(events) },
            marks: TimelineMark.marks(of: subject, events), from: from.map(CivilDay.init),
            through: to.map(CivilDay.init), today: today, named: named)
    }

    private static func timeline(of events: [Event], today: String = "2024-01-01") throws -> Timeline {
        let story = Story(events)
        let people = Set(events.flatMap { Mentioned.pairs(in: $0) }.map(\.person)).sorted()
        return timeline(
            people.flatMap { story.tenures(of: $0) }, story.events, today: CivilDay(number: try Told.day(today)))
    }

    @Test("draws on every day what is answered for that day", arguments: 1...80)
    func everyDay(seed: UInt64) {
        let random = RandomKeys(seed: seed)
        for (from, to) in [(-3, 13), (3, 6)] {
            let timeline = Self.timeline(random.keys, from: from, to: to, today: random.today)
            for key in random.keys {
                let row = timeline.rows.first { $0.key == key.key }
                for day in from...to {
                    let spans = row?.spans.filter { $0.days.contains(CivilDay(number: day)) } ?? []
                    #expect(
                        spans.map(\.certainty) == [random.certainty(key, on: day)].compactMap(\.self), "seed \(seed)")
                    let stint = spans.first?.tenure.flatMap { row?.tenures[$0].stint }
                    #expect(stint == key.tenures.holding(on: day)?.stint.map { key.tenures.stints[$0] }, "seed \(seed)")
                }
                #expect(row?.spans.isEmpty != true, "seed \(seed): no empty row")
            }
        }
    }

    @Test("shows every key that has any day within it, once", arguments: 151...180)
    func everyKey(seed: UInt64) {
        let random = RandomKeys(seed: seed)
        let timeline = Self.timeline(random.keys, today: random.today)
        #expect(Set(timeline.rows.map(\.key)).count == timeline.rows.count)
        guard let days = timeline.days else { return }
        for key in random.keys {
            let isThere = (days.lowerBound.number...days.upperBound.number)
                .contains { key.tenures.holding(on: $0) != nil }
            #expect(timeline.rows.contains { $0.key == key.key } == isThere, "seed \(seed)")
        }
    }

    @Test("is grouped as a chart is, the rows of a seat together, chairs and chiefs first")
    func groups() throws {
        let timeline = try Self.timeline(of: [
            try Told.started("a", "2015", position: "CFO", kind: .executive),
            try Told.started("b", "2016", position: "CEO", kind: .executive),
            try Told.ended("b", "2018", position: "CEO"),
            try Told.started("c", "2018", position: "CEO"),
            try Told.started("d", "2014", position: nil, kind: .board),
            try Told.started("e", "2019", position: "Chair", kind: .board),
            try Told.started("f", "2012", position: "Engineer", kind: .employee),
        ])
        let lines = timeline.lines { $0.name.uppercased() }.map { line in
            switch line {
            case .heading(let text, let level): "\(level) \(text)"
            case .row(_, let label, let level): "\(level) - \(label)"
            case .folded(let count, let level): "\(level) + \(count)"
            }
        }
        #expect(
            lines == [
                "0 Board", "1 - E, Chair", "1 - D", "0 Executives", "1 CEO", "2 - B", "2 - C", "1 - A, CFO",
                "0 Employees", "1 - F, Engineer",
            ])
    }

    @Test("says how stints begin and end where their length does not")
    func tips() throws {
        let timeline = try Self.timeline(of: [
            try Told.started("a", "2015-01-01"), try Told.held("b", "2016-01-01/", position: "CTO"),
            try Told.ended("c", "2017-01-01", position: "CFO"),
            try Told.held("d", "2018-01-01/2019-01-01", position: "COO"),
        ])
        func tips(_ person: EntityID) -> [String] {
            timeline.rows.filter { $0.person.id == person }.flatMap(\.tips).map { "\($0.kind) \($0.day)" }
        }
        #expect(tips("a") == ["open 2024-01-01"])
        #expect(tips("b") == ["endUnknown 2024-01-01"])
        #expect(tips("c") == ["startUnknown 2015-01-01"])
        #expect(tips("d") == [])
        #expect(timeline.days?.lowerBound.description == "2015-01-01")
    }

    @Test("tells acting from permanent, and disputed days from other possible ones")
    func kinds() throws {
        let timeline = try Self.timeline(of: [
            try Told.held("a", "2015-01-01/2016-01-01"), try Told.held("a", "2015-03-01/2016-01-01"),
            try Told.started("b", "2016-01-01", acting: true), try Told.ended("b", "2016-06"),
        ])
        let rows = timeline.rows
        #expect(rows.map(\.isActing) == [false, true])
        #expect(rows[0].spans.map(\.isDisputed) == [true, false])
        #expect(rows[0].spans.map(\.certainty) == [.possible, .certain])
        #expect(rows[1].spans.map(\.isDisputed) == [false, false])
        #expect(Set(rows[1].spans.map(\.isActing)) == [true])
    }

    @Test("marks what happened to its subject; a birth does not stretch it")
    func marks() throws {
        let events = [
            try Told.dated(.organizationFounded(OrganizationFounded(organization: "o")), "2014"),
            try Told.dated(.organizationFounded(OrganizationFounded(organization: "o")), "2014-03"),
            try Told.dated(.organizationRenamed(OrganizationRenamed(organization: "o", name: "New")), "2016-05-01"),
            try Told.dated(.organizationDissolved(OrganizationDissolved(organization: "o")), "2020"),
            try Told.dated(.personBorn(PersonBorn(person: "a")), "1960-02-03"),
            try Told.held("a", "2015/2018"),
        ]
        let timeline = try Self.timeline(of: events)
        #expect(timeline.marks.map(\.words) == ["founded", "renamed New", "dissolved"])
        #expect(timeline.marks[0].range == DayRange(try Told.day("2014-03-01"), try Told.day("2014-03-31")))
        #expect(timeline.days?.lowerBound.description == "2014-03-01")
        #expect(timeline.days?.upperBound.description == "2020-12-31")
        let story = Story(events)
        let person = Self.timeline(story.tenures(of: "a"), story.events, of: "a", by: .organizations)
        #expect(person.marks.map(\.words) == ["born"])
        #expect(person.days?.lowerBound.description == "2015-01-01")
        #expect(person.groups.map(\.heading) == [.organization(Self.named("o"))])
    }

    @Test("folds undated rows beyond a number, and counts them")
    func folding() throws {
        let undated = try (1...5).map { try Told.started(EntityID("p\($0)") ?? "p", "XXXX", position: nil) }
        let timeline = try Self.timeline(of: undated + [try Told.started("a", "2015")])
        #expect(timeline.rows.count == 6)
        let folded = timeline.foldingUndated(beyond: 2)
        #expect(folded.rows.filter(\.isUndated).count == 2)
        #expect(folded.rows.count == 3)
        #expect(folded.groups.map(\.folded).reduce(0, +) == 3)
    }

    @Test("has no days where nothing has a date, and still has its rows")
    func undated() throws {
        let timeline = try Self.timeline(of: [try Told.ended("a", "XXXX")])
        #expect(timeline.days == nil)
        #expect(timeline.rows.map(\.person.id) == ["a"])
        #expect(timeline.rows[0].spans.isEmpty)
    }
}
