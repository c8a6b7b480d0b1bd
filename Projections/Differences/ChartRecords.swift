import Events

/// What the ledger says behind a chart: from it the events are read that changed one.
public struct ChartRecords: Sendable {
    /// The tenures of keys that differ; only needed between two beliefs.
    public var tenures: [TenureKey: KeyTenures] = [:]
    /// How tenures came to be that differ without any event of their own; on two dates of one belief in the second.
    public var explanations: [TenureKey: KeyExplanation] = [:]
    /// Events that a change no longer rests on and that count nevertheless: they now speak of something else.
    public var standing: Set<Int> = []
    /// The merges that an id has a part in, where a difference between two beliefs has no other cause.
    public var merges: [EntityID: Set<Int>] = [:]
    /// The posts of organisations.
    public var posts: [EntityID: PostBook] = [:]
    /// What titles stand for in organisations, where a difference between two beliefs has no other cause.
    public var seatNames: [EntityID: SeatNames] = [:]
    /// The parents of organisations.
    public var parents: [EntityID: DatedValues<EntityID>] = [:]
    /// The names of people and organisations that differ.
    public var names: [EntityID: DatedValues<String>] = [:]

    /// Creates records of nothing.
    public init() {}
}

extension DatedValues {
    /// The events that give one of several values; those that say that there is none, where no value is given.
    func events(giving values: Set<Value>, in days: ClosedRange<Int>? = nil) -> Set<Int> {
        var events: Set<Int> = []
        if days == nil, let initial, values.contains(initial.value) { events.insert(initial.event) }
        for change in changes where change.value.map(values.contains) ?? values.isEmpty {
            let isWithin = days.map {
                $0.overlaps(change.range.earliest...max(change.range.earliest, change.range.latest))
            }
            if isWithin ?? true { events.insert(change.event) }
        }
        return events
    }

    /// Every event that says something of the value.
    var allEvents: Set<Int> { Set(changes.map(\.event) + (initial.map { [$0.event] } ?? [])) }
}

extension Stint {
    /// The events of its start; where only sightings tell of it, those.
    var eventsOfStart: Set<Int> {
        if !startEvents.isEmpty { return Set(startEvents) }
        let others = Set(events).subtracting(endEvents)
        return others.isEmpty ? Set(events) : others
    }

    /// The events of its end.
    var eventsOfEnd: Set<Int> { Set(endEvents) }
}
