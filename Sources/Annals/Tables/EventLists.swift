import Projections
import SQLite

/// The events of a stint as three columns: those of its start, those of its end, all.
///
/// One event is a number, several are text, none is empty text. NULL stands for the same as the start's, and for those of
/// both.
enum EventLists {
    /// The three columns of a stint.
    static func columns(of stint: Stint) -> [(any Bindable)?] {
        let both =
            stint.startEvents == stint.endEvents
            ? stint.startEvents : Set(stint.startEvents + stint.endEvents).sorted()
        return [
            list(stint.startEvents), stint.endEvents == stint.startEvents ? nil : list(stint.endEvents),
            stint.events == both ? nil : list(stint.events),
        ]
    }

    private static func list(_ events: [Int]) -> any Bindable {
        if events.count == 1, let only = events.first { return only }
        return events.map(String.init).joined(separator: " ")
    }

    /// The same as they stand in a row, from a column on.
    static func read(_ row: Statement, from column: Int) -> (start: [Int], end: [Int], all: [Int]) {
        let start = list(row, column) ?? []
        let end = list(row, column + 1) ?? start
        let all = list(row, column + 2) ?? (start == end ? start : Set(start + end).sorted())
        return (start, end, all)
    }

    private static func list(_ row: Statement, _ column: Int) -> [Int]? {
        switch row.valueType(column) {
        case .null: nil
        case .integer: [Int(row.integer(column))]
        default: row.text(column).split(separator: " ").compactMap { Int($0) }
        }
    }
}
