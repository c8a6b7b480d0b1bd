/// A year, a month or a day of the years 0000 to 9999, with a qualifier behind it or not: `2015`, `2015-12~`.
struct PlainDate {
    /// The longest that one is, in bytes.
    static let longest = 11

    /// Its first day, the qualifier aside.
    let firstDay: Int
    /// Its last day, the qualifier aside.
    let lastDay: Int
    /// The days that it can mean with the qualifier, one unit of each part to either side for `?` and `~`, two for `%`.
    let widened: PackedDays

    /// Nil where anything else stands in the range.
    @inline(__always)
    init?(_ bytes: RawSpan, from start: Int, to end: Int) {
        var count = end &- start
        guard count >= 4, count <= Self.longest else { return nil }
        var units = 0
        if count != 4 && count != 7 && count != 10 {
            switch bytes.byte(at: end &- 1) {
            case UInt8(ascii: "?"), UInt8(ascii: "~"): units = 1
            case UInt8(ascii: "%"): units = 2
            default: return nil
            }
            count &-= 1
        }
        let word = bytes.word(at: start)
        guard let century = Self.twoDigits(word), let years = Self.twoDigits(word &>> 16) else { return nil }
        let year = century &* 100 &+ years
        var (month, day) = (0, 0)
        if count >= 7 {
            guard word &>> 32 & 0xFF == Self.dash, let number = Self.twoDigits(word &>> 40), number >= 1, number <= 12
            else { return nil }
            month = number
        }
        if count == 10 {
            let rest = bytes.word(at: start &+ 7)
            guard rest & 0xFF == Self.dash, let number = Self.twoDigits(rest &>> 8), number >= 1,
                number <= Self.length(ofMonth: month, year)
            else { return nil }
            day = number
        }
        guard count == 4 || count == 7 || count == 10 else { return nil }
        self.init(year, month, day, units)
    }

    @inline(__always)
    private init(_ year: Int, _ month: Int, _ day: Int, _ units: Int) {
        if day > 0 {
            firstDay = Self.number(year, month, day)
            lastDay = firstDay
        } else if month > 0 {
            firstDay = Self.number(year, month, 1)
            lastDay = firstDay &+ Self.length(ofMonth: month, year) &- 1
        } else {
            firstDay = Self.number(year, 1, 1)
            lastDay = Self.number(year, 12, 31)
        }
        if units == 0 {
            widened = PackedDays(Int32(truncatingIfNeeded: firstDay), Int32(truncatingIfNeeded: lastDay))
        } else {
            widened = PackedDays(
                Int32(truncatingIfNeeded: Self.moved(year, max(month, 1), max(day, 1), month, day, by: -units)),
                Int32(
                    truncatingIfNeeded: Self.moved(
                        year, month > 0 ? month : 12, day > 0 ? day : 31, month, day, by: units))
            )
        }
    }

    /// A bound moved outwards by so many units of each part that is given: years and months first, the day cut to the
    /// length of the month or, where no day is given, set to its end; then days.
    @inline(never)
    private static func moved(
        _ year: Int, _ monthOfBound: Int, _ dayOfBound: Int, _ month: Int, _ day: Int, by units: Int
    ) -> Int {
        let months = (year + units) * 12 + monthOfBound - 1 + (month > 0 ? units : 0)
        let movedYear = (months >= 0 ? months : months - 11) / 12
        let movedMonth = months - movedYear * 12 + 1
        let length = length(ofMonth: movedMonth, movedYear)
        if day > 0 { return number(movedYear, movedMonth, min(dayOfBound, length)) + units }
        return number(movedYear, movedMonth, units > 0 ? length : 1)
    }

    private static let dash = UInt64(UInt8(ascii: "-"))

    /// The number that the two lowest bytes of a word write.
    @inline(__always)
    private static func twoDigits(_ word: UInt64) -> Int? {
        let tens = UInt8(truncatingIfNeeded: word) &- UInt8(ascii: "0")
        let ones = UInt8(truncatingIfNeeded: word &>> 8) &- UInt8(ascii: "0")
        return tens < 10 && ones < 10 ? Int(tens) &* 10 &+ Int(ones) : nil
    }

    @inline(__always)
    private static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

    @inline(__always)
    static func length(ofMonth month: Int, _ year: Int) -> Int {
        // One bit a month: 31 days in months 1, 3, 5, 7, 8, 10 and 12.
        month == 2 ? (isLeap(year) ? 29 : 28) : 30 &+ Int(0b1_0101_1010_1010 &>> month & 1)
    }

    /// The days from 1970-01-01 to a day of the proleptic Gregorian calendar.
    @inline(__always)
    static func number(_ year: Int, _ month: Int, _ day: Int) -> Int {
        // Counted in years that begin in March, so that a leap day comes last; 400 years have 146,097 days.
        let marchYear = month <= 2 ? year &- 1 : year
        let era = (marchYear >= 0 ? marchYear : marchYear &- 399) / 400
        let yearOfEra = marchYear &- era &* 400
        let dayOfYear = (153 &* (month &+ (month > 2 ? -3 : 9)) &+ 2) / 5 &+ day &- 1
        return era &* 146_097 &+ yearOfEra &* 365 &+ yearOfEra / 4 &- yearOfEra / 100 &+ dayOfYear &- 719_468
    }
}
