import Chronology
import Events
import Projections

/// A small ledger, all events of it in effect, and what the projections make of it.
struct Story {
    let events: [EffectiveEvent]

    init(_ events: [Event]) {
        self.events = events.enumerated().map { number, event in
            EffectiveEvent(seq: number + 1, id: event.id, original: number + 1, event: event)
        }
    }

    static let farFuture = CivilDay(number: 1_000_000)

    /// The tenures of a person by seat.
    func tenures(of person: EntityID, in organization: EntityID = "o") -> [KeyTenures] {
        PairFold.tenures(
            of: person, in: organization, events, seats: SeatNames(events), limits: Milestones(events).limits(of:))
    }

    /// The tenures of a person in the one seat that they have.
    func seat(of person: EntityID, _ seat: Seat? = nil, in organization: EntityID = "o") throws -> SeatTenures {
        let keys = tenures(of: person, in: organization).filter { seat == nil || $0.key.seat == seat }
        guard let only = keys.first, keys.count == 1 else { throw NotOneSeat(seats: keys.map(\.key.seat.key)) }
        return only.tenures
    }

    /// The chart at a world time, ids standing for names.
    func chart(
        _ time: String, of organization: EntityID = "o", today: CivilDay = Story.farFuture
    ) throws -> OrgChart {
        let people = Set(events.flatMap { Mentioned.pairs(in: $0.event) }.map(\.person)).sorted()
        return OrgChart(
            of: Named(id: organization, name: organization.text), at: try WorldMoment(time).time,
            keys: people.flatMap { tenures(of: $0, in: organization) }, posts: PostBook(events), today: today,
            named: { Named(id: $0, name: $0.text) })
    }

    struct NotOneSeat: Error {
        let seats: [String]
    }
}

/// A world time read from a date.
struct WorldMoment {
    let time: WorldTime

    init(_ text: String) throws {
        guard let time = WorldTime(try EDTF(text)) else { throw Told.NoDay(text: text) }
        self.time = time
    }
}

extension SeatTenures {
    /// How surely the key holds at a world time; nil where it does not.
    func certainty(_ text: String, today: CivilDay = Story.farFuture) throws -> Certainty? {
        holding(at: try WorldMoment(text).time, today: today)?.certainty
    }

    /// Whether the answer at a world time is disputed.
    func isDisputed(_ text: String) throws -> Bool {
        holding(at: try WorldMoment(text).time, today: Story.farFuture)?.isDisputed ?? false
    }

    /// The stint that the answer at a world time rests on.
    func stint(_ text: String) throws -> Stint? {
        holding(at: try WorldMoment(text).time, today: Story.farFuture)?.stint.map { stints[$0] }
    }

    /// The bounds of the starts and ends, `..` where nothing bounds them.
    var bounds: [String] {
        stints.map { "\($0.start.text) to \($0.endState == .open ? "open" : $0.end.text)" }
    }
}

extension DayRange {
    fileprivate var text: String {
        let bounds = self.bounds
        if isOneDay, let day = bounds.earliest { return day.description }
        return "[\(bounds.earliest?.description ?? "")..\(bounds.latest?.description ?? "")]"
    }
}
