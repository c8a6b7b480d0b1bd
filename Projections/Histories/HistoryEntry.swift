import Chronology
import Events

/// One row of a history: a fact with all events that state it.
public struct HistoryEntry: Hashable, Sendable {
    /// What is said, with the sources of all events that say it.
    public let event: Event
    /// The events that say it, as places in the log, ascending.
    public let events: [Int]

    /// All sources, each once, in order.
    public let sources: [Citation]

    /// The rows of a history, in world order.
    ///
    /// Events equal but for sources, attribution and note are one row. Rows sort by day, then `order`, then time of day
    /// (untimed first), then ledger order; rows without any date come last. O(n log n).
    public static func rows(of events: some Sequence<EffectiveEvent>) -> [HistoryEntry] {
        var groups: [Event: [EffectiveEvent]] = [:]
        for effective in events { groups[effective.event.claim, default: []].append(effective) }
        let rows = groups.values.map(HistoryEntry.init)
        return rows.map { ($0.sortKey, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }

    private init(_ members: [EffectiveEvent]) {
        let members = members.sorted { $0.seq < $1.seq }
        event = members[0].event
        events = Set(members.map(\.seq)).sorted()
        var seen: Set<Citation> = []
        sources = members.flatMap(\.event.sources).filter { seen.insert($0).inserted }
    }

    private var sortKey: SortKey {
        let bounds = event.date?.widened
        return SortKey(
            day: bounds?.earliest?.number ?? bounds?.latest?.number ?? (event.date == nil ? Int.min : Int.max),
            order: event.order, second: event.date?.time?.earliestSecond ?? -1, seq: events[0])
    }

    private struct SortKey: Comparable {
        let day: Int
        let order: Int
        let second: Int
        let seq: Int

        static func < (first: SortKey, second: SortKey) -> Bool {
            (first.day, first.order, first.second, first.seq)
                < (second.day, second.order, second.second, second.seq)
        }
    }
}
