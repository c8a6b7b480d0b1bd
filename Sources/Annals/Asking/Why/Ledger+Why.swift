import Chronology
import EventLog
import Events
import Projections

extension Ledger {
    /// Who holds a seat at a world time, and why: everything that the answer of a chart rests on.
    ///
    /// - Parameters:
    ///   - organization: Where.
    ///   - position: A post's id, or a title or kind as sources give it.
    ///   - today: After it, nothing is more than possible.
    ///   - belief: What the answer may rest on.
    /// - Throws: ``LedgerError/unknownPosition(_:organization:suggestions:)`` where nothing that is recorded speaks of
    ///   the seat, in the belief or outside it.
    /// - Complexity: O(events of the organisation), since what is set aside is found among all of them.
    public func why(
        _ organization: EntityID, _ position: String, at time: WorldTime, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> WhyAnswer {
        try reading {
            let question = try WhyQuestion(self, organization, position, at: time, today: today, belief)
            let keys = try question.view.tenures(in: question.organization, seat: question.seat)
            var explained: [WhyAnswer.Explained] = []
            var others: [KeyTenures] = []
            for key in keys {
                if key.tenures.holding(at: time, today: question.today) != nil,
                    let explanation = try question.explanation(of: key.key.person)
                {
                    explained.append(question.explained(explanation))
                } else {
                    others.append(key)
                }
            }
            return try question.answer(explained.sorted(by: WhyQuestion.precedes), others: others)
        }
    }

    /// What somebody's tenures of a seat are, and why.
    ///
    /// - Parameters:
    ///   - time: Marks the stint that answers for it; nil marks none.
    /// - Throws: ``LedgerError/unknownPosition(_:organization:suggestions:)`` where nothing that is recorded speaks of
    ///   the seat, in the belief or outside it.
    /// - Complexity: O(events of the person and corrections in the organisation).
    public func why(
        _ person: EntityID, _ organization: EntityID, _ position: String, at time: WorldTime? = nil, today: CivilDay,
        believing belief: Belief = .current
    ) throws -> WhyAnswer {
        try reading {
            let question = try WhyQuestion(
                self, organization, position, of: person, at: time, today: today, belief)
            let explanation = try question.explanation(of: question.view.current(person))
            return try question.answer(explanation.map { [question.explained($0)] } ?? [], others: [])
        }
    }
}

/// One question for reasons while it is being answered.
struct WhyQuestion {
    let ledger: Ledger
    let belief: Belief
    let view: any BeliefView
    let moment: RecordedMoment?
    let organization: EntityID
    let person: EntityID?
    let seat: Seat
    /// The seat as the ledger reads it now, with how it reads others.
    let seatNow: (seat: Seat, names: SeatNames)
    /// A title of it, where the tenures asked for have none: in the belief, else as the ledger reads it now.
    private let titleNow: String?
    let time: WorldTime?
    /// The last day that can be vouched for.
    let today: CivilDay
    let context: OrganizationContext
    private let named: (EntityID) -> Named

    init(
        _ ledger: Ledger, _ organization: EntityID, _ position: String, of person: EntityID? = nil,
        at time: WorldTime?, today: CivilDay, _ belief: Belief
    ) throws {
        let view = try ledger.view(of: belief)
        self.ledger = ledger
        self.belief = belief
        self.view = view
        self.time = time
        self.today = view.lastDay(today)
        moment = try belief.known.map(ledger.moment)
        self.organization = view.current(organization)
        self.person = person.map(view.current)
        context = try OrganizationContext(self.organization, view)
        let read = try Self.seats(position, in: self.organization, context, ledger, view, today: self.today)
        seat = read.seat
        seatNow = read.now
        titleNow = read.title
        named = ledger.naming(at: time ?? .day(self.today), view)
    }

    /// The seat by what the belief knows of it, else by what is known now: then it is asked why the belief does not.
    private static func seats(
        _ position: String, in organization: EntityID, _ context: OrganizationContext, _ ledger: Ledger,
        _ view: any BeliefView, today: CivilDay
    ) throws -> (seat: Seat, now: (seat: Seat, names: SeatNames), title: String?) {
        let now = try ledger.view()
        let posts = try now.events(mentioning: now.current(organization), types: PostBook.types)
        let names = SeatNames(posts)
        let known = Result {
            try ledger.seat(position, in: now.current(organization), PostBook(posts), names, now)
        }
        do {
            let posts = PostBook(context.posts)
            let seat = try ledger.seat(position, in: organization, posts, context.seats, view)
            let title = try ledger.title(of: seat, in: organization, posts, today: today, view)
            return (seat, ((try? known.get()) ?? seat, names), title)
        } catch let unknown as LedgerError {
            guard case .success(let seat) = known else { throw unknown }
            let title = try ledger.title(
                of: seat, in: now.current(organization), PostBook(posts), today: today, now)
            return (seat, (seat, names), title)
        }
    }

    /// How somebody's tenures of the seat came to be; nil where nothing in the belief claims any.
    func explanation(of person: EntityID) throws -> KeyExplanation? {
        let pair = Pair(person: person, organization: organization)
        let explanations = try context.explanations(of: pair, view.claims(of: pair), view)
        guard let explanation = explanations.first(where: { $0.key.seat == seat }) else { return nil }
        return try explanation.adding(merges(behind: explanation))
    }

    /// How the events of an explanation that name other ids came to speak of the key.
    private func merges(behind explanation: KeyExplanation) throws -> [SeatReading] {
        let identities = view.identities
        guard !identities.isEmpty else { return [] }
        return try explanation.events.sorted().flatMap { seq -> [SeatReading] in
            guard let stored = try ledger.log.event(at: seq) else { return [] }
            return SeatReading.merged(stored.event.content, at: seq, in: explanation.key, identities)
        }
    }

    /// A key with what it answers for the time asked for.
    func explained(_ explanation: KeyExplanation) -> WhyAnswer.Explained {
        let holding = time.flatMap { explanation.tenures.tenures.holding(at: $0, today: today) }
        return WhyAnswer.Explained(
            person: named(explanation.key.person), explanation: explanation, holding: holding,
            reasons: time.map { explanation.reasons(at: $0, today: today) } ?? [], widened: [])
    }

    static func precedes(_ first: WhyAnswer.Explained, _ second: WhyAnswer.Explained) -> Bool {
        let certainties = (first.holding?.certainty ?? .undated, second.holding?.certainty ?? .undated)
        if certainties.0 != certainties.1 { return certainties.0 > certainties.1 }
        let starts = (first.start, second.start)
        if starts.0 != starts.1 { return starts.0 < starts.1 }
        return first.person.id < second.person.id
    }

    /// The answer with every event that it names.
    func answer(_ explained: [WhyAnswer.Explained], others: [KeyTenures]) throws -> WhyAnswer {
        var setAside = stintsAside(explained, others)
        for key in explained {
            setAside += key.explanation.seat.leftOut.map {
                SetAsideEvent($0.event, SetAsideEvent.Reason($0.reason), by: $0.by)
            }
        }
        let used = explained.reduce(into: Set(setAside.map(\.seq))) { $0.formUnion($1.explanation.events) }
        let people = Set(explained.map(\.person.id) + others.map(\.key.person) + [person].compactMap(\.self))
        setAside += try SetAsideReading(self, people: people).events(except: used)
        let seqs = used.union(setAside.flatMap { [$0.seq] + $0.by + $0.others.flatMap(\.by) })
        let events = try NamedEvents(self).events(at: seqs)
        let post = PostBook(context.posts)[seat]
        return WhyAnswer(
            organization: named(organization), person: person.map(named), seat: seat,
            title: title(explained, others, post), post: post, time: time,
            explained: explained.map { $0.noting(events) }, others: self.others(others),
            setAside: setAside.sorted { ($0.seq, $0.reason.rawValue) < ($1.seq, $1.reason.rawValue) }, events: events)
    }

    private func title(_ explained: [WhyAnswer.Explained], _ others: [KeyTenures], _ post: PostRecord?) -> String {
        let details = explained.flatMap(\.explanation.tenures.details) + others.flatMap(\.details)
        let titles = post?.titles(at: time ?? .day(today)) ?? []
        return details.lazy.compactMap(\.position).first ?? titles.first ?? titleNow ?? seat.fallbackTitle
    }

    // MARK: - Stints of other times

    private func others(_ keys: [KeyTenures]) -> [WhyAnswer.Other] {
        guard let time else { return [] }
        return keys.flatMap { key in
            key.tenures.stints.map {
                WhyAnswer.Other(person: named(key.key.person), stint: $0, relation: StintRelation($0, time))
            }
        }
        .sorted { ($0.stint.anchor, $0.person.id) < ($1.stint.anchor, $1.person.id) }
    }

    /// The events of stints that do not answer, unless one that does rests on them too.
    private func stintsAside(_ explained: [WhyAnswer.Explained], _ others: [KeyTenures]) -> [SetAsideEvent] {
        guard let time else { return [] }
        let answering = explained.reduce(into: Set<Int>()) { used, key in
            guard let stint = key.holding?.stint else { return }
            used.formUnion(key.explanation.seat.stints[stint].events)
        }
        var aside: [Int: SetAsideEvent] = [:]
        let stints =
            explained.flatMap { key in
                key.explanation.tenures.tenures.stints.enumerated()
                    .filter { key.holding != nil && $0.offset != key.holding?.stint }.map(\.element)
            } + others.flatMap(\.tenures.stints)
        for stint in stints {
            for seq in stint.events where !answering.contains(seq) && aside[seq] == nil {
                aside[seq] = SetAsideEvent(seq, SetAsideEvent.Reason(StintRelation(stint, time)))
            }
        }
        return aside.values.sorted { $0.seq < $1.seq }
    }
}

extension WhyAnswer.Explained {
    fileprivate var start: Int {
        holding?.stint.map { explanation.tenures.tenures.stints[$0].anchor } ?? DayRange.past
    }

    /// Notes which certainty rests on widened dates.
    fileprivate func noting(_ events: [Int: NamedEvent]) -> WhyAnswer.Explained {
        guard holding?.certainty == .certain, let stint = holding?.stint, reasons.contains(.withinDates) else {
            return self
        }
        let grounds = explanation.groundsOfCertainty(stint)
        return WhyAnswer.Explained(
            person: person, explanation: explanation, holding: holding, reasons: reasons,
            widened: grounds.filter { events[$0]?.event.date?.restsOnQualifiers ?? false })
    }
}

extension EDTF {
    /// Whether qualifiers make the date wider than it is written.
    var restsOnQualifiers: Bool {
        guard let interval else { return strict != widened }
        return [interval.start, interval.end].contains { endpoint in
            guard case .date(let date) = endpoint else { return false }
            return date.strict != date.widened
        }
    }
}

extension Stint {
    /// The day by which a stint is put in order among others.
    fileprivate var anchor: Int { start.earliest > DayRange.past ? start.earliest : min(start.latest, end.latest) }
}
