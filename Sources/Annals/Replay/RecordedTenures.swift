import Events
import Projections

/// An organisation's posts and limits as they stood after each batch that changed them.
struct RecordedOrganization {
    let id: EntityID
    private var states: [(batch: Int, context: TenureContext)] = []
    /// The batches after which all tenures in the organisation may read otherwise than before.
    private var batchesOfAll: [Int] = []
    /// The batches after which a seat has other kinds or limits, or one of its titles names it no longer or for once.
    private var batchesOfSeats: [Seat: [Int]] = [:]
    /// The seats that a title has ever named besides its own.
    private var seatsOfTitles: [String: Set<Seat>] = [:]

    init(_ id: EntityID, posts: [EffectiveVersion], milestones: [EffectiveVersion]) {
        self.id = id
        let versions = posts + milestones
        for batch in versions.changingBatches {
            let context = TenureContext(
                seats: SeatNames(posts.counting(after: batch)), milestones: Milestones(versions.counting(after: batch)))
            let change = (states.last?.context ?? TenureContext()).change(to: context, in: id)
            guard !change.isNone else { continue }
            note(change, after: batch)
            states.append((batch, context))
        }
    }

    private mutating func note(_ change: ContextChange, after batch: Int) {
        if change.isOfAll { batchesOfAll.append(batch) }
        for seat in change.seats { batchesOfSeats[seat, default: []].append(batch) }
        seatsOfTitles.merge(change.titles) { $0.union($1) }
    }

    /// The names of its posts, and the limits that it sets, after a batch. O(log n) in its states.
    func context(after batch: Int) -> TenureContext {
        var (low, high) = (0, states.count)
        while low < high {
            let middle = (low + high) / 2
            if states[middle].batch <= batch { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? TenureContext() : states[low - 1].context
    }

    /// The batches after which what claims add up to may differ from before.
    func batches(touching claims: [EffectiveVersion]) -> Set<Int> {
        var batches = Set(batchesOfAll)
        guard !batchesOfSeats.isEmpty else { return batches }
        var seats: Set<Seat> = []
        for claim in claims {
            guard let seat = Mentioned.seat(in: claim.effective.event) else { continue }
            seats.insert(seat)
            if case .title(let title) = seat { seats.formUnion(seatsOfTitles[title] ?? []) }
        }
        for seat in seats { batches.formUnion(batchesOfSeats[seat] ?? []) }
        return batches
    }
}

/// The tenures of a pair as they stood after each batch that changed them.
struct RecordedTenures {
    /// The tenures of a key during some batches.
    struct Version: Sendable {
        let key: KeyTenures
        let since: Int
        /// The first batch in which it no longer held; nil where it still does.
        let until: Int?
    }

    private(set) var versions: [Version] = []

    /// Folds a pair after every batch that may have changed its tenures.
    init(
        of pair: Pair, _ claims: [EffectiveVersion], in organization: RecordedOrganization,
        limitedBy personal: [EffectiveVersion]
    ) {
        let own = claims.changingBatches
        guard let first = own.first else { return }
        let others = organization.batches(touching: claims).union(personal.changingBatches).filter { $0 > first }
        let batches = others.isEmpty ? own : others.union(own).sorted()
        var open: [TenureKey: (key: KeyTenures, since: Int)] = [:]
        for batch in batches {
            let context = organization.context(after: batch)
            let limits = personal.isEmpty ? Milestones() : Milestones(personal.counting(after: batch))
            let keys = PairFold.tenures(
                of: pair.person, in: pair.organization, claims.counting(after: batch), seats: context.seats
            ) { limits.limits(of: $0) + context.milestones.limits(of: $0) }
            let changes = TenureChange.changes(from: open.values.map(\.key), to: keys.map(\.asStored))
            for change in changes {
                if let closed = open.removeValue(forKey: change.key) {
                    versions.append(Version(key: closed.key, since: closed.since, until: batch))
                }
                if let key = change.after { open[change.key] = (key, batch) }
            }
        }
        for key in open.keys.sorted() {
            guard let last = open[key] else { continue }
            versions.append(Version(key: last.key, since: last.since, until: nil))
        }
    }
}

extension [EffectiveVersion] {
    /// The batches in which one of them came or went, in order.
    fileprivate var changingBatches: [Int] {
        if count == 1, let only = first, only.until == nil { return [only.since] }
        return Set(map(\.since) + compactMap(\.until)).sorted()
    }

    /// The events that count after a batch.
    fileprivate func counting(after batch: Int) -> [EffectiveEvent] {
        filter { $0.counts(after: batch) }.map(\.effective)
    }
}
