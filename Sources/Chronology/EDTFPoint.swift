/// One date as read: its bounds and what is said of it. Intervals and sets are made of these.
struct EDTFPoint {
    var strict = DayBounds.none
    var widened = DayBounds.none
    var qualifier: EDTFQualifier = []
    var precision = EDTF.Precision.year
    var time: ClockTime?

    /// Where a date stands decides what it may hold.
    enum Place {
        case alone, interval, set
    }
}

/// The year that a date begins with.
struct EDTFYear {
    let isNegative: Bool
    let pattern: DigitPattern

    /// The astronomical years that can be meant, or nil where nothing is known of the year.
    ///
    /// `-00XX` ends at -0001: the year 0 has no sign.
    var range: ClosedRange<Int>? {
        if pattern.isBlank { return nil }
        guard isNegative else { return pattern.low...pattern.high }
        var least = pattern.low
        if least == 0 {
            least = 1
            while least < pattern.high, !pattern.matches(least) { least += 1 }
        }
        return -pattern.high...(-least)
    }
}

extension EDTFPoint {
    /// The first, or the last, day that fits the patterns; nil if the calendar has no such day.
    static func extremeDay(year: EDTFYear, month: DigitPattern?, day: DigitPattern?, last: Bool) -> CivilDay? {
        guard let years = year.range else {
            // Nothing is known of the year: the patterns must fit some year, whichever.
            return extremeDay(in: 2000, month: month, day: day, last: last)
        }
        // Whether a month and day exist depends on the year only through its being a leap year.
        var failedLeap = false
        var failedCommon = false
        var candidate = last ? years.upperBound : years.lowerBound
        while years.contains(candidate), !(failedLeap && failedCommon) {
            defer { candidate += last ? -1 : 1 }
            let isLeap = CivilDay.isLeap(candidate)
            if isLeap ? failedLeap : failedCommon { continue }
            guard year.pattern.isFixed || year.pattern.matches(abs(candidate)) else { continue }
            if let found = extremeDay(in: candidate, month: month, day: day, last: last) { return found }
            if isLeap { failedLeap = true } else { failedCommon = true }
        }
        return nil
    }

    private static func extremeDay(in year: Int, month: DigitPattern?, day: DigitPattern?, last: Bool) -> CivilDay? {
        if let month, month.isFixed {
            return extremeDay(in: year, month: month.low, day: day, last: last)
        }
        for step in 1...12 {
            let candidate = last ? 13 - step : step
            guard month?.matches(candidate) ?? true else { continue }
            if let found = extremeDay(in: year, month: candidate, day: day, last: last) { return found }
        }
        return nil
    }

    private static func extremeDay(in year: Int, month: Int, day: DigitPattern?, last: Bool) -> CivilDay? {
        let length = CivilDay.length(ofMonth: month, year: year)
        guard let day else { return CivilDay(knownYear: year, month: month, day: last ? length : 1) }
        if day.isFixed {
            guard (1...length).contains(day.low) else { return nil }
            return CivilDay(knownYear: year, month: month, day: day.low)
        }
        for step in 1...length {
            let number = last ? length + 1 - step : step
            if day.matches(number) { return CivilDay(knownYear: year, month: month, day: number) }
        }
        return nil
    }
}
