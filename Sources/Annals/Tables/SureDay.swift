import Projections
import SQLite

/// A row of sure days: a day on which somebody was seen in post, or an interval that covers days surely.
struct SureDay {
    private let start: DayRange
    private let end: DayRange
    /// The event of an interval; 0 for a day.
    private let event: Int

    private init(day: Int) {
        (start, end, event) = (DayRange(day, day), DayRange(day, day), 0)
    }

    private init(_ interval: HeldInterval) {
        (start, end, event) = (interval.start, interval.end, interval.event)
    }

    init(_ row: Statement) throws {
        event = Int(row.integer(3))
        start = try DayRange(storedEarliest: row.optionalInteger(4), latest: row.optionalInteger(5))
        end = try DayRange(storedEarliest: row.optionalInteger(6), latest: row.optionalInteger(7))
    }

    /// The rows of a key: sightings, and the intervals that no stint says by itself.
    static func days(of tenures: SeatTenures) -> [SureDay] {
        tenures.seenDays.map(SureDay.init(day:))
            + tenures.intervals.filter { interval in !tenures.stints.contains { $0.isCovered(by: interval) } }
            .map { SureDay($0) }
    }

    /// The day on which somebody was seen; nil for an interval.
    var seenDay: Int? { event == 0 ? start.earliest : nil }

    /// The interval; nil for a day.
    var interval: HeldInterval? { event == 0 ? nil : HeldInterval(start: start, end: end, event: event) }

    /// The columns of the row behind its key's, but for those that say when it was known.
    var values: [(any Bindable)?] {
        [event, start.storedEarliest, start.storedLatest, end.storedEarliest, end.storedLatest]
    }
}
