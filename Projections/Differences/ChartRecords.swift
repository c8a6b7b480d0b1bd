import Events

/// What the ledger says behind a chart: from it the events are read that changed one.
public struct ChartRecords: Sendable {
    /// The tenures of keys that differ; only needed between two beliefs.
    public var tenures: [TenureKey: KeyTenures] = [:]
    /// The posts of organisations.
    public var posts: [EntityID: PostBook] = [:]
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
