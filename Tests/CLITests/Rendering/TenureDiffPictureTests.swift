import Chronology
import Events
import Projections
import Testing

@testable import CLI

@Suite("Pictures of changed tenures")
struct TenureDiffPictureTests {
    private static func key(_ person: String, _ title: String, _ stints: [Stint], reportsTo: String? = nil) throws
        -> KeyTenures
    {
        let key = TenureKey(
            person: try #require(EntityID(person)), organization: try #require(EntityID("o")),
            seat: .title(CaseFolding.fold(title)))
        var details = StintDetails()
        details.position = title
        details.reportsTo = reportsTo
        return KeyTenures(
            key: key, tenures: SeatTenures(stints: stints, seenDays: [], intervals: []),
            details: stints.map { _ in details })
    }

    private static func stint(_ start: String, until end: String? = nil, events: [Int] = [1]) throws -> Stint {
        var stint = Stint(
            start: DayRange(try EDTF(start).strict), end: DayRange(DayRange.future, DayRange.future),
            endState: .open, kind: .permanent)
        if let end {
            stint.end = DayRange(try EDTF(end).strict)
            stint.endState = .ended
        }
        stint.events = events
        return stint
    }

    private static func lines(_ before: [KeyTenures], _ after: [KeyTenures]) -> [String] {
        let named = { (id: EntityID) in Named(id: id, name: id.text.uppercased()) }
        let diff = TenureDiff(
            TenureChange.changes(from: before, to: after), namedBefore: named, namedAfter: named)
        return TenureDiffPicture(diff).lines(fitting: nil, style: .plain, glyphs: .unicode)
    }

    @Test("each stint has a line of what it was and a line of what it is")
    func twoLines() throws {
        let before = [
            try Self.key("ann", "Chair", [Self.stint("2015")]), try Self.key("bo", "Clerk", [Self.stint("2016")]),
            try Self.key("cy", "Clerk", [Self.stint("2017")]), try Self.key("dee", "Clerk", [Self.stint("2018")]),
        ]
        let after = [
            try Self.key("ann", "Chair", [Self.stint("2015", until: "2019"), Self.stint("2021")]),
            try Self.key("cy", "Clerk", [Self.stint("2017", events: [1, 2])]),
            try Self.key("dee", "Clerk", [Self.stint("2018")], reportsTo: "Chair"),
        ]
        #expect(
            Self.lines(before, after) == [
                "O (o)", "-  ANN  Chair  since 2015", "+  ANN  Chair  since 2015, until 2019  end changed",
                "+  ANN  Chair  since 2021              new", "-  BO   Clerk  since 2016              gone",
                "=  CY   Clerk  since 2017              same, on other events", "-  DEE  Clerk  since 2018",
                "+  DEE  Clerk  since 2018              reports to Chair, was not said",
            ])
    }

    @Test("says so where nothing changed")
    func nothing() throws {
        #expect(Self.lines([], []) == ["No tenure changes."])
    }
}
