extension EDTF {
    /// The plainest date with exactly these strict bounds.
    ///
    /// A day, month, year, decade or century where the bounds are one (`2023-11`, `199X`); otherwise a one-of set
    /// whose dates are as coarse as fits within the bounds: `[2015-09..2015-12]`, `[..2023-11-17]`, `[2016..]`.
    /// EDTF has no months and days in years of more than four digits: such bounds are rounded outwards to whole
    /// years. Nil where neither side is bounded, where the bounds are reversed, and for years beyond
    /// ±9,999,999,999.
    public static func spanning(_ bounds: DayBounds) -> EDTF? {
        for day in [bounds.earliest, bounds.latest] {
            if let day, abs(day.year) > EDTFLongYearParser.limit { return nil }
        }
        let text: String
        switch (bounds.earliest, bounds.latest) {
        case (nil, nil):
            return nil
        case (let earliest?, nil):
            text = "[" + startText(earliest, within: nil) + "..]"
        case (nil, let latest?):
            text = "[.." + endText(latest, within: nil) + "]"
        case (let earliest?, let latest?):
            guard earliest <= latest else { return nil }
            text =
                singleText(earliest, latest)
                ?? "[" + startText(earliest, within: latest) + ".." + endText(latest, within: earliest) + "]"
        }
        return try? EDTF(text)
    }

    /// The one date that begins and ends there, if there is one.
    private static func singleText(_ earliest: CivilDay, _ latest: CivilDay) -> String? {
        let first = earliest.components
        let last = latest.components
        if first.month == 1, first.day == 1, last.month == 12, last.day == 31 {
            if first.year == last.year { return text(ofYear: first.year) }
            return roundYearsText(first.year, last.year)
        }
        guard hasFourDigits(first.year), hasFourDigits(last.year) else {
            return first.year == last.year ? text(ofYear: first.year) : nil
        }
        if earliest == latest { return earliest.description }
        guard first.year == last.year, first.month == last.month, first.day == 1, isMonthEnd(last) else { return nil }
        return monthText(first)
    }

    /// `199X` for 1990 to 1999, `19XX` for 1900 to 1999, `1XXX`, `-01XX`.
    static func roundYearsText(_ first: Int, _ last: Int) -> String? {
        guard hasFourDigits(first), hasFourDigits(last), (first < 0) == (last < 0) else { return nil }
        let low = min(abs(first), abs(last))
        let high = max(abs(first), abs(last))
        var unit = 1
        for count in 1...3 {
            unit *= 10
            // The range that ends before the year 0 begins at -1, there being no -0.
            let start = first < 0 && low == 1 ? 0 : low
            guard start % unit == 0, high == start + unit - 1 else { continue }
            let given = CivilDay.padded(start / unit, to: 4 - count)
            return (first < 0 ? "-" : "") + given + String(repeating: "X", count: count)
        }
        return nil
    }

    private static func startText(_ day: CivilDay, within latest: CivilDay?) -> String {
        let parts = day.components
        let yearEnd = CivilDay(knownYear: parts.year, month: 12, day: 31)
        if !hasFourDigits(parts.year) { return text(ofYear: parts.year) }
        if parts.month == 1, parts.day == 1, latest.map({ yearEnd <= $0 }) ?? true { return text(ofYear: parts.year) }
        let length = CivilDay.length(ofMonth: parts.month, year: parts.year)
        let monthEnd = day.advanced(by: length - parts.day)
        return parts.day == 1 && latest.map({ monthEnd <= $0 }) ?? true ? monthText(parts) : day.description
    }

    private static func endText(_ day: CivilDay, within earliest: CivilDay?) -> String {
        let parts = day.components
        let yearStart = CivilDay(knownYear: parts.year, month: 1, day: 1)
        if !hasFourDigits(parts.year) { return text(ofYear: parts.year) }
        if parts.month == 12, parts.day == 31, earliest.map({ $0 <= yearStart }) ?? true {
            return text(ofYear: parts.year)
        }
        let monthStart = day.advanced(by: 1 - parts.day)
        return isMonthEnd(parts) && earliest.map({ $0 <= monthStart }) ?? true ? monthText(parts) : day.description
    }

    private static func isMonthEnd(_ parts: (year: Int, month: Int, day: Int)) -> Bool {
        parts.day == CivilDay.length(ofMonth: parts.month, year: parts.year)
    }

    private static func monthText(_ parts: (year: Int, month: Int, day: Int)) -> String {
        CivilDay.text(ofYear: parts.year) + "-" + CivilDay.padded(parts.month, to: 2)
    }

    private static func hasFourDigits(_ year: Int) -> Bool {
        (-9_999...9_999).contains(year)
    }

    static func text(ofYear year: Int) -> String {
        hasFourDigits(year) ? CivilDay.text(ofYear: year) : "Y\(year)"
    }
}
