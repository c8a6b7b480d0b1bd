import Chronology
import Events

/// Values that last from their date to the next: a name, a parent, a superior.
///
/// Where two are possible on a day, both are given and neither is asserted.
public struct DatedValues<Value: Hashable & Sendable & Comparable>: Hashable, Sendable {
    /// One statement of the value.
    public struct Change: Hashable, Sendable {
        /// The value from then on; nil where the statement says that there is none.
        public let value: Value?
        /// The days on which it may have taken effect.
        public let range: DayRange
        /// Sorts changes whose dates do not tell.
        public let order: Int
        /// The event that says so, as its place in the log.
        public let event: Int

        /// Creates a change.
        public init(_ value: Value?, range: DayRange, order: Int = 0, event: Int) {
            self.value = value
            self.range = range
            self.order = order
            self.event = event
        }
    }

    /// The value before any change, with the events that say so: an introduction has no date.
    public private(set) var initial: (value: Value, event: Int)?
    /// The dated changes in world order.
    public private(set) var changes: [Change] = []

    /// Creates an empty history.
    public init() {}

    /// Notes a value that holds from the start. Of several, the last recorded stands.
    public mutating func addInitial(_ value: Value, event: Int) {
        if let initial, initial.event > event { return }
        initial = (value, event)
    }

    /// Notes a change.
    public mutating func add(_ change: Change) {
        changes.append(change)
        changes.sort {
            ($0.range.earliest, $0.range.latest, $0.order, $0.event)
                < ($1.range.earliest, $1.range.latest, $1.order, $1.event)
        }
    }

    /// The values that are possible at the end of a day, in order; one is certain, several are not. O(n²).
    public func values(on day: Int) -> [Value] {
        var values = Set(changes.filter { isPossible($0, on: day) }.compactMap(\.value))
        let isSuperseded = changes.contains { $0.range.latest <= day }
        if let initial, !isSuperseded { values.insert(initial.value) }
        return values.sorted()
    }

    /// The events that make a value possible at the end of a day, as places in the log, ascending. O(n²).
    public func events(giving value: Value, on day: Int) -> [Int] {
        var events = Set(changes.filter { $0.value == value && isPossible($0, on: day) }.map(\.event))
        let isSuperseded = changes.contains { $0.range.latest <= day }
        if let initial, initial.value == value, !isSuperseded { events.insert(initial.event) }
        return events.sorted()
    }

    /// Whether a change can be the last one by the end of a day.
    func isPossible(_ change: Change, on day: Int) -> Bool {
        guard change.range.earliest <= day else { return false }
        // It had better be as late as it can be: then the fewest others come after it.
        let taken = min(change.range.latest, day)
        return !changes.contains { other in
            guard other.event != change.event, other.range.latest <= day else { return false }
            if other.range == change.range && other.order != change.order { return other.order > change.order }
            // On one day only `order` tells which is later; the order of arrival does not.
            return (other.range.earliest, other.order) > (taken, change.order)
        }
    }

    /// Two histories are equal when they say the same.
    public static func == (first: DatedValues, second: DatedValues) -> Bool {
        first.changes == second.changes && first.initial?.value == second.initial?.value
            && first.initial?.event == second.initial?.event
    }

    /// Hashes what the history says.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(changes)
        hasher.combine(initial?.event)
    }
}
