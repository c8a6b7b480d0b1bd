import Chronology
import Events
import Projections
import Testing

@Suite("What changed between two charts")
struct ChartDiffTests {
    /// What changed between two dates: `kind person position (events)`.
    private func changes(_ events: [Event], _ first: String, _ second: String) throws -> [String] {
        try changes(events, first, events, second)
    }

    /// The same between two stories, which are two beliefs unless they are equal.
    private func changes(
        _ before: [Event], _ first: String, _ after: [Event], _ second: String
    ) throws -> [String] {
        let (old, new) = (Story(before), Story(after))
        var belief = Belief.current
        if before != after { belief.known = .batch(1) }
        let moments = (
            ChartMoment(try WorldMoment(first).time, believing: belief), ChartMoment(try WorldMoment(second).time)
        )
        let diff = ChartDiff(from: try old.chart(first), moments.0, to: try new.chart(second), moments.1)
        return diff.changes(before: old.records, after: new.records).map { change in
            let kinds = change.kinds.map(\.rawValue).joined(separator: "+")
            let who = [change.person?.id.text, change.title].compactMap(\.self).joined(separator: " ")
            let value = change.value.map { " \($0.aspect.rawValue) \($0.before) \($0.after)" } ?? ""
            let gone = change.gone.isEmpty ? "" : " gone \(change.gone)"
            return "\(kinds) \(who)\(value) \(change.events)\(gone)"
        }
    }

    @Test("whoever was nowhere joins, whoever is nowhere has left, with the events of start and end")
    func joinedAndLeft() throws {
        let events = [
            try Told.started("a", "2015-01-01"), try Told.ended("a", "2018-01-01"), try Told.started("b", "2018-01-01"),
        ]
        #expect(try changes(events, "2017-06-01", "2019-06-01") == ["joined b CEO [3]", "left a CEO [2]"])
        #expect(try changes(events, "2019-06-01", "2017-06-01") == ["joined a CEO [2]", "left b CEO [3]"])
        #expect(try changes(events, "2016-06-01", "2017-06-01") == [])
    }

    @Test("another seat is a move, a further one is taken on, one of several is given up")
    func moves() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "CTO"), try Told.ended("a", "2018-01-01", position: "CTO"),
            try Told.started("a", "2018-02-01", position: "COO"),
            try Told.started("a", "2020-01-01", position: "Chair"),
            try Told.ended("a", "2022-01-01", position: "COO"),
        ]
        #expect(try changes(events, "2017-06-01", "2019-06-01") == ["moved a COO [2, 3]"])
        #expect(try changes(events, "2019-06-01", "2021-06-01") == ["took_on a Chair [4]"])
        #expect(try changes(events, "2021-06-01", "2023-06-01") == ["gave_up a COO [5]"])
    }

    @Test("a move goes to a seat of the same kind first")
    func movesByKind() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "Chair", kind: .board),
            try Told.started("a", "2015-01-01", position: "CTO", kind: .executive),
            try Told.ended("a", "2018-01-01", position: "Chair"), try Told.ended("a", "2018-01-01", position: "CTO"),
            try Told.started("a", "2018-01-01", position: "COO", kind: .executive),
        ]
        #expect(try changes(events, "2017-06-01", "2019-06-01") == ["moved a COO [4, 5]", "gave_up a Chair [3]"])
    }

    @Test("in one belief another stint in the same seat is a return, or another role")
    func returns() throws {
        let events = [
            try Told.started("a", "2015-01-01", acting: true), try Told.started("a", "2016-01-01"),
            try Told.ended("a", "2018-01-01"), try Told.started("a", "2020-01-01"),
        ]
        #expect(try changes(events, "2015-06-01", "2017-06-01") == ["acting_changed a CEO [2]"])
        #expect(try changes(events, "2017-06-01", "2020-06-01") == ["returned a CEO [3, 4]"])
    }

    @Test("a vague start makes certain and a vague end makes possible")
    func certainty() throws {
        let events = [try Told.started("a", "2015"), try Told.ended("a", "2018")]
        #expect(try changes(events, "2015-06-01", "2016-06-01") == ["became_certain a CEO [1]"])
        #expect(try changes(events, "2016-06-01", "2018-06-01") == ["became_possible a CEO [2]"])
        #expect(try changes(events, "2014-06-01", "2015-06-01") == ["joined a CEO [1]"])
    }

    @Test("the undated count as undated: they neither join nor leave")
    func undated() throws {
        let events = [try Told.ended("a", "2018-01-01"), try Told.held("b", "2016-01-01")]
        #expect(
            try changes([], "2017-06-01", events, "2017-06-01") == [
                "became_undated a CEO [1]", "became_undated b CEO [2]",
            ])
        #expect(try changes(events, "2017-06-01", "2019-06-01") == ["no_longer_undated a CEO [1]"])
        #expect(try changes(events, "2015-06-01", "2016-01-01") == ["became_certain b CEO [2]"])
    }

    @Test("posts are created, fall vacant, are filled, change title and superior, and are abolished")
    func posts() throws {
        let events = [
            try Told.created("2015-01-01", post: "cto", position: "CTO", reportsTo: "CEO"),
            try Told.started("a", "2016-01-01", position: nil, post: "cto"),
            try Told.changed("2017-01-01", post: "cto", position: "Head", reportsTo: "COO"),
            try Told.ended("a", "2018-01-01", position: nil, post: "cto"),
            try Told.abolished("2019-01-01", post: "cto"),
        ]
        #expect(
            try changes(events, "2014-06-01", "2015-06-01") == [#"reorganized+became_vacant CTO post [] ["CTO"] [1]"#])
        #expect(try changes(events, "2015-06-01", "2016-06-01") == ["joined a CTO [2]", "no_longer_vacant CTO [2]"])
        #expect(
            try changes(events, "2016-06-01", "2017-06-01") == [
                #"renamed Head title ["CTO"] ["Head"] [3]"#, #"reorganized Head reports_to ["CEO"] ["COO"] [3]"#,
            ])
        #expect(try changes(events, "2017-06-01", "2018-06-01") == ["left a Head [4]", "became_vacant Head [4]"])
        #expect(try changes(events, "2018-06-01", "2019-06-01") == [#"reorganized Head post ["Head"] [] [5]"#])
    }

    @Test("a vacancy that a source states comes and goes")
    func statedVacancy() throws {
        let events = [try Told.held(.nobody, "2015-01-01/2016-01-01"), try Told.started("a", "2016-01-01")]
        #expect(try changes(events, "2014-06-01", "2015-06-01") == ["became_vacant nobody CEO [1]"])
        #expect(
            try changes(events, "2015-06-01", "2016-06-01") == ["joined a CEO [2]", "no_longer_vacant nobody CEO [1]"])
    }

    @Test("between two beliefs a line has other dates, is disputed or settled, on the events that are new")
    func beliefs() throws {
        let start = try Told.started("a", "2015-01-01")
        let other = try Told.started("a", "2015-02-01")
        let end = try Told.ended("a", "2018-01-01")
        #expect(try changes([start], "2017-06-01", [start, end], "2017-06-01") == ["dates_changed a CEO [2]"])
        #expect(try changes([start], "2019-06-01", [start, end], "2019-06-01") == ["left a CEO [2]"])
        #expect(
            try changes([start], "2017-06-01", [start, other], "2017-06-01") == [
                "dates_changed+became_disputed a CEO [2]"
            ])
        #expect(
            try changes([start, other], "2017-06-01", [start], "2017-06-01") == [
                "dates_changed+settled a CEO [] gone [2]"
            ])
        #expect(try changes([start], "2017-06-01", [], "2017-06-01") == ["left a CEO [] gone [1]"])
        #expect(try changes([start], "2017-06-01", [start, start], "2017-06-01") == ["evidence_changed a CEO [2]"])
    }

    @Test("between two beliefs another superior reorganizes, another detail is one")
    func details() throws {
        let plain = try Told.started("a", "2015-01-01", kind: .executive)
        let led = try Told.started("a", "2015-01-01", kind: .executive, reportsTo: "Chair")
        let board = try Told.started("a", "2015-01-01", kind: .board)
        #expect(try changes([plain], "2016-01-01", [led], "2016-01-01") == ["reorganized a CEO []"])
        #expect(try changes([plain], "2016-01-01", [board], "2016-01-01") == ["details_changed a CEO []"])
    }
}

extension Story {
    /// What the events say behind the charts of `o`.
    fileprivate var records: ChartRecords {
        var records = ChartRecords()
        for pair in Set(events.flatMap { Mentioned.pairs(in: $0.event) }) {
            for key in tenures(of: pair.person, in: pair.organization) { records.tenures[key.key] = key }
        }
        records.posts["o"] = PostBook(events)
        return records
    }
}
