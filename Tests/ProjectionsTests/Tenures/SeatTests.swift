import Events
import Projections
import Testing

/// Which claims belong to which seat: posts, titles, kinds, ends without a seat, successors (R1 and "Claims").
@Suite("Seats")
struct SeatTests {
    private func seats(_ events: [Event], of person: EntityID = "a") -> [String] {
        let story = Story(events)
        let keys = story.tenures(of: person)
        #expect(
            Story(events.reversed()).tenures(of: person).map(\.tenures.withoutEvents)
                == keys.map(\.tenures.withoutEvents))
        return keys.map { "\($0.key.seat.key) \($0.tenures.bounds.joined(separator: ", "))" }
    }

    @Test("a title is one seat however it is written")
    func titles() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "Chief  Executive"),
            try Told.ended("a", "2016-01-01", position: "chief executive"),
        ]
        #expect(seats(events) == ["title:chief executive 2015-01-01 to 2016-01-01"])
    }

    @Test("a key is read back, also of a title that begins with a combining or a half-width mark")
    func keysOfMarks() {
        for title in ["ceo", "a: b", "", "\u{323}chief", "\u{FF9F}chief", "\u{200D}chief"] {
            #expect(Seat(key: Seat.title(title).key) == .title(title))
        }
        #expect(Seat(key: "other:ceo") == nil)
    }

    @Test("a title that a post goes by is the post's seat, before and after the post was created")
    func postNames() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "Tech Chief"),
            try Told.created("2010", post: "cto", position: "CTO", names: ["tech chief"]),
            try Told.ended("a", "2016-01-01", position: nil, post: "cto"),
        ]
        #expect(seats(events) == ["post:cto 2015-01-01 to 2016-01-01"])
    }

    @Test("a title that two posts share stays a title")
    func sharedTitle() throws {
        let events = [
            try Told.created("2010", post: "seat-1", position: "Director"),
            try Told.created("2010", post: "seat-2", position: "Director"),
            try Told.started("a", "2015-01-01", position: "Director"),
            try Told.started("a", "2016-01-01", position: nil, post: "seat-2"),
        ]
        #expect(seats(events) == ["post:seat-2 2016-01-01 to open", "title:director 2015-01-01 to open"])
    }

    @Test("a post without an id gathers its names under its title")
    func titledPost() throws {
        let events = [
            try Told.created("2010", position: "CTO", names: ["Chief Technologist"]),
            try Told.started("a", "2015-01-01", position: "chief technologist"),
        ]
        #expect(seats(events) == ["title:cto 2015-01-01 to open"])
    }

    @Test("a post event by title speaks of the post that goes by it, and does not make two seats of one")
    func postEventsByTitle() throws {
        let events = [
            try Told.created("2010", post: "cto", position: "CTO", names: ["Chief Technologist"]),
            try Told.changed("2016", position: "CTO", reportsTo: "COO"),
            try Told.started("a", "2015-01-01", position: "CTO"),
            try Told.abolished("2018-01-01", position: "chief technologist"),
        ]
        #expect(seats(events) == ["post:cto 2015-01-01 to 2018-01-01"])
        let book = PostBook(Story(events).events)
        #expect(book.posts.map(\.seat) == [.post("cto")])
        #expect(book.posts.first?.abolished?.bounds.earliest?.description == "2018-01-01")
        #expect(book.posts.first?.superiors(at: try WorldMoment("2017-01-01").time) == ["COO"])
    }

    @Test("of posts without ids too, one title names one seat")
    func titledPostEvents() throws {
        let events = [
            try Told.created("2010", position: "CTO", names: ["Chief Technologist"]),
            try Told.changed("2016", position: "Chief Technologist", reportsTo: "COO"),
            try Told.started("a", "2015-01-01", position: "Chief Technologist"),
            try Told.abolished("2018-01-01", position: "Chief Technologist"),
        ]
        #expect(seats(events) == ["title:cto 2015-01-01 to 2018-01-01"])
    }

    @Test("a post's creation bounds the starts in its seat, its abolition closes them")
    func postLimits() throws {
        let events = [
            try Told.created("2014-06-01", post: "cto"), try Told.abolished("2018-01-01", post: "cto"),
            try Told.started("a", "2014", position: nil, post: "cto"), try Told.started("a", "2014", position: "CEO"),
        ]
        #expect(
            seats(events) == [
                "post:cto [2014-06-01..2014-12-31] to 2018-01-01", "title:ceo [2014-01-01..2014-12-31] to open",
            ])
    }

    @Test("without title and post the kind is the seat")
    func kinds() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: nil, kind: .board),
            try Told.started("a", "2016-01-01", position: nil),
        ]
        #expect(seats(events) == ["kind: 2016-01-01 to open", "kind:board 2015-01-01 to open"])
    }

    @Test("an end without a seat ends every seat that is possible just before it")
    func seatlessEnd() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "CEO"),
            try Told.started("a", "2016-01-01", position: "Chair", kind: .board),
            try Told.started("a", "2014-01-01", position: "CFO"), try Told.ended("a", "2015-01-01", position: "CFO"),
            try Told.started("a", "2019-01-01", position: "Advisor"),
            try Told.ended("a", "2018-01-01", position: nil),
        ]
        #expect(
            seats(events) == [
                "title:advisor 2019-01-01 to open", "title:ceo 2015-01-01 to 2018-01-01",
                "title:cfo 2014-01-01 to 2015-01-01", "title:chair 2016-01-01 to 2018-01-01",
            ])
    }

    @Test("with a kind it ends only seats of that kind")
    func seatlessEndOfAKind() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "CEO", kind: .executive),
            try Told.started("a", "2016-01-01", position: "Chair", kind: .board),
            try Told.ended("a", "2018-01-01", position: nil, kind: .board),
        ]
        #expect(seats(events) == ["title:ceo 2015-01-01 to open", "title:chair 2016-01-01 to 2018-01-01"])
    }

    @Test("an end without a seat makes a tenure only if nothing matches")
    func seatlessEndAlone() throws {
        #expect(seats([try Told.ended("a", "2018-01-01", position: nil)]) == ["kind: [..2017-12-31] to 2018-01-01"])
        let other = [
            try Told.started("a", "2019-01-01", position: "CEO"),
            try Told.ended("a", "2018-01-01", position: nil, kind: .board),
        ]
        #expect(seats(other) == ["kind:board [..2017-12-31] to 2018-01-01", "title:ceo 2019-01-01 to open"])
    }

    @Test("an undated end without a seat makes the open tenures end unknown")
    func undatedSeatlessEnd() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "CEO"), try Told.ended("a", "XXXX", position: nil),
        ]
        #expect(seats(events) == ["title:ceo 2015-01-01 to [2015-01-02..]"])
    }

    @Test("a successor ends the predecessor's tenure in the same seat, and only there")
    func successor() throws {
        let events = [
            try Told.started("a", "2015-01-01", position: "CEO"),
            try Told.started("a", "2015-01-01", position: "Chair"),
            try Told.started("b", "2018-01-01", position: "CEO", succeeds: "a"),
        ]
        #expect(seats(events) == ["title:ceo 2015-01-01 to 2018-01-01", "title:chair 2015-01-01 to open"])
        #expect(seats(events, of: "b") == ["title:ceo 2018-01-01 to open"])
    }

    @Test("who is said to be succeeded has no tenure for that alone")
    func successorOfNobodyKnown() throws {
        #expect(seats([try Told.started("b", "2018-01-01", succeeds: "a")]) == [])
    }

    @Test("a successor who was only seen had taken over by then")
    func seenSuccessor() throws {
        let events = [
            try Told.started("a", "2015-01-01"), try Told.held("b", "2018-06-01", succeeds: "a"),
        ]
        #expect(seats(events) == ["title:ceo 2015-01-01 to [2015-01-01..2018-06-01]"])
        let interval = [
            try Told.started("a", "2015-01-01"), try Told.held("b", "2018/2019", succeeds: "a"),
        ]
        #expect(seats(interval) == ["title:ceo 2015-01-01 to [2018-01-01..2018-12-31]"])
    }

    @Test("what position.held claims depends on how its date is written")
    func heldDates() throws {
        #expect(seats([try Told.held("a", "2015-01-01/..")]) == ["title:ceo 2015-01-01 to open"])
        #expect(seats([try Told.held("a", "2015-01-01/")]) == ["title:ceo 2015-01-01 to [2015-01-02..]"])
        #expect(seats([try Told.held("a", "/2015-01-03")]) == ["title:ceo [..2015-01-02] to 2015-01-03"])
        #expect(seats([try Told.held("a", "../2015-01-03")]) == ["title:ceo [..2015-01-02] to 2015-01-03"])
        #expect(
            seats([try Told.held("a", "2015-01-01/2016-01-01")]) == ["title:ceo 2015-01-01 to 2016-01-01"])
        #expect(seats([try Told.held("a", "2015-01-01")]) == ["title:ceo [..2015-01-01] to [2015-01-02..]"])
    }

    @Test("a seat's key is read back as the seat")
    func keys() {
        for seat: Seat in [.post("cto"), .title("chief: of staff"), .membership(.board), .membership(nil)] {
            #expect(Seat(key: seat.key) == seat)
        }
        for text in ["", "post:", "post:No Slug", "kind:emperor", "rank:1"] { #expect(Seat(key: text) == nil) }
    }

    @Test("details are those of the stint's own events, the last recorded standing")
    func details() throws {
        let story = Story([
            try Told.started("a", "2015-01-01", position: "ceo", kind: .executive, how: .hired, reportsTo: "board"),
            try Told.started("a", "2015", position: "C.E.O.", how: .appointed),
            try Told.started("a", "2015", position: "CEO"),
            try Told.ended("a", "2018", position: "CEO", how: .resigned),
            try Told.started("b", "2018", position: "CEO", kind: .member, succeeds: "a"),
        ])
        let key = try #require(story.tenures(of: "a").first { $0.key.seat == .title("ceo") })
        #expect(key.details.map(\.position) == ["CEO"])
        #expect(key.details.map(\.kind) == [.executive])
        #expect(key.details.map(\.howStarted) == [.hired])
        #expect(key.details.map(\.howEnded) == [.resigned])
        #expect(key.details.map(\.reportsTo) == ["board"])
    }
}
