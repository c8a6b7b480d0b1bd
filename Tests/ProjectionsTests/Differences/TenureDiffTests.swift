import Events
import Projections
import Testing

@Suite("What changed in tenures")
struct TenureDiffTests {
    private func diff(_ before: [Event], _ after: [Event]) throws -> [String] {
        let (old, new) = (try keys(before), try keys(after))
        let named = { (id: EntityID) in Named(id: id, name: id.text) }
        let diff = TenureDiff(TenureChange.changes(from: old, to: new), namedBefore: named, namedAfter: named)
        return diff.sections.flatMap { section in
            section.lines.map { line in
                let kinds = line.kinds.map(\.rawValue).joined(separator: " ")
                return
                    "\(section.organization.id) \(line.shown?.person.id.text ?? "") \(line.shown?.title ?? ""): \(kinds)"
            }
        }
    }

    /// The tenures of every pair.
    private func keys(_ events: [Event]) throws -> [KeyTenures] {
        let story = Story(events)
        return Set(story.events.flatMap { Mentioned.pairs(in: $0.event) }).sorted().flatMap {
            story.tenures(of: $0.person, in: $0.organization)
        }
    }

    @Test("a stint is added and gone")
    func addedAndGone() throws {
        let events = [try Told.started("a", "2015")]
        #expect(try diff([], events) == ["o a CEO: added"])
        #expect(try diff(events, []) == ["o a CEO: gone"])
        #expect(try diff(events, events) == [])
    }

    @Test("an end that comes is a changed end of the same stint")
    func end() throws {
        let start = try Told.started("a", "2015")
        let end = try Told.ended("a", "2018")
        #expect(try diff([start], [start, end]) == ["o a CEO: end_changed"])
        #expect(try diff([start, end], [start]) == ["o a CEO: end_changed"])
    }

    @Test("a return is a stint added, and the first one stays out of it")
    func laterStint() throws {
        let first = [try Told.started("a", "2015"), try Told.ended("a", "2018")]
        let second = [try Told.started("a", "2020")]
        #expect(try diff(first, first + second) == ["o a CEO: added"])
        #expect(try diff(second, first + second).filter { $0.hasSuffix("added") }.count == 1)
    }

    @Test("a corrected start is a changed start, however far it moves")
    func start() throws {
        #expect(
            try diff([try Told.held("a", "2010/2012")], [try Told.held("a", "2020/2021")]) == [
                "o a CEO: start_changed end_changed"
            ])
    }

    @Test("sources that disagree make a stint disputed, and back")
    func disputed() throws {
        let first = try Told.started("a", "2015-01-01")
        let other = try Told.started("a", "2016-01-01")
        #expect(try diff([first], [first, other]) == ["o a CEO: start_changed became_disputed"])
        #expect(try diff([first, other], [first]) == ["o a CEO: start_changed settled"])
    }

    @Test("what else a source says, sightings, and another event that says the same are told apart")
    func others() throws {
        let plain = try Told.started("a", "2015-01-01", position: "CTO")
        let detailed = try Told.started("a", "2015-01-01", position: "CTO", reportsTo: "CEO")
        #expect(try diff([plain], [detailed]) == ["o a CTO: details_changed"])
        #expect(try diff([plain], [plain, plain]) == ["o a CTO: evidence_changed"])
        let seen = try Told.held("a", "2016-01-01", position: "CTO")
        #expect(try diff([plain], [plain, seen]) == ["o a CTO: sightings_changed"])
        let acting = try Told.started("a", "2015-01-01", position: "CTO", acting: true)
        #expect(try diff([plain], [acting]) == ["o a CTO: acting_changed"])
    }

    @Test("organizations and people stand in order")
    func order() throws {
        let after = [
            try Told.started("b", "2015", at: "p"), try Told.started("b", "2015"), try Told.started("a", "2016"),
        ]
        #expect(try diff([], after) == ["o a CEO: added", "o b CEO: added", "p b CEO: added"])
    }
}
