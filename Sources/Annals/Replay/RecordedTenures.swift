import Events
import Projections

/// An organisation's posts and limits as they stood after each batch that changed them.
struct RecordedOrganization {
    let id: EntityID
    /// The batches after which tenures in the organisation may read otherwise than before, in order.
    let batches: [Int]
    private let states: [State]

    private struct State {
        let batch: Int
        let seats: SeatNames
        let milestones: Milestones
    }

    init(_ id: EntityID, posts: [EffectiveVersion], milestones: [EffectiveVersion]) {
        self.id = id
        let versions = posts + milestones
        var states: [State] = []
        for batch in versions.changingBatches {
            let seats = SeatNames(posts.counting(after: batch))
            let milestones = Milestones(versions.counting(after: batch))
            if let last = states.last, last.seats == seats, last.milestones == milestones { continue }
            states.append(State(batch: batch, seats: seats, milestones: milestones))
        }
        self.states = states
        batches = states.map(\.batch)
    }

    /// The names of its posts, and the limits that it sets, after a batch.
    func context(after batch: Int) -> (seats: SeatNames, milestones: Milestones) {
        guard let state = states.last(where: { $0.batch <= batch }) else { return (SeatNames(), Milestones()) }
        return (state.seats, state.milestones)
    }
}

/// The tenures of a pair as they stood after each batch that changed them.
struct RecordedTenures {
    /// The tenures of a key during some batches.
    struct Version {
        let key: KeyTenures
        let since: Int
        /// The batches in which it held; nil where it still does.
        let interval: RecordedInterval?
    }

    private(set) var versions: [Version] = []

    /// Folds a pair after every batch that may have changed its tenures.
    init(
        of pair: Pair, _ claims: [EffectiveVersion], in organization: RecordedOrganization,
        limitedBy personal: [EffectiveVersion]
    ) {
        let own = claims.changingBatches
        guard let first = own.first else { return }
        let others = organization.batches + personal.changingBatches
        let batches = others.allSatisfy { $0 <= first } ? own : Set(own + others.filter { $0 > first }).sorted()
        var open: [TenureKey: (key: KeyTenures, since: Int)] = [:]
        for batch in batches {
            let (seats, milestones) = organization.context(after: batch)
            let limits = personal.isEmpty ? Milestones() : Milestones(personal.counting(after: batch))
            let keys = PairFold.tenures(
                of: pair.person, in: pair.organization, claims.counting(after: batch), seats: seats
            ) { limits.limits(of: $0) + milestones.limits(of: $0) }
            let changes = TenureChange.changes(from: open.values.map(\.key), to: keys.map(\.asStored))
            for change in changes {
                if let closed = open.removeValue(forKey: change.key) {
                    let interval = RecordedInterval(since: closed.since, until: batch)
                    versions.append(Version(key: closed.key, since: closed.since, interval: interval))
                }
                if let key = change.after { open[change.key] = (key, batch) }
            }
        }
        for key in open.keys.sorted() {
            guard let last = open[key] else { continue }
            versions.append(Version(key: last.key, since: last.since, interval: nil))
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
