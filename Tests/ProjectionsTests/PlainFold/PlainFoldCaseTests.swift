import Chance
import Chronology
import Testing

@testable import Events
@testable import Projections

@Suite("What is plain, and what is not")
struct PlainFoldCaseTests {
    private static let ann = PlainPair.person
    private static let acme = PlainPair.organization

    private static func rows(_ events: [Event]) throws -> [TenureRow]? {
        var fold = PlainFold()
        let pair = try PlainPair(events)
        let rows = pair.plainRows(&fold)
        if let rows { #expect(rows == pair.rows, pair.shown) }
        return rows
    }

    private static func held(_ date: String, _ position: String? = "CEO", how: StartManner? = nil) throws -> Event {
        try Told.held(ann, date, position: position, at: acme, howStarted: how)
    }

    private static func started(
        _ date: String, _ position: String? = "CEO", kind: PositionKind? = nil, acting: Bool = false
    ) throws -> Event {
        try Told.started(ann, date, position: position, kind: kind, at: acme, acting: acting)
    }

    private static func ended(_ date: String, _ position: String? = "CEO") throws -> Event {
        try Told.ended(ann, date, position: position, at: acme)
    }

    private static func successor(_ date: String) throws -> Event {
        try Told.started("bea", date, at: acme, succeeds: ann)
    }

    @Test(
        "one interval, whatever its sides",
        arguments: [
            "2001/2004", "2001-05-03/2004-06-07", "2001-05/2001", "2001/2001", "2001~/2001", "199X/2004",
            "2001/..", "2001/", "2001?/", "/2004", "../2004", "XXXX/2004", "2001/XXXX", "XXXX/..", "XXXX/", "../XXXX",
        ])
    func interval(date: String) throws {
        #expect(try Self.rows([Self.held(date)])?.count == 1)
        #expect(try Self.rows([Self.held(date, nil)])?.count == 1)
    }

    @Test(
        "a start and an end in events of their own",
        arguments: [
            ("2001", "2004"), ("2001-05-03", "2001-05-03"), ("2001", "2001"), ("XXXX", "XXXX"), ("2001", "XXXX"),
            ("2001", "[..2004]"), ("[2001..]", "2004"), ("[2001,2003]", "[2002,2005]"),
        ])
    func startAndEnd(start: String, end: String) throws {
        let events = try [Self.started(start, acting: true), Self.ended(end)]
        #expect(try Self.rows(events)?.count == 1)
        #expect(try Self.rows(events.reversed())?.count == 1)
        #expect(try Self.rows([events[0]])?.count == 1)
        #expect(try Self.rows([events[1]])?.count == 1)
    }

    @Test("a successor's start ends what nobody says ended, and is nothing by itself")
    func successors() throws {
        let open = try Self.rows([Self.started("2001"), Self.successor("2004")])
        #expect(open?.first?.flags.isEndInferred == true)
        #expect(open?.first?.startEvent == 2 && open?.first?.endEvent == 5)
        #expect(try Self.rows([Self.successor("2000-01"), Self.started("2001")])?.first?.flags.endState == .open)
        let unknown = try Self.rows([Self.held("2001/"), Self.successor("2004-05-06")])
        #expect(unknown?.first?.flags.endState == .unknown)
        #expect(try unknown?.first?.end.latest == Int32(Told.day("2004-05-06")))
        // No day is between them.
        #expect(try Self.rows([Self.held("2004-05-06/"), Self.successor("2004-05-06")])?.count == 1)
        #expect(try Self.rows([Self.successor("2004")]) == [])
        #expect(try Self.rows([Self.successor("2004"), Self.started("XXXX")])?.first?.flags.endState == .open)
    }

    @Test("several stints in one seat, and several seats")
    func several() throws {
        #expect(try Self.rows([Self.held("2001/2002"), Self.held("2004/..")])?.map(\.stint) == [0, 1])
        #expect(try Self.rows([Self.held("2001/2002"), Self.held("2002/2003")])?.count == 2)
        #expect(try Self.rows([Self.held("2001/2002"), Self.held("2002/2003", how: .reinstated)])?.count == 2)
        #expect(
            try Self.rows([
                Self.started("2004"), Self.ended("2002"), Self.held("2006/2007"), Self.started("2001"),
                Self.successor("2005"),
            ])?.map(\.flags.isEndInferred) == [false, true, false])
        #expect(try Self.rows([Self.held("2001/2002"), Self.held("2001/2002", "Chair")])?.map(\.stint) == [0, 0])
        #expect(try Self.rows([Self.held("2001/2002"), Self.held("2004/2005", "ceo")])?.map(\.stint) == [0, 1])
    }

    @Test("what more than one event says, or in more than one way, is not plain")
    func notPlain() throws {
        let started = try Self.started("2001")
        let ended = try Self.ended("2004")
        let others: [[Event]] = try [
            [Self.held("2002")],
            [started, Self.held("2002")],
            [started, Self.started("2001-05")],
            [started, ended, Self.ended("2004-05")],
            [started, Self.ended("2000")],
            [started, Self.ended("2004", nil)],
            [Self.ended("2004", nil)],
            [started, ended, Self.successor("2004")],
            [started, Self.started("2003", acting: true)],
            [Told.started(Self.ann, "2001", at: Self.acme, how: .reinstated)],
            [Told.started(Self.ann, "2001", at: Self.acme, order: 1)],
            [Told.started(Self.ann, "2001-02-03T07:00", at: Self.acme)],
            [Self.held("2001/2009"), Self.held("2004/2005")],
            [Self.held("2001/"), Self.started("2004")],
            [started, Self.started("XXXX")],
            [started, Self.ended("XXXX"), Self.successor("2004")],
        ]
        for (place, events) in others.enumerated() { #expect(try Self.rows(events) == nil, "\(place)") }
        // One seat that is not plain is enough.
        for events in others.dropFirst() {
            #expect(try Self.rows([Self.held("2001/2002", "Chair")] + events) == nil)
        }
    }

    @Test("a title that names a post is not plain")
    func titleOfPost() throws {
        let created = try Story([Told.created("2000", post: "post-1", position: "CEO", at: Self.acme)])
        var fold = PlainFold()
        let events = try [Self.held("2001/2002", "ceo")]
        #expect(try PlainPair(events, seats: SeatNames(created.events)).plainRows(&fold) == nil)
        #expect(try PlainPair(events).plainRows(&fold)?.count == 1)
    }

    @Test("a row is told by the events that made it, the later one over the earlier one")
    func details() throws {
        let pair = try PlainPair([
            Told.ended(Self.ann, "2004", position: "Ceo", kind: .board, at: Self.acme, how: .retired),
            Told.started(Self.ann, "2001", position: "CEO", at: Self.acme, how: .elected, reportsTo: "Chair"),
        ])
        var fold = PlainFold()
        let row = try #require(pair.plainRows(&fold)?.first)
        #expect(pair.terms.text(row.position) == "CEO" && pair.terms.text(row.reportsTo) == "Chair")
        #expect(row.kind == .board && row.howStarted == .elected && row.howEnded == .retired)
        #expect(row.startEvent == 5 && row.endEvent == 2 && !row.isOfInterval)
        #expect(row.seat.form == .title)
    }

    @Test("of what ledgers mostly say, nearly all is plain")
    func share() throws {
        var pairs = UsualPairs(seed: 11)
        var fold = PlainFold()
        var plain = 0
        for _ in 0..<2_000 {
            let pair = try pairs.next()
            guard let rows = pair.plainRows(&fold) else { continue }
            plain += 1
            #expect(rows == pair.rows, pair.shown)
        }
        #expect(plain >= 1_990)
    }

    @Test("days next to those that 32 bits do not hold are left to the fold")
    func farDays() throws {
        let (first, last) = (PackedDays.past + 1, PackedDays.future - 1)
        let endUnknown = try PlainPair([Self.held("2001/")])
        let onlyEnd = try PlainPair([Self.ended("2004")])
        let spells = try PlainPair([Self.held("2001/2002"), Self.held("2004/")])
        var fold = PlainFold()
        for (day, isPlain) in [(last, false), (last - 1, true), (first, true)] {
            #expect((Self.moved(endUnknown, [(\.start, day)], &fold) != nil) == isPlain)
        }
        for (day, isPlain) in [(first, false), (first + 1, true), (last, true)] {
            #expect((Self.moved(onlyEnd, [(\.end, day)], &fold) != nil) == isPlain)
        }
        for (day, isPlain) in [(last, false), (last - 1, true)] {
            #expect((Self.moved(spells, [(\.end, 30), (\.start, day)], &fold) != nil) == isPlain)
        }
    }

    /// The rows of a pair of which some bound of each record falls on another day.
    private static func moved(
        _ pair: PlainPair, _ days: [(WritableKeyPath<PositionRecord, PackedDays>, Int32)], _ fold: inout PlainFold
    ) -> [TenureRow]? {
        var records = pair.records
        for (place, (bound, day)) in days.enumerated() {
            records[place][keyPath: bound] = PackedDays(day, day)
            if bound == \.end, records[place].claims.contains(.start) { records[place].start = PackedDays(day, day) }
        }
        return pair.plainRows(&fold, records)
    }
}

/// Pairs as most ledgers have them: an interval a tenure, or its start and its end; seldom a second tenure.
private struct UsualPairs {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func next() throws -> PlainPair {
        var events: [Event] = []
        for title in ["CEO", "Chair"].prefix(chance(5) ? 2 : 1) {
            let year = Int.random(in: 1950...2015, using: &random)
            let start = date(in: year)
            let end = date(in: year + Int.random(in: 1...9, using: &random))
            let acting = chance(50)
            if !chance(4) {
                let sides = chance(5) ? start + "/.." : chance(100) ? start + "/" : start + "/" + end
                events.append(try Told.held(PlainPair.person, sides, position: title, at: "acme", acting: acting))
            } else {
                events.append(try Told.started(PlainPair.person, start, position: title, at: "acme", acting: acting))
                if !chance(5) { events.append(try Told.ended(PlainPair.person, end, position: title, at: "acme")) }
            }
        }
        return try PlainPair(events.shuffled(using: &random))
    }

    private mutating func date(in year: Int) -> String {
        let month = String("0\(Int.random(in: 1...12, using: &random))".suffix(2))
        return switch Int.random(in: 0..<100, using: &random) {
        case ..<40: "\(year)-\(month)-17"
        case ..<65: "\(year)-\(month)"
        case ..<95: "\(year)"
        default: "\(year)~"
        }
    }

    private mutating func chance(_ all: Int) -> Bool { Int.random(in: 0..<all, using: &random) == 0 }
}
