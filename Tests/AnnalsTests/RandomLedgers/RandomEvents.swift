import Chronology
import Events

/// Random facts and evidence about a small world, the same for the same seed.
struct RandomEvents {
    static let people: [EntityID] = ["ann", "bea", "cem", "dan", "eve"]
    static let organizations: [EntityID] = ["acme", "bolt", "core"]
    static let posts: [EntityID] = ["post-1", "post-2"]
    static let sources: [EntityID] = ["paper", "report", "letter"]
    private static let titles = ["CEO", "ceo", "Chief Executive", "Chair", "CTO"]

    var random: SeededRandom
    /// The events given so far, in order.
    private(set) var given: [Event] = []

    init(seed: UInt64) {
        random = SeededRandom(state: seed)
    }

    /// The events that introduce everybody and everything.
    mutating func introductions() -> [Event] {
        let posts = Self.posts.map { post in
            Event(
                .postCreated(
                    PostCreated(
                        post: post, organization: pick(Self.organizations), position: pick(Self.titles),
                        names: [AlternateName(name: pick(Self.titles))])),
                date: date())
        }
        let events =
            Self.people.map { Told.person($0) } + Self.organizations.map { Told.organization($0) } + posts
            + zip(Self.sources, [2001, 2005, nil]).map { source, year in
                Event(
                    .sourceAdded(
                        SourceAdded(
                            source: source, title: "Source \(source)", published: year.flatMap { try? EDTF("\($0)") })))
            }
        given += events
        return events
    }

    /// A batch of one to four events, some of which speak of earlier ones.
    mutating func batch() -> [Event] {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
            let event = chance(1, in: 3) ? evidence() : fact()
            given.append(event)
            return event
        }
    }

    /// Forgets the last events: they were refused.
    mutating func takeBack(_ count: Int) { given.removeLast(count) }

    // MARK: Facts

    mutating func fact() -> Event {
        let fact: Fact
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6: fact = .positionStarted(started())
        case 6..<9: fact = .positionEnded(ended())
        case 9..<12: return said(.positionHeld(held()), on: heldDate())
        case 12: fact = .personBorn(PersonBorn(person: pick(Self.people)))
        case 13: fact = .personDied(PersonDied(person: pick(Self.people)))
        case 14:
            fact = .organizationFounded(OrganizationFounded(organization: pick(Self.organizations)))
        case 15: fact = .organizationDissolved(OrganizationDissolved(organization: pick(Self.organizations)))
        case 16: fact = .personRenamed(PersonRenamed(person: pick(Self.people), name: "Name \(given.count)"))
        case 17: fact = .postChanged(changed())
        case 18: fact = .postAbolished(PostAbolished(post: pick(Self.posts), organization: pick(Self.organizations)))
        default:
            let (moved, parent) = two(of: Self.organizations)
            fact = .organizationTransferred(OrganizationTransferred(organization: moved, parent: parent))
        }
        return said(fact, on: date())
    }

    /// No two events say the same: each has its number as a note.
    private mutating func said(_ fact: Fact, on date: EDTF?) -> Event {
        let count = chance(1, in: 2) ? 0 : Int.random(in: 1...2, using: &random)
        return Event(
            fact, date: date, order: chance(1, in: 6) ? Int.random(in: 1...2, using: &random) : 0,
            sources: Self.sources.shuffled(using: &random).prefix(count).map { Citation(source: $0) },
            note: "event \(given.count), \(random.next())")
    }

    private mutating func seat() -> (position: String?, post: EntityID?, kind: PositionKind?) {
        let kind: PositionKind? = chance(1, in: 3) ? pick([.board, .executive]) : nil
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return (nil, pick(Self.posts), kind)
        case 1: return (nil, nil, kind)
        default: return (pick(Self.titles), nil, kind)
        }
    }

    private mutating func started() -> PositionStarted {
        let (position, post, kind) = seat()
        let (person, predecessor) = two(of: Self.people)
        return PositionStarted(
            person: person, organization: pick(Self.organizations), position: position, post: post, kind: kind,
            how: chance(1, in: 5) ? .reinstated : nil, acting: chance(1, in: 5),
            succeeds: chance(1, in: 4) ? predecessor : nil)
    }

    private mutating func ended() -> PositionEnded {
        let (position, post, kind) = chance(1, in: 4) ? (nil, nil, chance(1, in: 2) ? .board : nil) : seat()
        return PositionEnded(
            person: pick(Self.people), organization: pick(Self.organizations), position: position, post: post,
            kind: kind)
    }

    private mutating func held() -> PositionHeld {
        let (position, post, kind) = seat()
        let (person, predecessor) = two(of: Self.people)
        return PositionHeld(
            person: person, organization: pick(Self.organizations), position: position, post: post, kind: kind,
            acting: chance(1, in: 5), succeeds: chance(1, in: 5) ? predecessor : nil)
    }

    private mutating func changed() -> PostChanged {
        PostChanged(
            post: pick(Self.posts), organization: pick(Self.organizations),
            position: chance(1, in: 2) ? pick(Self.titles) : nil, names: [AlternateName(name: pick(Self.titles))])
    }

    // MARK: Dates

    private mutating func date() -> EDTF? {
        let year = Int.random(in: 2000...2012, using: &random)
        let month = CivilMonth.text(Int.random(in: 1...12, using: &random))
        let day = CivilMonth.text(Int.random(in: 1...28, using: &random))
        let text =
            switch Int.random(in: 0..<12, using: &random) {
            case 0: "\(year)"
            case 1: "\(year)~"
            case 2: "\(year)-\(month)"
            case 3: "[..\(year)-\(month)]"
            case 4: "[\(year)-\(month)..]"
            case 5: "[\(year)-\(month)-\(day)..\(year + 1)]"
            case 6: "XXXX"
            case 7: "\(year)-\(month)-\(day)T07:00+08:00"
            default: "\(year)-\(month)-\(day)"
            }
        return try? EDTF(text)
    }

    private mutating func heldDate() -> EDTF? {
        let year = Int.random(in: 2000...2010, using: &random)
        let text =
            switch Int.random(in: 0..<6, using: &random) {
            case 0: "\(year)/.."
            case 1: "\(year)/"
            case 2: "/\(year)"
            case 3: "\(year)-05-01/\(year + 2)"
            case 4: "\(year)-03-01"
            default: "\(year)"
            }
        return try? EDTF(text)
    }

    // MARK: Evidence

    private mutating func evidence() -> Event {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: return distrust()
        case 1, 2: return merge()
        case 3...6: return sourcedRetraction(of: pick(given))
        default: return correction()
        }
    }

    mutating func retraction(of event: Event) -> Event {
        Told.retracted(event, "retraction \(given.count), \(random.next())")
    }

    /// A retraction that, now and then, rests on a source itself.
    ///
    /// One of distrust never does, as it is not weighed by distrust.
    private mutating func sourcedRetraction(of event: Event) -> Event {
        switch event.fact {
        case .sourceDistrusted, .eventRetracted: retraction(of: event)
        default: sourced(retraction(of: event))
        }
    }

    /// Evidence that, now and then, rests on a source itself.
    private mutating func sourced(_ event: Event) -> Event {
        chance(1, in: 4) ? event.with(sources: [Citation(source: pick(Self.sources))]) : event
    }

    /// A correction of a fact or of a correction; of other evidence a retraction.
    mutating func correction() -> Event {
        let target = pick(given)
        switch target.fact {
        case .eventCorrected, .positionStarted, .positionEnded, .positionHeld, .personBorn, .personDied, .personRenamed,
            .organizationFounded, .organizationTransferred, .postChanged:
            return sourced(Told.corrected(target, fact()))
        default:
            return retraction(of: target)
        }
    }

    mutating func distrust() -> Event { distrust(of: pick(Self.sources)) }

    mutating func distrust(of source: EntityID) -> Event {
        Event(.sourceDistrusted(SourceDistrusted(source: source, reason: "\(random.next())")))
    }

    mutating func merge() -> Event {
        let (from, into) = two(
            of: pick([Self.people, Self.people, Self.organizations, Self.posts, Self.sources]))
        return sourced(Event(.entityMerged(EntityMerged(from: from, into: into)), note: "\(random.next())"))
    }

    // MARK: Choices

    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    private mutating func two(of ids: [EntityID]) -> (EntityID, EntityID) {
        let shuffled = ids.shuffled(using: &random)
        return (shuffled[0], shuffled[1])
    }

    private mutating func chance(_ chances: Int, in all: Int) -> Bool {
        Int.random(in: 1...all, using: &random) <= chances
    }
}

private enum CivilMonth {
    static func text(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A counter, each value of which is mixed until its bits look random: small, and the same everywhere.
struct SeededRandom: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        let once = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        let twice = (once ^ (once >> 27)) &* 0x94D0_49BB_1331_11EB
        return twice ^ (twice >> 31)
    }
}
