import Annals
import Events
import Projections

/// Those of one answer who share a name: the id stands behind theirs, `王伟 (wang-wei-2)`.
struct Namesakes {
    private var bearers: [String: EntityID] = [:]
    private var shared: Set<String> = []

    /// Nobody yet: every name is shown as it is.
    init() {}

    /// Takes in somebody or something that the answer shows.
    mutating func note(_ named: Named) {
        guard !named.id.isReserved else { return }
        if let bearer = bearers[named.name], bearer != named.id { shared.insert(named.name) }
        bearers[named.name] = named.id
    }

    /// Takes in several.
    mutating func note(_ several: some Sequence<Named>) {
        for named in several { note(named) }
    }

    /// The name, with the id behind it where the answer shows another of that name.
    func text(_ named: Named) -> String {
        shared.contains(named.name) && named.name != named.id.text && !named.id.isReserved
            ? "\(named.name) (\(named.id))" : named.name
    }
}

// MARK: - Who is shown

extension Namesakes {
    /// Those of a history with its subject.
    init(
        _ tenures: [PersonHistory.Tenure], _ events: [HistoryEntry], beside subject: Named, of ledger: Ledger,
        believing belief: Belief = .current
    ) throws {
        note(subject)
        note(tenures)
        try note(events.map(\.event), of: ledger, believing: belief)
    }

    /// Those of a chart and of the charts under it.
    mutating func note(_ chart: OrgChart) {
        note(chart.organization)
        note(chart.parents.map(\.organization))
        for position in chart.positions { note(position.holders.map(\.person)) }
        for unit in chart.units { note(unit) }
    }

    /// Those of tenures.
    mutating func note(_ tenures: [PersonHistory.Tenure]) {
        note(tenures.map(\.person))
        note(tenures.map(\.organization))
    }

    /// Those whom sentences about events name.
    mutating func note(
        _ events: some Sequence<Event>, of ledger: Ledger, believing belief: Belief = .current
    ) throws {
        let reader = try NamesakeReader(ledger, believing: belief)
        for event in events { reader.read(event) }
        note(reader.named)
    }
}

/// Reads off events whom the sentences about them name.
final class NamesakeReader {
    private(set) var named: Set<Named> = []
    private var summary: (Event) -> String = { _ in "" }

    init(_ ledger: Ledger, believing belief: Belief = .current) throws {
        let called = { [weak self] (named: Named) -> String in
            self?.named.insert(named)
            return named.name
        }
        summary = try ledger.summarizer(calling: called, believing: belief)
    }

    /// Takes in an event.
    func read(_ event: Event) { _ = summary(event) }

    /// Those named by what was read.
    var namesakes: Namesakes {
        var namesakes = Namesakes()
        namesakes.note(named)
        return namesakes
    }
}

extension Ledger {
    /// A writer of what events say, in which namesakes have their ids behind their names.
    func summarizer(telling namesakes: Namesakes, believing belief: Belief = .current) throws -> (Event) -> String {
        try summarizer(calling: { namesakes.text($0) }, believing: belief)
    }

    /// The same where the events are the whole answer.
    func summarizer(tellingNamesakesIn events: some Sequence<Event>) throws -> (Event) -> String {
        var namesakes = Namesakes()
        try namesakes.note(events, of: self)
        return try summarizer(telling: namesakes)
    }
}
