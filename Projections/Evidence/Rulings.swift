import Events

/// What the evidence events say of other events: which stand, which are corrected and how, which are retracted.
///
/// An evidence event is live unless a live retraction names it. Evidence names only earlier events, so one pass from
/// the last to the first decides all of them. Retraction beats correction; of several live corrections the last
/// recorded stands; correcting a correction corrects its original.
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

    private var retractions: [EventID: LogEntry] = [:]
    private var corrections: [EventID: (entry: LogEntry, replacement: Event)] = [:]
    private var originals: [EventID: EventID] = [:]
    private var live: Set<EventID> = []
    /// Live `source.distrusted` events by the current id of their source; of several the last recorded.
    private let distrusted: [EntityID: LogEntry]
    /// Live `entity.merged` events in recorded order.
    public private(set) var merges: [LogEntry] = []
    /// The ids that live merges have made one.
    public let identities: Identities

    /// Weighs evidence events, in any order; others are ignored. O(n log n) in their number.
    public init(_ entries: [LogEntry]) {
        let evidence = entries.filter(\.event.fact.isEvidence).sorted { $0.seq < $1.seq }
        var merges: [LogEntry] = []
        var distrusts: [(source: EntityID, entry: LogEntry)] = []
        originals = Self.originals(of: evidence)
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
        self.merges = merges.reversed()
        let identities = Identities(self.merges)
        self.identities = identities
        // Walked backwards, so the first of several is the last recorded.
        distrusted = Dictionary(distrusts.map { (identities.current($0.source), $0.entry) }) { last, _ in last }
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
        if let retraction = retractions[id] { return .retracted(by: retraction) }
        if let correction = corrections[id] {
            return .corrected(by: correction.entry, replacement: correction.replacement)
        }
        return .stands
    }

    /// Whether an evidence event is in effect itself.
    public func isLive(_ id: EventID) -> Bool { live.contains(id) }

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
    /// Nil where no source that it cites is trusted; an introduction counts in any case, since it only says what an
    /// id stands for, and facts of other sources rest on the id.
    public func content(of entry: LogEntry, original: Int, identities: Identities) -> EffectiveEvent? {
        var event = entry.event
        if case .eventCorrected(let correction) = event.fact { event = correction.replacement }
        if !distrusted.isEmpty && !event.sources.isEmpty {
            let trusted = event.sources.filter { distrust(of: $0.source) == nil }
            if trusted.isEmpty && !event.fact.isIntroduction { return nil }
            if trusted.count != event.sources.count { event = event.with(sources: trusted) }
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
        let original = originals[entry.id] ?? entry.id
        if let retraction = retractions[entry.id] { return (.retracted, retraction) }
        if entry.id != original {
            if let retraction = retractions[original] { return (.retracted, retraction) }
            if let standing = corrections[original], standing.entry.id != entry.id {
                return (.corrected, standing.entry)
            }
        } else if let correction = corrections[entry.id] {
            return (.corrected, correction.entry)
        }
        return distrust(of: entry).map { (.distrusted, $0) }
    }

    /// The live distrust of a source: of its own id, or of one that was merged with it; of several the last.
    public func distrust(of source: EntityID) -> LogEntry? {
        distrusted.isEmpty ? nil : distrusted[identities.current(source)]
    }

    /// The distrust that leaves an entry without any source; nil where it keeps one or cites none.
    private func distrust(of entry: LogEntry) -> LogEntry? {
        var event = entry.event
        if case .eventCorrected(let correction) = event.fact { event = correction.replacement }
        guard event.fact.isAboutTheWorld, !event.fact.isIntroduction, !event.sources.isEmpty else { return nil }
        let rulings = event.sources.map { distrust(of: $0.source) }
        return rulings.contains(where: { $0 == nil }) ? nil : rulings.compactMap(\.self).max { $0.seq < $1.seq }
    }
}

/// Why an event is not in effect.
public enum SetAsideReason: String, Hashable, Sendable {
    case retracted, corrected, distrusted
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
