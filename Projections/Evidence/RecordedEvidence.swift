import Events

/// All evidence of a log, as it stood after each of its batches: what every fact has counted as, and when.
public struct RecordedEvidence: Sendable {
    /// Distrust and merges after a batch, until the next state.
    private struct General {
        let batch: Int
        let rulings: Rulings
    }

    private let evidenceByRoot: [EventID: [LogEntry]]
    private let general: [General]
    /// The batches in which an id came to stand for another, or a source to be trusted or not.
    private let changes: [EntityID: [Int]]

    /// Reads all evidence of a log; others are ignored. O(b · n) in the entries about distrust and merges and the
    /// batches that they were recorded in.
    public init(_ entries: [LogEntry]) {
        let evidence = entries.filter { !$0.event.fact.isAboutTheWorld }.sorted { $0.seq < $1.seq }
        var roots: [EventID: EventID] = [:]
        var byRoot: [EventID: [LogEntry]] = [:]
        var generalRoots: Set<EventID> = []
        for entry in evidence {
            // A redacted fact never counted, and that something was redacted says nothing of other events.
            if case .eventRedacted = entry.event.fact { continue }
            guard let target = entry.event.fact.target else {
                generalRoots.insert(entry.id)
                byRoot[entry.id, default: []].append(entry)
                continue
            }
            let root = roots[target] ?? target
            roots[entry.id] = root
            byRoot[root, default: []].append(entry)
        }
        let shared = generalRoots.flatMap { byRoot[$0] ?? [] }.sorted { $0.seq < $1.seq }
        for root in generalRoots { byRoot[root] = nil }
        evidenceByRoot = byRoot
        general = Set(shared.map(\.batch)).sorted().map { batch in
            General(batch: batch, rulings: Rulings(shared.filter { $0.batch <= batch }))
        }
        changes = Self.changes(of: shared, general)
    }

    /// The batches in which something that is said of an id by distrust and merges has changed.
    private static func changes(of shared: [LogEntry], _ general: [General]) -> [EntityID: [Int]] {
        var ids: Set<EntityID> = []
        for entry in shared {
            switch entry.event.fact {
            case .entityMerged(let merge): ids.formUnion([merge.from, merge.into])
            case .sourceDistrusted(let distrust): ids.insert(distrust.source)
            default: break
            }
        }
        var changes: [EntityID: [Int]] = [:]
        var before = Rulings([])
        for state in general {
            for id in ids {
                let isSame =
                    before.identities.current(id) == state.rulings.identities.current(id)
                    && before.isDistrusted(id) == state.rulings.isDistrusted(id)
                if !isSame { changes[id, default: []].append(state.batch) }
            }
            before = state.rulings
        }
        return changes
    }

    /// What a fact has counted as, in order of time; none where it never counted.
    public func versions(of entry: LogEntry) -> [EffectiveVersion] {
        let evidence = evidenceByRoot[entry.id] ?? []
        if evidence.isEmpty && general.isEmpty {
            let effective = Rulings([]).content(of: entry, original: entry.seq, identities: Identities())
            return effective.map { [EffectiveVersion($0, since: entry.batch, until: nil)] } ?? []
        }
        var versions: [EffectiveVersion] = []
        var open: (effective: EffectiveEvent, since: Int)?
        for batch in batches(of: entry, evidence) {
            let known = evidence.filter { $0.batch <= batch }
            let rulings = Rulings(known, under: state(after: batch))
            let counts = rulings.effective(entry, identities: rulings.identities)
            guard counts != open?.effective else { continue }
            if let open { versions.append(EffectiveVersion(open.effective, since: open.since, until: batch)) }
            open = counts.map { ($0, batch) }
        }
        if let open { versions.append(EffectiveVersion(open.effective, since: open.since, until: nil)) }
        return versions
    }

    /// The batches in which what a fact counts as may have changed, its own first.
    private func batches(of entry: LogEntry, _ evidence: [LogEntry]) -> [Int] {
        var batches: Set<Int> = [entry.batch]
        for other in evidence { batches.insert(max(other.batch, entry.batch)) }
        if !changes.isEmpty {
            var ids = Self.ids(in: entry.event)
            for other in evidence {
                ids.formUnion(Self.ids(in: other.event))
                if case .eventCorrected(let correction) = other.event.fact, let replacement = correction.replacement {
                    ids.formUnion(Self.ids(in: replacement))
                }
            }
            for id in ids { batches.formUnion((changes[id] ?? []).filter { $0 > entry.batch }) }
        }
        return batches.sorted()
    }

    private static func ids(in event: Event) -> Set<EntityID> {
        Set(Mentioned.entities(in: event) + event.sources.map(\.source))
    }

    /// Distrust and merges after a batch.
    private func state(after batch: Int) -> Rulings {
        var low = 0
        var high = general.count
        while low < high {
            let middle = (low + high) / 2
            if general[middle].batch <= batch { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? Rulings([]) : general[low - 1].rulings
    }
}
