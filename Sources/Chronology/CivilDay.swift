/// A day of the proleptic Gregorian calendar, without a time or a time zone.
///
/// Years are counted as ISO 8601 counts them: 0000 is the year before 0001, -0044 is 45 BC.
public struct CivilDay: Hashable, Sendable {
    /// Days since 1970-01-01, which is 0.
    public let number: Int

    /// Makes the day that lies `number` days after 1970-01-01; every integer is a day.
    public init(number: Int) {
        self.number = number
    }

    /// Makes the day with this year, month (1 to 12) and day of the month.
    ///
    /// Gives nil for a day that the calendar lacks (2023-02-29) and for years beyond ±25 × 10¹⁵, whose day
    /// numbers an `Int` does not hold.
    public init?(year: Int, month: Int, day: Int) {
        guard (-Self.yearLimit...Self.yearLimit).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        self.init(knownYear: year, month: month, day: day)
    }

    /// Year, month and day of the month, from one computation in constant time.
    public var components: (year: Int, month: Int, day: Int) {
        // Eras of 400 years, counted from a 1 March, so that the leap day ends a year. The shift from 1970 is
        // applied to the quotient and the remainder apart: adding it first would overflow near Int.max.
        let shiftedDay = Self.floorModulo(number, Self.daysPerEra) + Self.epochShift % Self.daysPerEra
        let era =
            Self.floorQuotient(number, Self.daysPerEra) + Self.epochShift / Self.daysPerEra
            + shiftedDay / Self.daysPerEra
        let dayOfEra = shiftedDay % Self.daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day)
    }

    /// The astronomical year: 0 is 1 BC.
    public var year: Int { components.year }

    /// The month, 1 to 12.
    public var month: Int { components.month }

    /// The day of the month, 1 to 31.
    public var day: Int { components.day }

    /// The day so many days later, or earlier where `days` is negative.
    ///
    /// Stops at the first or last day that an `Int` can number rather than overflow.
    public func advanced(by days: Int) -> CivilDay {
        let (sum, overflow) = number.addingReportingOverflow(days)
        return CivilDay(number: overflow ? (days > 0 ? Int.max : Int.min) : sum)
    }
}

extension CivilDay: Comparable {
    public static func < (left: CivilDay, right: CivilDay) -> Bool {
        left.number < right.number
    }
}

extension CivilDay: CustomStringConvertible {
    /// The day as ISO 8601 writes it, "2023-11-18" or "-0044-03-15"; years of more than four digits in full.
    public var description: String {
        let (year, month, day) = components
        return Self.text(ofYear: year) + "-" + Self.padded(month, to: 2) + "-" + Self.padded(day, to: 2)
    }
}

extension CivilDay {
    private static let yearLimit = 25_000_000_000_000_000
    private static let daysPerEra = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let epochShift = 719_468

    /// Makes the day of components that are known to be one.
    init(knownYear year: Int, month: Int, day: Int) {
        let marchYear = month <= 2 ? year - 1 : year
        let era = Self.floorQuotient(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let marchMonth = month > 2 ? month - 3 : month + 9
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        self.init(number: era * Self.daysPerEra + dayOfEra - Self.epochShift)
    }

    /// Monday is 1, Sunday 7, as ISO 8601 numbers them.
    var weekday: Int {
        // 1970-01-01 was a Thursday.
        (Self.floorModulo(number, 7) + 3) % 7 + 1
    }

    static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The first day of a month counted from 0000-01, which is 0.
    static func first(ofMonthNumber number: Int) -> CivilDay {
        CivilDay(knownYear: floorQuotient(number, 12), month: floorModulo(number, 12) + 1, day: 1)
    }

    /// The last day of a month counted from 0000-01, which is 0.
    static func last(ofMonthNumber number: Int) -> CivilDay {
        let year = floorQuotient(number, 12)
        let month = floorModulo(number, 12) + 1
        return CivilDay(knownYear: year, month: month, day: length(ofMonth: month, year: year))
    }

    /// A year in four digits at least, with a sign before the year 0.
    static func text(ofYear year: Int) -> String {
        (year < 0 ? "-" : "") + padded(Int(clamping: year.magnitude), to: 4)
    }

    static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    static func floorQuotient(_ dividend: Int, _ divisor: Int) -> Int {
        let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }

    static func floorModulo(_ dividend: Int, _ divisor: Int) -> Int {
        let remainder = dividend % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
