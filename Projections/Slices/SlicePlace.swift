/// Where rows of the packed index stand: one order over all rows of a pack, in which few of those that can hold on a day
/// have rows between them that cannot.
///
/// A place is a number of 63 bits: 4 for the class of the row's length, 32 for the day by which its class is ordered,
/// 27 that are mixed from the key and tell rows of one day apart. Rows of a class are at most twice as long as others, so
/// that about half of those that start in the class's length before a day still hold on it.
enum SlicePlace {
    /// How many bits a place has.
    static let bits = 63
    /// The first and the last place.
    static let all: ClosedRange<Int64> = 0...Int64.max

    private static let mixedBits = 27
    private static let classShift = 59

    /// Rows that nothing ends; ordered by their first day.
    static let endless = 15
    /// Rows that end and that nothing begins; ordered by the day after their last one.
    static let beginningless = 14
    /// Rows of more than 2¹⁷ days; ordered, as all shorter ones, by their first day.
    private static let longest = 13
    /// How many days are the most in class 0, as a power of two.
    private static let shortestLog = 5

    /// How long the rows of a class are at most; nil where there is no limit.
    static func mostDays(_ lengthClass: Int) -> Int64? {
        lengthClass < longest ? 1 << Int64(shortestLog + lengthClass) : nil
    }

    /// The place of a row.
    static func of(_ row: SliceRow) -> Int64 {
        let lengthClass = lengthClass(row.startEarliest, row.endLatest)
        return place(lengthClass, lengthClass == beginningless ? row.endLatest : row.startEarliest, mixed(row))
    }

    /// The class of a place.
    static func lengthClass(_ place: Int64) -> Int { Int(place >> Int64(classShift)) }

    private static func lengthClass(_ first: Int32, _ over: Int32) -> Int {
        if over == SliceDay.future { return endless }
        if first == SliceDay.past { return beginningless }
        let length = Int64(over) - Int64(first)
        let log = length <= 1 ? 0 : Int64.bitWidth - (length - 1).leadingZeroBitCount
        return min(max(log - shortestLog, 0), longest)
    }

    private static func place(_ lengthClass: Int, _ day: Int32, _ mixed: Int64) -> Int64 {
        let ordered = Int64(day) - Int64(Int32.min)
        return Int64(lengthClass) << Int64(classShift) | ordered << Int64(mixedBits) | mixed
    }

    private static func mixed(_ row: SliceRow) -> Int64 {
        var mixed = row.key &+ UInt64(row.stint) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
        mixed = (mixed ^ mixed >> 32) &* 0xD6E8_FEB8_6659_FD93
        return Int64(mixed >> UInt64(64 - mixedBits))
    }

    /// The places in a class at which rows can stand that hold at the end of a day.
    static func window(_ lengthClass: Int, on day: Int32) -> ClosedRange<Int64> {
        let first: Int64
        var last = Int64(day)
        if lengthClass == beginningless {
            (first, last) = (Int64(day) + 1, Int64(Int32.max))
        } else if let most = mostDays(lengthClass) {
            first = max(Int64(day) - most + 1, Int64(Int32.min))
        } else {
            first = Int64(Int32.min)
        }
        let top = Int64(1) << Int64(mixedBits) - 1
        return place(lengthClass, Int32(clamping: first), 0)...place(lengthClass, Int32(clamping: last), top)
    }

    /// The first place, from a given one on, at which a row can stand that holds on one of two days; nil beyond them.
    static func next(from place: Int64, on day: Int32, or other: Int32) -> Int64? {
        for lengthClass in lengthClass(place)...endless {
            let windows = (window(lengthClass, on: day), window(lengthClass, on: other))
            let next = min(next(place, in: windows.0), next(place, in: windows.1))
            if next < .max { return next }
        }
        return nil
    }

    private static func next(_ place: Int64, in window: ClosedRange<Int64>) -> Int64 {
        place > window.upperBound ? .max : max(place, window.lowerBound)
    }

    /// The places that agree with one in its first bits.
    static func block(around place: Int64, depth: Int) -> ClosedRange<Int64> {
        let rest = depth >= bits ? 0 : Int64.max >> Int64(depth)
        return place & ~rest...place | rest
    }

    /// How many bits two places have in common from the first on.
    static func commonDepth(_ first: Int64, _ second: Int64) -> Int { (first ^ second).leadingZeroBitCount - 1 }
}

extension SliceRow {
    /// Where the row stands in its pack.
    var place: Int64 { SlicePlace.of(self) }
}
