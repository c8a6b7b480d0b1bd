import Projections

/// A range of days as two columns: NULL where nothing bounds a side.
extension DayRange {
    /// The first day as stored: nil where nothing bounds it.
    var storedEarliest: Int? { earliest <= DayRange.past ? nil : earliest }
    /// The last day as stored: nil where nothing bounds it.
    var storedLatest: Int? { latest >= DayRange.future ? nil : latest }

    /// - Throws: ``LedgerError/damagedTables(_:)`` for a day that no date can name.
    init(storedEarliest earliest: Int64?, latest: Int64?) throws {
        let days = try [earliest, latest].map { stored -> Int? in
            guard let day = stored.map(Int.init) else { return nil }
            guard (DayRange.past...DayRange.future).contains(day) else {
                throw LedgerError.damagedTables("\(day) stands where the number of a day belongs")
            }
            return day
        }
        self.init(days[0] ?? DayRange.past, days[1] ?? DayRange.future)
    }
}
