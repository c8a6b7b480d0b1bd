import Chronology
import Events
import Projections
import Testing

@Suite("Post histories")
struct PostHistoryTests {
    private func lines(_ events: [Event], seat: Seat = .title("ceo"), today: String = "2024-01-01") throws -> [String] {
        let story = Story(events)
        let people = Set(story.events.flatMap { Mentioned.pairs(in: $0.event) }.map(\.person)).sorted()
        let history = PostHistory(
            of: seat, in: Named(id: "o", name: "o"),
            keys: people.flatMap { story.tenures(of: $0) }.filter { $0.key.seat == seat },
            post: PostBook(story.events)[seat], today: CivilDay(number: try Told.day(today)),
            named: { Named(id: $0, name: $0.text) })
        return history.lines.map { line in
            switch line {
            case .tenure(let tenure): tenure.person.name
            case .gap(let gap): gap.end == nil ? "empty since" : "empty"
            }
        }
    }

    @Test("holders come in order, and a time in which surely nobody held the seat is a gap")
    func gaps() throws {
        let events = [
            try Told.started("b", "2018-01-01"), try Told.started("a", "2015"), try Told.ended("a", "2017-06-01"),
        ]
        #expect(try lines(events) == ["a", "empty", "b"])
    }

    @Test("where one may have followed the other at once there is no gap")
    func possibleHandover() throws {
        let events = [
            try Told.started("b", "2017"), try Told.started("a", "2015"), try Told.ended("a", "2017-06-01"),
        ]
        #expect(try lines(events) == ["a", "b"])
    }

    @Test("a gap begins only when everyone is gone")
    func overlap() throws {
        let events = [
            try Told.started("a", "2010-01-01"), try Told.ended("a", "2020-01-01"),
            try Told.started("b", "2012-01-01"), try Told.ended("b", "2013-01-01"),
            try Told.started("c", "2014-01-01"), try Told.ended("c", "2015-01-01"),
        ]
        #expect(try lines(events) == ["a", "b", "c"])
    }

    @Test("a post that stands and that the last holder has left is empty since then")
    func emptySince() throws {
        let events = [
            try Told.created("2010", position: "CEO"), try Told.started("a", "2015"), try Told.ended("a", "2017-06-01"),
        ]
        #expect(try lines(events) == ["a", "empty since"])
        #expect(try lines(events + [Told.abolished("2017-06-01", position: "CEO")]) == ["a"])
        // Of a title that no post event speaks of it is not said that it goes on.
        #expect(try lines(Array(events.dropFirst())) == ["a"])
        #expect(try lines(events, today: "2017-01-01") == ["a"])
    }

    @Test("an end that is unknown leaves no gap")
    func unknownEnd() throws {
        #expect(try lines([try Told.held("a", "2010/"), try Told.started("b", "2018-01-01")]) == ["a", "b"])
    }

    @Test("a vacancy that a source states stands where it belongs")
    func statedVacancy() throws {
        let events = [
            try Told.held("a", "2010-01-01/2012-01-01"), try Told.held(.nobody, "2012-01-01/2014-01-01"),
            try Told.held("b", "2014-01-01/2016-01-01"),
        ]
        #expect(try lines(events) == ["a", "nobody", "b"])
    }

    @Test("a gap that a stated vacancy can overlap is not told twice, another one is told")
    func statedAndComputed() throws {
        let events = [
            try Told.held("a", "2010-01-01/2012-01-01"), try Told.held(.nobody, "2012/2014"),
            try Told.held("b", "2014-01-01/2016-01-01"), try Told.held("c", "2017-01-01/2018-01-01"),
        ]
        #expect(try lines(events) == ["a", "nobody", "b", "empty", "c"])
        let before = [
            try Told.held(.nobody, "2009-01-01/2010-01-01"), try Told.held("a", "2010-01-01/2012-01-01"),
            try Told.held("b", "2014-01-01/2016-01-01"),
        ]
        #expect(try lines(before) == ["nobody", "a", "empty", "b"])
    }

    @Test("a gap begins where a stated vacancy ends, and never beside it")
    func gapAfterVacancy() throws {
        let a = try Told.held("a", "2010-01-01/2012-01-01")
        let b = try Told.started("b", "2016-01-01")
        #expect(try lines([a, Told.held(.nobody, "2012-01-01/2013-01-01"), b]) == ["a", "nobody", "empty", "b"])
        #expect(try lines([a, Told.held(.nobody, "2013-01-01/2016-01-01"), b]) == ["a", "empty", "nobody", "b"])
        #expect(try lines([a, Told.held(.nobody, "2012-01-01/.."), b]) == ["a", "nobody", "b"])
        let later = [try Told.ended("b", "2017-01-01"), try Told.started("c", "2018-01-01")]
        #expect(
            try lines([a, Told.held(.nobody, "2012-01-01/.."), b] + later) == ["a", "nobody", "b", "empty", "c"])
    }

    @Test("a stint that nothing dates the start of stands before the one that followed in the same month")
    func undatedStartFirst() throws {
        let story = Story([try Told.ended("a", "2023-11", order: 1), try Told.started("a", "2023-11", order: 2)])
        let history = PersonHistory(
            of: Named(id: "a", name: "a"), directory: nil, at: nil, keys: story.tenures(of: "a"), events: [],
            today: CivilDay(number: try Told.day("2024-01-01")), titles: { _ in nil },
            named: { Named(id: $0, name: $0.text) })
        #expect(history.tenures.map { $0.stint.start.earliest > DayRange.past } == [false, true])
    }
}
