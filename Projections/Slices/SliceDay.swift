/// Days as the packed index keeps them: 32 bits, past and future being the least and the greatest number.
///
/// A date of EDTF can name days that 32 bits do not hold (`Y170000002`). Such a day stands as the nearest that they do;
/// nobody can ask for a day so far off here, so that no answer about another day changes, and ``isFar(_:)`` tells who
/// shows a bound that it has to be looked up.
public enum SliceDay {
    /// Earlier than every day that a date can name.
    public static let past = Int32.min
    /// Later than every day that a date can name.
    public static let future = Int32.max
    /// The days that can be asked for.
    public static let askable = Int(past) + 2...Int(future) - 2

    private static let firstDay = past + 1
    private static let lastDay = future - 1

    /// A day in 32 bits.
    public static func packed(_ day: Int) -> Int32 {
        if day <= DayRange.past { return past }
        if day >= DayRange.future { return future }
        return min(max(Int32(clamping: day), firstDay), lastDay)
    }

    /// The day that was packed; ``DayRange/past`` and ``DayRange/future`` where nothing bounds it.
    public static func unpacked(_ day: Int32) -> Int {
        switch day {
        case past: DayRange.past
        case future: DayRange.future
        default: Int(day)
        }
    }

    /// Whether a packed day may stand for one that 32 bits do not hold.
    public static func isFar(_ day: Int32) -> Bool { day == firstDay || day == lastDay }
}
