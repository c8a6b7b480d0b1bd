import Chronology
import Events

/// An organisation as checks look at it: what is recorded of it and what that adds up to.
public struct CheckedOrganization: Sendable {
    /// The organisation.
    public let id: EntityID
    /// The events that name it, as they count, in order of the log.
    public let events: [EffectiveEvent]
    /// The tenures in it, folded from those events: with the limits that contradict them.
    public let keys: [KeyTenures]
    /// Its posts.
    public let posts: PostBook
    /// The titles that its posts go by.
    public let seats: SeatNames
    /// The last day that can be vouched for: after it nothing is certain.
    public let today: CivilDay

    let bySeq: [Int: EffectiveEvent]
    let bySeat: [Seat: [KeyTenures]]
    let seatsByPerson: [EntityID: [KeyTenures]]

    /// Puts an organisation together from its events and tenures.
    public init(_ id: EntityID, events: [EffectiveEvent], keys: [KeyTenures], today: CivilDay) {
        self.id = id
        self.events = events
        self.keys = keys.sorted { $0.key < $1.key }
        self.today = today
        posts = PostBook(events)
        seats = SeatNames(events)
        bySeq = Dictionary(events.map { ($0.seq, $0) }) { first, _ in first }
        bySeat = Dictionary(grouping: self.keys, by: \.key.seat)
        seatsByPerson = Dictionary(grouping: self.keys, by: \.key.person)
    }

    /// The seats in order.
    var orderedSeats: [Seat] { bySeat.keys.sorted() }

    /// What a seat is called: by its last holder's sources, else by its post.
    func title(of seat: Seat) -> String {
        let said = bySeat[seat]?.lazy.compactMap { key in key.details.lazy.compactMap(\.position).last }.first
        return said ?? posts[seat]?.titles(at: .day(today)).first ?? seat.kind?.rawValue ?? seat.fallbackTitle
    }

    /// A stint as findings name it.
    func tenure(_ key: KeyTenures, _ index: Int) -> CheckedTenure {
        CheckedTenure(
            key: key.key, title: key.details[index].position ?? title(of: key.key.seat),
            stint: key.tenures.stints[index])
    }

    /// The days up to today on which a key is certain.
    func certainDays(_ key: KeyTenures) -> [Range<Int>] { key.tenures.certainDays(through: today.number) }

    /// Looks at what makes the holders of a seat.
    func explain(_ seat: Seat, on day: Int?, otherwise events: [Int]) -> NextStep {
        seat.argument(calledSo: title(of: seat)).map { .explainPosition($0, organization: id, day: day) }
            ?? .show(event: events.min() ?? 0)
    }
}

/// A tenure as findings name it.
public struct CheckedTenure: Hashable, Sendable {
    /// Whose, where, in which seat.
    public let key: TenureKey
    /// The title, else the post's name or its id, else the kind.
    public let title: String
    /// The dates.
    public let stint: Stint

    /// Creates one.
    public init(key: TenureKey, title: String, stint: Stint) {
        self.key = key
        self.title = title
        self.stint = stint
    }

    /// Looks at what makes it.
    var explained: NextStep {
        key.seat.argument(calledSo: title).map {
            .explainTenure(person: key.person, organization: key.organization, position: $0)
        } ?? .show(event: stint.events.first ?? 0)
    }

    /// Records when it began.
    var started: NextStep { .recordStart(key, title: title, isActing: stint.kind == .acting) }
}

/// A date that an event gives for a moment.
public struct DatedClaim: Hashable, Sendable {
    /// The days on which the moment may have fallen, by this event.
    public let range: DayRange
    /// The event: its place in the log.
    public let event: Int

    /// Creates one.
    public init(_ range: DayRange, event: Int) {
        self.range = range
        self.event = event
    }
}

/// Days in a row on each of which a fault holds.
public struct DaySpan: Hashable, Sendable {
    /// The first day; nil where nothing bounds it.
    public let first: CivilDay?
    /// The last day.
    public let last: CivilDay
    /// Whether it goes on today.
    public let lasts: Bool

    init(_ days: Range<Int>, today: CivilDay) {
        first = days.lowerBound <= DayRange.past ? nil : CivilDay(number: days.lowerBound)
        last = CivilDay(number: min(days.upperBound - 1, today.number))
        lasts = days.upperBound > today.number
    }
}

extension Seat {
    /// What names the seat on a command line; nil where nothing does.
    func argument(calledSo title: String) -> String? {
        switch self {
        case .post(let post): post.text
        case .title: title
        case .membership(let kind): kind?.rawValue
        }
    }
}
