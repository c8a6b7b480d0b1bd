import Projections

/// A range of days as two columns: NULL where nothing bounds a side.
extension DayRange {
    /// The first day as stored: nil where nothing bounds it.
    var storedEarliest: Int? { earliest <= DayRange.past ? nil : earliest }
    /// The last day as stored: nil where nothing bounds it.
    var storedLatest: Int? { latest >= DayRange.future ? nil : latest }

    init(storedEarliest earliest: Int64?, latest: Int64?) {
        self.init(earliest.map(Int.init) ?? DayRange.past, latest.map(Int.init) ?? DayRange.future)
    }
}
