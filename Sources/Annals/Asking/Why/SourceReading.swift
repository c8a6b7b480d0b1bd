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

    init(_ question: WhyQuestion) throws {
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
            // One that is distrusted does not count either, but for another reason.
            let trusted = citations.filter { !rulings.isDistrusted($0.source) }
            let reasons = try trusted.compactMap { try reason(entry.seq, $0.source) }
            if let first = reasons.first, reasons.count == trusted.count { return first }
        }
        guard content.sources.isEmpty, belief.published != nil else { return nil }
        return SetAsideEvent(entry.seq, .unsourced)
    }

    private func reason(_ seq: Int, _ source: EntityID) throws -> SetAsideEvent? {
        let current = recorded.current(source)
        if without.contains(current) || !(only.isEmpty || only.contains(current)) {
            return SetAsideEvent(seq, .otherSource, source: source)
        }
        guard let published = belief.published else { return nil }
        let dated = try recorded.events(mentioning: current, types: [SourceAdded.type]).last { $0.publication != nil }
        guard let dated, let day = dated.publication?.widened.latest else {
            return SetAsideEvent(seq, .undatedSource, source: source)
        }
        return day <= published ? nil : SetAsideEvent(seq, .publishedLater, by: [dated.seq], source: source)
    }
}

extension EffectiveEvent {
    /// When the source that it adds was published.
    fileprivate var publication: EDTF? {
        if case .sourceAdded(let added) = event.fact { return added.published }
        return nil
    }
}
