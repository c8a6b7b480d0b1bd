import Annals

/// What is meant by a tenure: who held what, where, from when until when, and how sources tell those days.
package struct Tenure: Sendable {
    /// What becomes of it.
    package enum End: Hashable, Sendable {
        case told(Int, Telling)
        /// It goes on, for all that anybody says.
        case open
        /// It is over, and nobody says when.
        case unknown
    }

    package enum Position: Hashable, Sendable {
        /// A title of ``Titles``.
        case title(Int)
        case post(Int)
    }

    let index: Int
    package let organization: Int
    package let person: Int
    package let position: Position
    package let start: (day: Int, telling: Telling)
    package let end: End
    /// Whether one event tells all of it, or two its start and its end.
    let isHeld: Bool

    /// The last day of it that is known of.
    package var lastDay: Int {
        switch end {
        case .told(let day, _): day
        case .open: Time.last
        case .unknown: start.day
        }
    }
}

/// The days of world time that workloads speak of, as numbers of civil days.
package enum Time {
    /// 1900-01-01.
    static let first = day(1900, 1, 1)
    /// 2025-12-31.
    static let last = day(2025, 12, 31)
    /// From here on some tenures are open.
    static let recent = day(2005, 1, 1)

    package static func day(_ year: Int, _ month: Int, _ dayOfMonth: Int) -> Int {
        CivilDay(year: year, month: month, day: dayOfMonth)?.number ?? 0
    }
}

extension Plan {
    /// The tenure of an index. The same every time, and independent of all others.
    package func tenure(_ index: Int) -> Tenure {
        let slot = slots(index)
        let person = shares.person(ofSlot: slot)
        let own = shares.slots(of: person)
        let organization = sizes.organization(of: index)
        var draw = Draw(seed, .tenure, index)
        var career = Draw(seed, .person, person)
        let isHeld = tellings(index) < counts.held

        // A career lies within forty years; turned back at both ends of time it leaves starts evenly spread.
        var start = Time.first + career.below(Time.last - Time.first + 1) + draw.within(-7_300...7_300)
        if start < Time.first { start = 2 * Time.first - start }
        if start > Time.last { start = 2 * Time.last + 1 - start }

        let naturalEnd = start + Self.length(&draw)
        var end: Int? = naturalEnd
        if organization == 0 {
            if naturalEnd > Time.last { end = nil }
        } else if draw.chance(start >= Time.recent ? 430 : 10) {
            end = nil
        } else if naturalEnd > Time.last {
            end = start + 60 < Time.last ? start + 30 + draw.below(Time.last - start - 30) : nil
        }

        var telling = Telling.drawn(&draw)
        let endTelling = Telling.drawn(&draw)
        let isByPublication = draw.chance(500)
        let isLong = end.map { $0 - start > 92 } ?? true
        if !isHeld, telling == .season || telling == .decade, isByPublication, isLong {
            telling = .by(1 + draw.below(90))
        }
        let isUnknown = isHeld && organization != 0 && draw.chance(10)
        return Tenure(
            index: index, organization: organization, person: person,
            position: position(slot - own.lowerBound, of: own.count, person, organization),
            start: (start, telling),
            end: end.map { isUnknown ? .unknown : .told($0, endTelling) } ?? .open, isHeld: isHeld)
    }

    /// Between a month and twenty years, 4.03 years in the mean: so 3.2 % of the tenures of 126 years hold on any day.
    private static func length(_ draw: inout Draw) -> Int {
        switch draw.below(100) {
        case ..<15: draw.within(30...365)
        case ..<48: draw.within(366...1_095)
        case ..<80: draw.within(1_096...2_190)
        case ..<95: draw.within(2_191...3_287)
        default: draw.within(3_288...7_300)
        }
    }

    /// Nobody holds one title twice, and at most one post: so no tenure is the second of its seat.
    private func position(_ place: Int, of count: Int, _ person: Int, _ organization: Int) -> Tenure.Position {
        var draw = Draw(seed, .position, person)
        let deck = decks[draw.below(decks.count)]
        if draw.chance(110 * count), draw.below(count) == place {
            return .post(Int(draw.pick(Array(posts.posts(of: organization)))))
        }
        return .title(Int(deck[place]))
    }
}
