/// What a part of a phrase names, before it is written as EDTF.
enum PhraseDate: Equatable {
    /// From one day to another, often the same.
    case days(CivilDay, CivilDay)
    /// Months counted from 0000-01, which is 0.
    case months(Int, Int)
    /// A season, quarter or semester by its code.
    case season(year: Int, code: Int)
    /// Astronomical years.
    case years(Int, Int)
    /// A month, and perhaps a day, without a year.
    case monthOnly(Int, day: Int?)
    /// A number that waits for the other side of a range: "18" of "18 to 20 January 1928", "17th" of "17th-19th
    /// century".
    case numberOnly(Int, digits: Int)
    /// Said to be undated.
    case undated

    static func day(_ day: CivilDay) -> PhraseDate { .days(day, day) }

    static func month(_ month: Int, of year: Int) -> PhraseDate {
        .months(year * 12 + month - 1, year * 12 + month - 1)
    }

    static func year(_ year: Int) -> PhraseDate { .years(year, year) }

    /// The 19th century is 1800 to 1899, the 1st before our era 100 BC to 1 BC.
    static func century(_ number: Int, isBefore: Bool) -> PhraseDate {
        isBefore ? .years(1 - number * 100, 100 - number * 100) : .years(number * 100 - 100, number * 100 - 1)
    }

    /// The Monday-to-Sunday week that the day lies in.
    static func week(of day: CivilDay) -> PhraseDate {
        let monday = day.advanced(by: 1 - day.weekday)
        return .days(monday, monday.advanced(by: 6))
    }

    /// The days it spans; nil where it has no year.
    var bounds: (first: CivilDay, last: CivilDay)? {
        switch self {
        case .days(let first, let last):
            return (first, last)
        case .months(let first, let last):
            return (.first(ofMonthNumber: first), .last(ofMonthNumber: last))
        case .season(let year, let code):
            guard let season = EDTFSeason(code: code) else { return nil }
            let first = year * 12 + season.firstMonth - 1
            return (.first(ofMonthNumber: first), .last(ofMonthNumber: first + season.months - 1))
        case .years(let first, let last):
            return (.first(ofMonthNumber: first * 12), .last(ofMonthNumber: last * 12 + 11))
        case .monthOnly, .numberOnly, .undated:
            return nil
        }
    }

    /// Its first and last date as EDTF writes them; the same text where it is one date.
    var texts: (first: String, last: String) {
        switch self {
        case .days(let first, let last):
            return (first.description, last.description)
        case .months(let first, let last):
            return (Self.text(ofMonth: first), Self.text(ofMonth: last))
        case .season(let year, let code):
            let text = EDTF.text(ofYear: year) + "-" + String(code)
            return (text, text)
        case .years(let first, let last):
            if first < last, let round = EDTF.roundYearsText(first, last) { return (round, round) }
            return (EDTF.text(ofYear: first), EDTF.text(ofYear: last))
        case .monthOnly(let month, let day):
            let text = "XXXX-" + CivilDay.padded(month, to: 2) + (day.map { "-" + CivilDay.padded($0, to: 2) } ?? "")
            return (text, text)
        case .numberOnly(let number, let digits):
            let text = CivilDay.padded(number, to: digits)
            return (text, text)
        case .undated:
            return ("XXXX", "XXXX")
        }
    }

    /// The span of the same length just before, or just after.
    func neighbor(after: Bool) -> PhraseDate {
        let step = after ? 1 : -1
        switch self {
        case .days(let first, let last):
            let length = (last.number - first.number + 1) * step
            return .days(first.advanced(by: length), last.advanced(by: length))
        case .months(let first, let last):
            let length = (last - first + 1) * step
            return .months(first + length, last + length)
        case .season(let year, let code):
            let group = code >= 40 ? (first: 40, count: 2) : code >= 33 ? (first: 33, count: 4) : (first: 21, count: 4)
            let place = code - group.first + step
            return .season(
                year: year + CivilDay.floorQuotient(place, group.count),
                code: group.first + CivilDay.floorModulo(place, group.count))
        case .years(let first, let last):
            let length = (last - first + 1) * step
            return .years(first + length, last + length)
        case .monthOnly, .numberOnly, .undated:
            return self
        }
    }

    /// The smallest month, year, decade or century that holds all of it; nil if it crosses centuries.
    var covering: PhraseDate? {
        guard texts.first != texts.last, let (first, last) = bounds else { return self }
        let (start, end) = (first.components, last.components)
        if start.year == end.year {
            return start.month == end.month ? .month(start.month, of: start.year) : .year(start.year)
        }
        for unit in [10, 100] {
            let quotient = CivilDay.floorQuotient(start.year, unit)
            if start.year >= 0, quotient == CivilDay.floorQuotient(end.year, unit) {
                return .years(quotient * unit, quotient * unit + unit - 1)
            }
        }
        return nil
    }

    /// One of `count` parts, from 0; nil for what has no such parts.
    ///
    /// Years fall into months (halves and quarters have codes of their own), months into days, longer spans into
    /// years. Where the division leaves a remainder, the earlier parts are the longer.
    func part(_ index: Int, of count: Int) -> PhraseDate? {
        func start(_ index: Int, _ length: Int) -> Int { (index * length + count - 1) / count }
        switch self {
        case .years(let year, let last) where year == last:
            if count == 2 { return .season(year: year, code: 40 + index) }
            if count == 4 { return .season(year: year, code: 33 + index) }
            return .months(year * 12 + start(index, 12), year * 12 + start(index + 1, 12) - 1)
        case .years(let first, let last):
            let length = last - first + 1
            return .years(first + start(index, length), first + start(index + 1, length) - 1)
        case .months(let first, let last) where first == last:
            // Days by the round number, the last part taking the rest: a third ends on the 10th and the 20th.
            let month = CivilDay.first(ofMonthNumber: first)
            let end =
                index + 1 == count ? CivilDay.last(ofMonthNumber: first) : month.advanced(by: start(index + 1, 30) - 1)
            return .days(month.advanced(by: start(index, 30)), end)
        case .season:
            guard count == 3, let (first, _) = bounds else { return nil }
            return .month((first.month + index - 1) % 12 + 1, of: first.year + (first.month + index > 12 ? 1 : 0))
        default:
            return nil
        }
    }

    private static func text(ofMonth number: Int) -> String {
        let first = CivilDay.first(ofMonthNumber: number)
        return EDTF.text(ofYear: first.year) + "-" + CivilDay.padded(first.month, to: 2)
    }
}
