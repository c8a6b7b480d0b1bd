import Chronology
import Events
import Testing

@testable import Projections

@Suite("Check: more holders than seats")
struct TwoHoldersCheckTests {
    private static func crowds(_ events: Event...) throws -> [TooManyHolders] {
        TwoHoldersCheck.findings(in: Story(events).checked()).compactMap { finding in
            if case .twoHolders(let crowd) = finding.fault { return crowd }
            return nil
        }
    }

    @Test("two certain holders of a post with one seat are a fault from the first day to the last on which both are")
    func two() throws {
        let crowds = try Self.crowds(
            Told.post("CEO", seats: 1), Told.held("a", "2001-01-01/2003-01-01"), Told.held("b", "2002-06-01/2004-01-01")
        )
        #expect(crowds.map(\.holders) == [["a", "b"]])
        #expect(crowds.first?.days.first?.description == "2002-06-01")
        #expect(crowds.first?.days.last.description == "2002-12-31")
        #expect(crowds.first?.days.lasts == false)
    }

    @Test("a handover on one day, one that may have been in time, and a post with two seats are none")
    func possible() throws {
        #expect(
            try Self.crowds(
                Told.post("CEO", seats: 1), Told.held("a", "2001-01-01/2003-01-01"),
                Told.held("b", "2003-01-01/2004-01-01")
            ).isEmpty)
        #expect(
            try Self.crowds(
                Told.post("CEO", seats: 1), Told.held("a", "2001-01-01/2003"), Told.held("b", "2003/2004-06-01")
            ).isEmpty)
        #expect(
            try Self.crowds(
                Told.post("CEO", seats: 2), Told.held("a", "2001-01-01/2003-01-01"),
                Told.held("b", "2002-06-01/2004-01-01")
            ).isEmpty)
    }

    @Test("where no source says how many can hold it, two are no fault")
    func unknownSeats() throws {
        #expect(
            try Self.crowds(
                Told.held("a", "2001-01-01/2003-01-01"), Told.held("b", "2002-06-01/2004-01-01")
            ).isEmpty)
    }

    @Test("three in a post with two seats are told together with the most at once")
    func three() throws {
        let crowds = try Self.crowds(
            Told.post("CEO", seats: 2), Told.held("a", "2001/2009"), Told.held("b", "2001/2009"),
            Told.held("c", "2003/2005"))
        #expect(crowds.map(\.most) == [3])
        #expect(crowds.first?.seats == 2)
    }

    @Test("somebody certain while the post is said to be vacant is a fault; before and after it is none")
    func vacancy() throws {
        let crowds = try Self.crowds(
            Told.held("a", "2001-01-01/2003-01-01"), Told.held(.nobody, "2002-01-01/2002-03-01"))
        #expect(crowds.map(\.isSaidVacant) == [true])
        #expect(crowds.first?.days.first?.description == "2002-01-01")
        #expect(crowds.first?.days.last.description == "2002-02-28")
        #expect(
            try Self.crowds(
                Told.held("a", "2001-01-01/2002-01-01"), Told.held(.nobody, "2002-01-01/2002-03-01")
            ).isEmpty)
    }

    @Test("one of two seats said to be vacant leaves room for one holder, not for two")
    func vacantSeat() throws {
        let vacant = try Told.held(.nobody, "2002/2004")
        let (a, b) = try (Told.held("a", "2001/2006"), Told.held("b", "2001/2006"))
        #expect(try Self.crowds(Told.post("CEO", seats: 2), vacant, a).isEmpty)
        #expect(try Self.crowds(Told.post("CEO", seats: 2), vacant, a, b).map(\.isSaidVacant) == [true])
    }

    @Test("nothing is told of the days after today")
    func future() throws {
        let events = try [
            Told.post("CEO", seats: 1), Told.started("a", "2001-01-01"), Told.started("b", "2010-01-01"),
        ]
        let before = CivilDay(number: try Told.day("2009-12-31"))
        #expect(TwoHoldersCheck.findings(in: Story(events).checked(today: before)) == [])
        let on = TwoHoldersCheck.findings(in: Story(events).checked(today: before.advanced(by: 1)))
        #expect(on.count == 1)
    }

    @Test("the spans of days that are too crowded are those that counting day by day finds", arguments: 1...40)
    func sweep(seed: UInt64) {
        var random = WorldRandom(state: seed)
        let present = (0..<Int.random(in: 1...5, using: &random)).map { _ -> [Range<Int>] in
            (0..<Int.random(in: 0...3, using: &random)).map { _ in
                let first = Int.random(in: 0..<20, using: &random)
                return first..<Int.random(in: first..<21, using: &random)
            }.united
        }
        for allowed in 0...3 {
            var expected: [Int: Int] = [:]
            for day in 0..<21 {
                let count = present.filter { $0.contains { $0.contains(day) } }.count
                if count > allowed { expected[day] = count }
            }
            let found = TwoHoldersCheck.crowded(present, allowed)
            let days = found.flatMap { Array($0.days) }
            #expect(days == expected.keys.sorted(), "\(present), \(allowed)")
            for (span, most) in found { #expect(most == span.compactMap { expected[$0] }.max()) }
            for (first, second) in zip(found, found.dropFirst()) {
                #expect(first.days.upperBound < second.days.lowerBound)
            }
        }
    }
}
