import Chance
import Chronology
import Events

@testable import Projections

/// Random events of one pair: often a tenure or two told in order, sometimes anything at all.
struct RandomPairs {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private static let titles = ["CEO", "ceo", "Chair", "Chief Technology Officer"]
    private static let posts: [EntityID] = ["post-1", "post-2"]

    /// Where the title of a post is a title that is claimed, now and then.
    mutating func seats() -> SeatNames {
        guard chance(6) else { return SeatNames() }
        let created = Event(
            .postCreated(
                PostCreated(post: "post-1", organization: PlainPair.organization, position: pick(Self.titles))))
        return SeatNames([EffectiveEvent(seq: 1, id: created.id, original: 1, event: created)])
    }

    mutating func next() throws -> PlainPair {
        var events: [Event] = []
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<3: events = (0..<Int.random(in: 1...4, using: &random)).map { _ in anything(seat()) }
        case 3: events = both()
        default: for _ in 0..<Int.random(in: 1...2, using: &random) { events += spells(seat()) }
        }
        return try PlainPair(Array(Set(events)).shuffled(using: &random), seats: seats())
    }

    // MARK: - What is told

    private struct Place {
        var position: String?
        var post: EntityID?
        var kind: PositionKind?
    }

    private mutating func seat() -> Place {
        let kind: PositionKind? = chance(3) ? pick([.board, .executive]) : nil
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return Place(post: pick(Self.posts), kind: kind)
        case 1: return Place(position: pick(Self.titles), post: pick(Self.posts), kind: kind)
        case 2: return Place(kind: kind)
        default: return Place(position: pick(Self.titles), kind: kind)
        }
    }

    /// A start, an end, and somebody's words on either, in one seat.
    private mutating func both() -> [Event] {
        let seat = self.seat()
        return [started(seat, point()), anything(seat)]
    }

    private mutating func anything(_ seat: Place) -> Event {
        switch Int.random(in: 0..<10, using: &random) {
        case 0..<2: started(seat, point())
        case 2..<4: ended(chance(8) ? Place(kind: seat.kind) : seat, point())
        case 4: started(seat, point(), isOfSuccessor: true)
        case 5: held(seat, chance(2) ? interval() : point(), isOfSuccessor: true)
        case 6: held(seat, point())
        default: held(seat, interval())
        }
    }

    /// Some stints one after the other, perhaps touching, the last one perhaps without an end.
    private mutating func spells(_ seat: Place) -> [Event] {
        var events: [Event] = []
        var year = Int.random(in: 2000...2003, using: &random)
        let count = pick([1, 1, 1, 2, 2, 3])
        for spell in 1...count {
            let start = date(in: year)
            year += Int.random(in: spell == 1 ? 0...4 : 1...4, using: &random)
            if spell == count, chance(3) {
                switch Int.random(in: 0..<5, using: &random) {
                case 0: events.append(held(seat, start + "/"))
                case 1: events.append(held(seat, start + "/.."))
                case 2: events += [started(seat, start), ended(seat, "XXXX")]
                default: events.append(started(seat, start))
                }
                if chance(3) { events.append(started(seat, date(in: year), isOfSuccessor: true)) }
            } else if chance(2) {
                events.append(held(seat, start + "/" + date(in: year)))
            } else {
                events.append(chance(4) ? held(seat, start + pick(["/..", "/"])) : started(seat, start))
                events.append(
                    chance(5) && seat.position != nil
                        ? held(seat, pick(["../", "/"]) + date(in: year)) : end(seat, date(in: year)))
            }
            year += Int.random(in: 0...3, using: &random)
        }
        return events
    }

    private mutating func end(_ seat: Place, _ date: String) -> Event {
        chance(6) ? started(seat, date, isOfSuccessor: true) : ended(seat, date)
    }

    // MARK: - Events

    private mutating func started(_ seat: Place, _ date: String, isOfSuccessor: Bool = false) -> Event {
        // A membership is another seat where its kind is another one.
        let isMembership = seat.position == nil && seat.post == nil
        return said(
            .positionStarted(
                PositionStarted(
                    person: isOfSuccessor ? "bea" : PlainPair.person, organization: PlainPair.organization,
                    position: seat.position, post: seat.post, kind: !isMembership && chance(4) ? .member : seat.kind,
                    area: area(), onBehalfOf: behalf(), how: beginning(), acting: chance(6), reportsTo: superior(),
                    succeeds: isOfSuccessor ? PlainPair.person : chance(8) ? "cem" : nil)),
            date)
    }

    private mutating func held(_ seat: Place, _ date: String, isOfSuccessor: Bool = false) -> Event {
        said(
            .positionHeld(
                PositionHeld(
                    person: isOfSuccessor ? "bea" : PlainPair.person, organization: PlainPair.organization,
                    position: seat.position, post: seat.post, kind: seat.kind, area: area(), onBehalfOf: behalf(),
                    acting: chance(6), reportsTo: superior(), succeeds: isOfSuccessor ? PlainPair.person : nil,
                    howStarted: beginning(), howEnded: chance(3) ? pick([.resigned, .retired]) : nil)),
            date)
    }

    private mutating func area() -> String? { chance(4) ? pick(["Finance", "North"]) : nil }

    private mutating func behalf() -> EntityID? { chance(6) ? pick(["core", "bolt"]) : nil }

    private mutating func superior() -> String? { chance(6) ? pick(["Chair", "dan"]) : nil }

    private mutating func beginning() -> StartManner? { chance(4) ? pick([.reinstated, .elected, .hired]) : nil }

    private mutating func ended(_ seat: Place, _ date: String) -> Event {
        said(
            .positionEnded(
                PositionEnded(
                    person: PlainPair.person, organization: PlainPair.organization, position: seat.position,
                    post: seat.post, kind: chance(4) ? .member : seat.kind,
                    how: chance(3) ? pick([.resigned, .retired]) : nil)),
            date)
    }

    /// A date that is none, such as an interval that ends before it starts, is made one that is.
    private mutating func said(_ fact: Fact, _ date: String) -> Event {
        let isHeld = fact.type == PositionHeld.type
        let read = (try? EDTF(date)) ?? (try? EDTF(isHeld ? "2001-05/2004" : "2001-05"))
        return Event(fact, date: read, order: chance(60) ? 1 : 0)
    }

    // MARK: - Dates

    /// A date of any precision in or about a year.
    private mutating func date(in year: Int) -> String {
        let month = two(Int.random(in: 1...12, using: &random))
        switch Int.random(in: 0..<16, using: &random) {
        case 0..<5: return "\(year)"
        case 5..<8: return "\(year)-\(month)"
        case 8..<13: return "\(year)-\(month)-\(two(Int.random(in: 1...28, using: &random)))"
        case 13: return "\(year)" + pick(["?", "~", "%"])
        case 14: return "\(year)-2\(Int.random(in: 1...4, using: &random))"
        default: return "\(year)-\(month)" + pick(["?", "~"])
        }
    }

    private mutating func point() -> String {
        let year = Int.random(in: 2000...2006, using: &random)
        switch Int.random(in: 0..<14, using: &random) {
        case 0: return "XXXX"
        case 1: return "[..\(date(in: year))]"
        case 2: return "[\(date(in: year))..]"
        case 3: return "[\(year),\(year + 2)]"
        case 4: return "200X"
        case 5: return chance(4) ? "\(year)-03-04T07:00+08:00" : "\(year)-03-04"
        default: return date(in: year)
        }
    }

    private mutating func interval() -> String {
        let year = Int.random(in: 2000...2005, using: &random)
        let (first, last) = (date(in: year), date(in: year + Int.random(in: 0...3, using: &random)))
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return first + "/"
        case 1: return first + "/.."
        case 2: return "/" + last
        case 3: return "../" + last
        case 4: return "XXXX/" + last
        case 5: return first + "/XXXX"
        case 6: return pick(["XXXX/", "XXXX/..", "../XXXX", "XXXX/XXXX"])
        default: return first + "/" + last
        }
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    // MARK: - Choices

    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    private mutating func chance(_ all: Int) -> Bool { Int.random(in: 0..<all, using: &random) == 0 }
}
