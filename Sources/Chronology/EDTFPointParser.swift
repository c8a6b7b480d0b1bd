/// Reads one date: `2004`, `-0044-03-15`, `156X-12`, `2004?-~06`, `2001-21`, `1985-04-12T23:20:30Z`, `Y17E7S2`.
struct EDTFPointParser {
    var reader: EDTFReader
    let place: EDTFPoint.Place
    private var qualifiers: (year: EDTFQualifier, month: EDTFQualifier, day: EDTFQualifier) = ([], [], [])

    init(from offset: Int, to end: Int, place: EDTFPoint.Place) {
        reader = EDTFReader(offset: offset, end: end)
        self.place = place
    }

    /// Reads the whole of the part; anything left over is a fault.
    mutating func parse(_ bytes: Span<UInt8>) throws(EDTFFault) -> EDTFPoint {
        let start = reader.offset
        qualifiers.year = reader.qualifier(bytes)
        let point: EDTFPoint
        if reader.skip("Y", in: bytes) {
            point = try longYear(bytes)
        } else {
            let year = try shortYear(bytes)
            if reader.skip("S", in: bytes) {
                point = try significantYear(year, from: start, bytes)
            } else {
                point = try date(year, from: start, bytes)
            }
        }
        guard reader.isAtEnd else { throw leftover(bytes) }
        return point
    }

    // MARK: Years

    private mutating func shortYear(_ bytes: Span<UInt8>) throws(EDTFFault) -> EDTFYear {
        let start = reader.offset
        let isNegative = reader.skip("-", in: bytes)
        let length = reader.patternLength(bytes)
        guard length == 4, let pattern = reader.pattern(width: 4, in: bytes) else {
            throw badYear(at: start, digits: length, bytes)
        }
        if isNegative, pattern.high == 0 {
            throw EDTFFault(at: start, "year -0000", advice: "the year 0, which is 1 BC, has no sign")
        }
        return EDTFYear(isNegative: isNegative, pattern: pattern)
    }

    private mutating func longYear(_ bytes: Span<UInt8>) throws(EDTFFault) -> EDTFPoint {
        if place == .interval {
            throw EDTFFault(at: reader.offset - 1, "a Y year in an interval", advice: "write a set, [Y-61000..-2000]")
        }
        var long = EDTFLongYearParser(reader: reader)
        let years = try long.parse(bytes)
        reader = long.reader
        return try wholeYears(years, bytes)
    }

    private mutating func significantYear(_ year: EDTFYear, from start: Int, _ bytes: Span<UInt8>)
        throws(EDTFFault) -> EDTFPoint
    {
        guard year.pattern.isFixed else {
            throw EDTFFault(at: start, "significant digits of a year with X", advice: "give the year in full before S")
        }
        var long = EDTFLongYearParser(reader: reader)
        let value = year.isNegative ? -year.pattern.low : year.pattern.low
        let years = try long.significantDigits(of: value, bytes)
        reader = long.reader
        return try wholeYears(years, bytes)
    }

    private mutating func wholeYears(_ years: EDTFLongYearParser.Years, _ bytes: Span<UInt8>)
        throws(EDTFFault) -> EDTFPoint
    {
        try suffix(afterParts: 1, bytes)
        func bounds(_ range: ClosedRange<Int>) -> DayBounds {
            DayBounds(
                earliest: CivilDay(knownYear: range.lowerBound, month: 1, day: 1),
                latest: CivilDay(knownYear: range.upperBound, month: 12, day: 31))
        }
        let widening = EDTFWidening(years: qualifiers.year.units * years.unit)
        return EDTFPoint(
            strict: bounds(years.written...years.written), widened: widening.applied(to: bounds(years.possible)),
            qualifier: qualifiers.year)
    }

    // MARK: Years, months and days

    private mutating func date(_ year: EDTFYear, from start: Int, _ bytes: Span<UInt8>)
        throws(EDTFFault) -> EDTFPoint
    {
        try suffix(afterParts: 1, bytes)
        guard reader.skip("-", in: bytes) else { return finished(year: year, month: nil, day: nil) }
        qualifiers.month = reader.qualifier(bytes)
        let monthStart = reader.offset
        guard let month = reader.pattern(width: 2, in: bytes) else { throw missing("month", "-05", bytes) }
        if month.isFixed, let season = EDTFSeason(code: month.low) {
            try suffix(afterParts: 2, bytes)
            if reader.peek(bytes) == UInt8(ascii: "-") {
                throw EDTFFault(at: reader.offset, "a day within a season", advice: "a season stands last")
            }
            return finished(year: year, season: season)
        }
        let isMonth = month.isFixed ? month.low >= 1 && month.low <= 12 : (1...12).contains(where: month.matches)
        guard isMonth else { throw badMonth(month, at: monthStart, bytes) }
        try suffix(afterParts: 2, bytes)
        guard reader.skip("-", in: bytes) else { return finished(year: year, month: month, day: nil) }
        qualifiers.day = reader.qualifier(bytes)
        let dayStart = reader.offset
        guard let day = reader.pattern(width: 2, in: bytes) else { throw missing("day", "-17", bytes) }
        guard let first = EDTFPoint.extremeDay(year: year, month: month, day: day, last: false) else {
            throw badDay(year: year, month: month, day: day, at: dayStart, bytes)
        }
        try suffix(afterParts: 3, bytes)
        var point = finished(year: year, month: month, day: day, first: first)
        if reader.skip("T", in: bytes) {
            point.time = try time(isExactDay: point.precision == .day && point.qualifier.isEmpty, bytes)
            point.precision = .time
        }
        return point
    }

    private mutating func time(isExactDay: Bool, _ bytes: Span<UInt8>) throws(EDTFFault) -> ClockTime {
        let mark = reader.offset - 1
        switch place {
        case .alone: break
        case .interval: throw EDTFFault(at: mark, "a time of day in an interval", advice: "intervals run between days")
        case .set: throw EDTFFault(at: mark, "a time of day in a set", advice: "the members of a set are dates")
        }
        guard isExactDay else {
            throw EDTFFault(at: mark, "a time on a day that is not exact", advice: "leave out the time, or ? ~ % and X")
        }
        var clock = EDTFTimeParser(reader: reader)
        let time = try clock.parse(bytes)
        reader = clock.reader
        return time
    }

    /// Reads a qualifier behind a part: it holds for that part and all before it.
    private mutating func suffix(afterParts count: Int, _ bytes: Span<UInt8>) throws(EDTFFault) {
        let start = reader.offset
        let qualifier = reader.qualifier(bytes)
        if qualifier.isEmpty { return }
        let own = count == 1 ? qualifiers.year : count == 2 ? qualifiers.month : qualifiers.day
        guard own.isEmpty, EDTFQualifier(byte: reader.peek(bytes)) == nil else {
            throw EDTFFault(
                at: own.isEmpty ? start + 1 : start, "two qualifiers on one part",
                advice: "% says both uncertain and approximate")
        }
        qualifiers.year.formUnion(qualifier)
        if count > 1 { qualifiers.month.formUnion(qualifier) }
        if count > 2 { qualifiers.day.formUnion(qualifier) }
    }

    // MARK: Bounds

    private func finished(year: EDTFYear, season: EDTFSeason) -> EDTFPoint {
        var strict = DayBounds.none
        if let years = year.range {
            let first = years.lowerBound * 12 + season.firstMonth - 1
            let last = years.upperBound * 12 + season.firstMonth - 1 + season.months - 1
            strict = DayBounds(earliest: .first(ofMonthNumber: first), latest: .last(ofMonthNumber: last))
        }
        let widening = EDTFWidening(
            years: qualifiers.year.units * year.pattern.unit, months: qualifiers.month.units * season.months)
        return EDTFPoint(
            strict: strict, widened: widening.applied(to: strict),
            qualifier: qualifiers.year.union(qualifiers.month), precision: .season)
    }

    private func finished(year: EDTFYear, month: DigitPattern?, day: DigitPattern?, first: CivilDay? = nil)
        -> EDTFPoint
    {
        let precision: EDTF.Precision
        switch (year.pattern.isFixed, month?.isFixed ?? false, day?.isFixed ?? false) {
        case (true, true, true): precision = .day
        case (true, true, false): precision = .month
        default: precision = .year
        }
        var strict = DayBounds.none
        if precision == .day {
            strict = DayBounds(earliest: first, latest: first)
        } else if !year.pattern.isBlank {
            strict = DayBounds(
                earliest: first ?? EDTFPoint.extremeDay(year: year, month: month, day: day, last: false),
                latest: EDTFPoint.extremeDay(year: year, month: month, day: day, last: true))
        }
        let qualifier = qualifiers.year.union(qualifiers.month).union(qualifiers.day)
        if qualifier.isEmpty {
            return EDTFPoint(strict: strict, widened: strict, precision: precision)
        }
        // A part of which nothing is given already spans all it can: a qualifier adds nothing there.
        let widening = EDTFWidening(
            years: qualifiers.year.units * year.pattern.unit,
            months: month.map { $0.isBlank ? 0 : qualifiers.month.units * $0.unit } ?? 0,
            days: day.map { $0.isBlank ? 0 : qualifiers.day.units * $0.unit } ?? 0,
            endsWithMonth: day?.isBlank ?? true)
        return EDTFPoint(
            strict: strict, widened: widening.applied(to: strict), qualifier: qualifier, precision: precision)
    }
}
