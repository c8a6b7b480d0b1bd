import Chronology
import Events
import Projections

/// Says why the sources of an event leave it outside a belief.
struct SourceReading {
    private let belief: Belief
    private let without: Set<EntityID>
    private let only: Set<EntityID>
    /// What was recorded by then, from all sources: it decides what a source is, and when it was published.
    private let recorded: any BeliefView
    private let question: WhyQuestion

    init(_ question: WhyQuestion) throws {
        self.question = question
        belief = question.belief
        var known = Belief()
        known.known = belief.known
        let recorded = try question.ledger.view(of: known)
        self.recorded = recorded
        without = Set(belief.without.map(recorded.current))
        only = Set(belief.only.map(recorded.current))
    }

    /// Why an event is outside the belief; nil where its sources are not the reason.
    func reason(_ entry: LogEntry, _ rulings: Rulings) throws -> SetAsideEvent? {
        guard belief.selectsSources else { return nil }
        let content = entry.event.content
        // A correction rests on its own sources, and what it puts in the place on those given there.
        let own = entry.event.fact.isAboutTheWorld || rulings.isLive(entry.id) ? [] : entry.event.sources
        for citations in [own, content.sources] where !citations.isEmpty {
            var (reasons, distrusted): ([SetAsideEvent], [SetAsideEvent]) = ([], [])
            var seen: Set<EntityID> = []
            var isAdmitted = false
            for source in citations.map(\.source) where seen.insert(source).inserted {
                // One that is distrusted does not count either, but for another reason.
                if let distrust = rulings.distrust(of: source) {
                    distrusted.append(SetAsideEvent(entry.seq, .distrusted, by: [distrust.seq], source: source))
                } else if let reason = try reason(entry.seq, source) {
                    reasons.append(reason)
                } else {
                    isAdmitted = true
                }
            }
            guard !isAdmitted, var first = reasons.first else { continue }
            first.others = reasons.dropFirst() + distrusted
            return first
        }
        guard content.sources.isEmpty, belief.published != nil else { return nil }
        return SetAsideEvent(entry.seq, .unsourced)
    }

    private func reason(_ seq: Int, _ source: EntityID) throws -> SetAsideEvent? {
        let current = recorded.current(source)
        if without.contains(current) { return SetAsideEvent(seq, .leftOutSource, source: source) }
        if !(only.isEmpty || only.contains(current)) {
            return SetAsideEvent(seq, .otherSource, source: source)
        }
        guard let published = belief.published else { return nil }
        let dated = try recorded.events(mentioning: current, types: [SourceAdded.type]).last { $0.publication != nil }
        guard let dated, let day = dated.publication?.widened.latest else {
            return SetAsideEvent(seq, .undatedSource, by: try retractions(of: current), source: source)
        }
        return day <= published ? nil : SetAsideEvent(seq, .publishedLater, by: [dated.seq], source: source)
    }

    /// What retracted the events that said when a source was published.
    private func retractions(of source: EntityID) throws -> [Int] {
        var selection = Selection()
        selection.subject = source
        selection.aliases = recorded.identities.aliases(of: source).filter { $0 != source }
        selection.type = SourceAdded.type
        var added: [LogEntry] = []
        let positions = try question.ledger.tables.positions(for: selection)
        try question.ledger.log.forEachEntry(selection, among: positions) { entry in
            if question.moment.map({ entry.seq <= $0.seq }) ?? true { added.append(entry) }
            return true
        }
        let rulings = try recorded.rulings(on: added)
        return added.compactMap { entry in
            guard let (reason, by) = rulings.setAside(entry), reason == .retracted else { return nil }
            return by.namedPlace
        }
    }
}

extension EffectiveEvent {
    /// When the source that it adds was published.
    fileprivate var publication: EDTF? {
        if case .sourceAdded(let added) = event.fact { return added.published }
        return nil
    }
}
