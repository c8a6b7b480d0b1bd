import Chronology
import EventLog
import Events
import Projections

/// Finds the events of the log that speak of what is asked for and are not used, and says why.
///
/// Looked at is what an event says itself, and what a correction puts in its place, under every id that is one with
/// those asked for now or in the belief.
struct SetAsideReading {
    private let question: WhyQuestion
    private let raw: RawEvents
    private let now: Asked
    private let then: Asked
    private let sources: SourceReading

    /// Whom and what is asked for, by the ids that merges have made one.
    private struct Asked {
        let identities: Identities
        let organization: EntityID
        let person: EntityID?
        let people: Set<EntityID>

        init(_ question: WhyQuestion, _ people: Set<EntityID>, _ identities: Identities) {
            self.identities = identities
            organization = identities.current(question.organization)
            person = question.person.map(identities.current)
            self.people = Set(people.map(identities.current))
        }
    }

    /// - Parameter people: Who is in question: those who hold or held the seat, or the one asked for.
    init(_ question: WhyQuestion, people: Set<EntityID>) throws {
        self.question = question
        raw = RawEvents(log: question.ledger.log, tables: question.ledger.tables, through: .max)
        now = Asked(question, people, try question.ledger.identities())
        then = Asked(question, people, question.view.identities)
        sources = try SourceReading(question)
    }

    /// The events set aside, in order of the log, but for those that the answer has named.
    func events(except used: Set<Int>) throws -> [SetAsideEvent] {
        var candidates: [Int: (entry: LogEntry, root: LogEntry)] = [:]
        for selection in try selections() {
            var found: [LogEntry] = []
            let positions = try question.ledger.tables.positions(for: selection)
            try question.ledger.log.forEachEntry(selection, among: positions) { entry in
                if !used.contains(entry.seq) && candidates[entry.seq] == nil && speaks(entry.event.content) {
                    found.append(entry)
                }
                return true
            }
            for entry in found { candidates[entry.seq] = (entry, try raw.root(of: entry)) }
        }
        let rulings = try question.view.rulings(on: candidates.values.map(\.root).eachOnce)
        return try candidates.values.sorted { $0.entry.seq < $1.entry.seq }.compactMap { entry, _ in
            try reason(entry, rulings)
        }
    }

    /// Where events are looked for that may speak of it.
    private func selections() throws -> [Selection] {
        func aliases(of ids: some Sequence<EntityID>) -> Set<EntityID> {
            ids.reduce(into: []) { all, id in
                all.formUnion(now.identities.aliases(of: id) + then.identities.aliases(of: id))
            }
        }
        func selections(of ids: Set<EntityID>, _ types: [String]) -> [Selection] {
            types.map { type in
                var selection = Selection()
                selection.subject = ids.min()
                selection.aliases = ids.sorted().dropFirst().map(\.self)
                selection.type = type
                return selection
            }
        }
        let organizations = aliases(of: [question.organization])
        let persons = aliases(of: then.people.filter { !$0.isReserved })
        let about = question.person == nil ? organizations : persons
        // Many holders are looked for one by one only where that is less than the organisation's own events.
        let limits = persons.isEmpty || persons.count > 200 ? [] : selections(of: persons, Milestones.entityTypes)
        return selections(of: about, Mentioned.positionTypes + [EventCorrected.type]) + limits
            + selections(of: organizations, PostBook.types + Milestones.entityTypes)
            + (question.person == nil ? [] : selections(of: organizations, [EventCorrected.type]))
    }

    /// Whether what an event says is of the seat, now or in the belief.
    private func speaks(_ event: Event) -> Bool { speaks(event, now) || speaks(event, then) }

    /// Whether what an event says is of the seat, by the ids that are taken for one.
    private func speaks(_ event: Event, _ asked: Asked) -> Bool {
        let event = asked.identities.isEmpty ? event : event.renaming { asked.identities.current($0) }
        if Mentioned.postOrganization(in: event) == asked.organization { return isOfSeat(event) }
        if let limited = Mentioned.limited(by: event) {
            return limited == asked.organization || asked.people.contains(limited)
        }
        let pairs = Mentioned.pairs(in: event).filter { $0.organization == asked.organization }
        guard !pairs.isEmpty, asked.person.map({ person in pairs.contains { $0.person == person } }) ?? true else {
            return false
        }
        if event.endsWithoutSeat { return pairs.contains { asked.people.contains($0.person) } }
        return isOfSeat(event)
    }

    /// Whether an event speaks of the seat, as the belief or the ledger of now reads titles.
    private func isOfSeat(_ event: Event) -> Bool {
        question.context.seats.seat(of: event) == question.seat
            || question.seatNow.names.seat(of: event) == question.seatNow.seat
    }

    private func reason(_ entry: LogEntry, _ rulings: Rulings) throws -> SetAsideEvent? {
        if let moment = question.moment, entry.seq > moment.seq { return SetAsideEvent(entry.seq, .recordedLater) }
        if let (reason, by) = rulings.setAside(entry) {
            return SetAsideEvent(entry.seq, SetAsideEvent.Reason(reason), by: [by.namedPlace])
        }
        if let outside = try sources.reason(entry, rulings) { return outside }
        guard !speaks(entry.event.content, then) else { return nil }
        return SetAsideEvent(entry.seq, .notMerged)
    }
}

extension SeatNames {
    /// The seat that a position or post event speaks of.
    fileprivate func seat(of event: Event) -> Seat? {
        switch event.fact {
        case .positionStarted(let started):
            seat(post: started.post, position: started.position, kind: started.kind)
        case .positionHeld(let held): seat(post: held.post, position: held.position, kind: held.kind)
        case .positionEnded(let ended): seat(post: ended.post, position: ended.position, kind: ended.kind)
        case .postCreated(let post): seat(post: post.post, position: post.position, kind: nil)
        case .postChanged(let post): seat(post: post.post, position: post.position, kind: nil)
        case .postAbolished(let post): seat(post: post.post, position: post.position, kind: nil)
        default: nil
        }
    }
}

extension Event {
    /// Whether it says that somebody left, and not which seat.
    fileprivate var endsWithoutSeat: Bool {
        guard case .positionEnded(let ended) = fact else { return false }
        return ended.post == nil && ended.position == nil
    }
}
