import Events

/// What the evidence events say of other events: which stand, which are corrected and how, which are retracted.
///
/// An evidence event is live unless a live retraction names it. Evidence names only earlier events, so one pass from
/// the last to the first decides all of them. Retraction beats correction; of several live corrections the last
/// recorded stands; correcting a correction corrects its original.
///
/// Of evidence that was redacted the remains say the same as before; a correction whose replacement was erased with it
/// puts nothing in the place. A redacted fact counts as retracted.
public struct Rulings: Sendable {
    /// What the evidence says of one event.
    public enum Ruling: Hashable, Sendable {
        /// Nothing speaks against it.
        case stands
        /// It reads as another event now; the correction's place in the log and what it says.
        case corrected(by: LogEntry, replacement: Event)
        /// It does not count; the retraction's place in the log.
        case retracted(by: LogEntry)
    }

    private let weighed: Weighed
    private let sources: CountedSources
    /// What evidence about facts is weighed by.
    private let doubt: Doubt
    /// Live `source.distrusted` events by the current id of their source; of several the last recorded.
    private let distrusted: [EntityID: LogEntry]
    /// The ids that live merges have made one.
    public let identities: Identities
    /// The ids that were one while merges were weighed: distrust had not taken any of them yet.
    public let identitiesBeforeDistrust: Identities
    /// Which ids of sources are one: in a belief about sources, what was recorded by then, as for those that it names.
    private let sourceIdentities: Identities

    /// Live `entity.merged` events in recorded order.
    public var merges: [LogEntry] { weighed.merges }

    /// Weighs evidence events, in any order; others are ignored. O(n log n) in their number.
    ///
    /// Evidence that cites sources counts while one of them is within the belief and not distrusted. Distrust and what
    /// is said of it is not weighed by distrust again: it could switch itself off.
    ///
    /// - Parameter sources: The sources within the belief.
    public init(_ entries: [LogEntry], sources: CountedSources = .all) {
        let recorded = entries.filter { $0.event.fact.isEvidence }.sorted { $0.seq < $1.seq }
        let evidence = sources.isAll ? recorded : recorded.filter(sources.support)
        var weighed = Weighed(evidence)
        let distrusts = weighed.distrusts
        let merges = sources.isAll || distrusts.isEmpty ? weighed.merges : Weighed(recorded).merges
        identitiesBeforeDistrust = Identities(merges)
        let settling = Doubt(identitiesBeforeDistrust, distrusts.map(\.source))
        let exempt = settling.isNone ? [] : Self.leading(to: .distrust, evidence)
        if !settling.isNone {
            let trusted = evidence.filter { exempt.contains($0.id) || settling.leaves($0, within: sources) }
            if trusted.count != evidence.count { weighed = Weighed(trusted) }
        }
        let identities = Identities(weighed.merges)
        self.identities = identities
        let sourceIdentities = sources.isAll ? identities : sources.identities
        self.sourceIdentities = sourceIdentities
        // Merges being settled, everything else is weighed by the sources that are one after them, as facts are.
        let settled = Doubt(sourceIdentities, distrusts.map(\.source))
        if settled != settling {
            let merging = Self.leading(to: .merge, evidence)
            let trusted = evidence.filter { entry in
                exempt.contains(entry.id)
                    || (merging.contains(entry.id) ? settling : settled).leaves(entry, within: sources)
            }
            weighed = Weighed(trusted)
        }
        self.sources = sources
        doubt = settled
        self.weighed = weighed
        // Walked backwards, so the first of several is the last recorded.
        distrusted = Dictionary(distrusts.map { (sourceIdentities.current($0.source), $0.entry) }) { last, _ in last }
    }

    /// Weighs the evidence about some facts under distrust and merges that are weighed already.
    ///
    /// The same as weighing both together, without weighing the general part again. O(k log k) in the entries.
    ///
    /// - Parameter entries: Corrections and retractions of facts, with all that is said of those; others are ignored.
    public init(_ entries: [LogEntry], under general: Rulings) {
        sources = general.sources
        doubt = general.doubt
        identities = general.identities
        identitiesBeforeDistrust = general.identitiesBeforeDistrust
        sourceIdentities = general.sourceIdentities
        distrusted = general.distrusted
        let evidence = entries.filter { entry in
            entry.event.fact.isEvidence && general.doubt.leaves(entry, within: general.sources)
        }
        weighed = evidence.isEmpty ? Weighed([]) : Weighed(evidence.sorted { $0.seq < $1.seq })
    }

    /// The sources that are distrusted, by some merges.
    private struct Doubt: Equatable {
        private let identities: Identities
        private let sources: Set<EntityID>

        init(_ identities: Identities, _ sources: [EntityID]) {
            self.identities = identities
            self.sources = Set(sources.map(identities.current))
        }

        var isNone: Bool { sources.isEmpty }

        /// Whether an evidence event keeps a source that is within a belief and not in doubt, or cites none.
        func leaves(_ entry: LogEntry, within counted: CountedSources) -> Bool {
            if isNone { return counted.support(entry) }
            return Rulings.isSupported(entry) {
                counted.contains($0) && !sources.contains(identities.current($0))
            }
        }
    }

    /// Whether an evidence event cites no source, or one that counts.
    ///
    /// A correction that names none itself rests on those of what it puts in the place.
    fileprivate static func isSupported(_ entry: LogEntry, _ counts: (EntityID) -> Bool) -> Bool {
        let cited = evidenceSources(of: entry)
        return cited.isEmpty || cited.contains { counts($0.source) }
    }

    private static func evidenceSources(of entry: LogEntry) -> [Citation] {
        if entry.event.fact.isAboutTheWorld { return [] }
        if entry.event.sources.isEmpty, case .eventCorrected(let correction) = entry.event.fact {
            return correction.replacement?.sources ?? []
        }
        return entry.event.sources
    }

    /// What evidence can lead to that applies to all events.
    private enum General {
        case distrust, merge
    }

    /// Distrust or merges, and the retractions that lead to them.
    private static func leading(to general: General, _ evidence: [LogEntry]) -> Set<EventID> {
        var found: Set<EventID> = []
        for entry in evidence {
            switch entry.event.fact {
            case .sourceDistrusted where general == .distrust: found.insert(entry.id)
            case .entityMerged where general == .merge: found.insert(entry.id)
            case .eventRetracted(let retraction) where found.contains(retraction.event): found.insert(entry.id)
            default: break
            }
        }
        return found
    }

    /// What the evidence events say, each weighed by those after it.
    private struct Weighed {
        var retractions: [EventID: LogEntry] = [:]
        var corrections: [EventID: (entry: LogEntry, replacement: Event?)] = [:]
        var originals: [EventID: EventID]
        var live: Set<EventID> = []
        var merges: [LogEntry] = []
        /// Live distrusts, the last recorded first.
        var distrusts: [(source: EntityID, entry: LogEntry)] = []

        /// - Parameter evidence: In recorded order.
        init(_ evidence: [LogEntry]) {
            originals = Rulings.originals(of: evidence)
            // A redacted fact does not count whatever else is said of it.
            for entry in evidence where entry.isRedactedFact { retractions[entry.id] = entry }
            for entry in evidence.reversed() where retractions[entry.id] == nil {
                live.insert(entry.id)
                switch entry.event.fact {
                case .eventRetracted(let retraction):
                    // The last live retraction is the one to name; walking backwards meets it first.
                    if retractions[retraction.event] == nil { retractions[retraction.event] = entry }
                case .eventCorrected(let correction):
                    let original = originals[correction.event] ?? correction.event
                    if corrections[original] == nil { corrections[original] = (entry, correction.replacement) }
                case .sourceDistrusted(let distrust):
                    distrusts.append((distrust.source, entry))
                case .entityMerged:
                    merges.append(entry)
                default:
                    break
                }
            }
            merges.reverse()
        }
    }

    /// For each correction, the event that a chain of corrections started from.
    private static func originals(of evidence: [LogEntry]) -> [EventID: EventID] {
        var originals: [EventID: EventID] = [:]
        for entry in evidence {
            guard case .eventCorrected(let correction) = entry.event.fact else { continue }
            originals[entry.id] = originals[correction.event] ?? correction.event
        }
        return originals
    }

    /// What the evidence says of an event.
    public func ruling(on id: EventID) -> Ruling {
        if let retraction = weighed.retractions[id] { return .retracted(by: retraction) }
        if let correction = weighed.corrections[id] {
            guard let replacement = correction.replacement else { return .retracted(by: correction.entry) }
            return .corrected(by: correction.entry, replacement: replacement)
        }
        return .stands
    }

    /// Whether an evidence event is in effect itself.
    public func isLive(_ id: EventID) -> Bool { weighed.live.contains(id) }

    /// What an event says after corrections, merges and distrust; nil where it does not count.
    ///
    /// Evidence events other than `source.added` are about events, not about the world: they give nil.
    public func effective(_ entry: LogEntry, identities: Identities) -> EffectiveEvent? {
        guard entry.event.fact.isAboutTheWorld else { return nil }
        switch ruling(on: entry.id) {
        case .retracted: return nil
        case .stands: return content(of: entry, original: entry.seq, identities: identities)
        case .corrected(let correction, _): return content(of: correction, original: entry.seq, identities: identities)
        }
    }

    /// What an entry that is in effect says: a fact itself, or the replacement that a correction gives.
    ///
    /// Nil where no source that it cites is trusted and within the belief, and where it cites none and the belief asks
    /// for what was published; an introduction counts in any case, since it only says what an
    /// id stands for, and facts of other sources rest on the id.
    public func content(of entry: LogEntry, original: Int, identities: Identities) -> EffectiveEvent? {
        var event = entry.event
        if case .eventCorrected(let correction) = event.fact {
            guard let replacement = correction.replacement else { return nil }
            event = replacement
            // What a correction puts in the place of an event rests on what the correction rests on.
            if event.sources.isEmpty { event = event.with(sources: entry.event.sources) }
        }
        if event.sources.isEmpty {
            guard sources.includesUnsourced || event.fact.isIntroduction else { return nil }
        } else if !distrusted.isEmpty || !sources.isAll {
            let counted = event.sources.filter { sources.contains($0.source) && distrust(of: $0.source) == nil }
            if counted.isEmpty && !event.fact.isIntroduction { return nil }
            if counted.count != event.sources.count { event = event.with(sources: counted) }
        }
        var namesMergedID = false
        if !identities.isEmpty {
            let named = Mentioned.named(by: event)
            event = event.renaming { identities.current($0) }
            namesMergedID = named != Mentioned.named(by: event)
        }
        return EffectiveEvent(
            seq: entry.seq, id: entry.id, original: original, event: event, namesMergedID: namesMergedID)
    }

    /// Why an entry is not in effect, and the entry that says so; nil where it is.
    public func setAside(_ entry: LogEntry) -> (reason: SetAsideReason, by: LogEntry)? {
        if let retraction = weighed.retractions[entry.id] { return (Self.reason(retraction), retraction) }
        if !entry.event.fact.isAboutTheWorld, !weighed.live.contains(entry.id),
            let distrust = distrust(ofAll: Self.evidenceSources(of: entry))
        {
            return (.distrusted, distrust)
        }
        let original = weighed.originals[entry.id] ?? entry.id
        if entry.id != original {
            if let retraction = weighed.retractions[original] { return (Self.reason(retraction), retraction) }
            if let standing = weighed.corrections[original], standing.entry.id != entry.id {
                return (Self.reason(standing), standing.entry)
            }
        } else if let correction = weighed.corrections[entry.id] {
            return (Self.reason(correction), correction.entry)
        }
        var event = entry.event
        if case .eventCorrected(let correction) = event.fact {
            guard let replacement = correction.replacement else { return nil }
            event = replacement
        }
        guard event.fact.isAboutTheWorld, !event.fact.isIntroduction else { return nil }
        return distrust(ofAll: event.sources.isEmpty ? entry.event.sources : event.sources)
            .map { (.distrusted, $0) }
    }

    /// What a retraction, or what is left of a redacted fact, does to the event.
    private static func reason(_ retraction: LogEntry) -> SetAsideReason {
        retraction.isRedactedFact ? .redacted : .retracted
    }

    /// What a correction does to an event: one whose replacement was erased takes it back.
    private static func reason(_ correction: (entry: LogEntry, replacement: Event?)) -> SetAsideReason {
        correction.replacement == nil ? .retracted : .corrected
    }

    /// Whether a source is distrusted, under its own id or one that was merged with it.
    public func isDistrusted(_ source: EntityID) -> Bool { distrust(of: source) != nil }

    /// The live distrust of a source: of its own id, or of one that was merged with it; of several the last.
    public func distrust(of source: EntityID) -> LogEntry? {
        distrusted.isEmpty ? nil : distrusted[sourceIdentities.current(source)]
    }

    /// The distrust that leaves none of several sources; nil where one is trusted, or there are none.
    private func distrust(ofAll citations: [Citation]) -> LogEntry? {
        guard !distrusted.isEmpty, !citations.isEmpty else { return nil }
        let rulings = citations.map { distrust(of: $0.source) }
        return rulings.contains(where: { $0 == nil }) ? nil : rulings.compactMap(\.self).max { $0.seq < $1.seq }
    }
}

extension CountedSources {
    /// Whether an evidence event counts in a belief with these sources.
    fileprivate func support(_ entry: LogEntry) -> Bool { isAll || Rulings.isSupported(entry, contains) }
}

/// Why an event is not in effect.
public enum SetAsideReason: String, Hashable, Sendable {
    case retracted, corrected, distrusted, redacted
}

extension Fact {
    /// Whether the fact says something of the world or adds a source, rather than speaks of events and ids.
    public var isAboutTheWorld: Bool {
        switch self {
        case .eventCorrected, .eventRetracted, .sourceDistrusted, .entityMerged, .eventRedacted: false
        default: true
        }
    }

    /// Whether the fact only says what an id stands for.
    var isIntroduction: Bool {
        switch self {
        case .personIntroduced, .organizationIntroduced, .sourceAdded: true
        default: false
        }
    }
}
