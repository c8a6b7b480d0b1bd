/// Reads dates that count from today.
extension PhraseParser {
    mutating func relativeDate() throws(PhraseFault) -> PhraseDate? {
        if takeAny("the day before yesterday", "day before yesterday") { return .day(today.advanced(by: -2)) }
        if takeAny("the day after tomorrow", "day after tomorrow") { return .day(today.advanced(by: 2)) }
        if takeAny("yesterday", "last night") { return .day(today.advanced(by: -1)) }
        if takeAny("today", "now", "tonight", "this morning", "this afternoon", "this evening") { return .day(today) }
        if take("tomorrow") { return .day(today.advanced(by: 1)) }
        if let counted = try counted() { return counted }
        if let soFar = sinceItBegan() { return soFar }
        return named()
    }

    // MARK: "3 days ago"

    private mutating func counted() throws(PhraseFault) -> PhraseDate? {
        let start = index
        let position = here
        let isAhead = take("in")
        guard let count = takeCount(), let unit = take(from: PhraseWords.units) else {
            index = start
            return nil
        }
        var steps: Int?
        if isAhead || takeAny("from now", "from today", "hence") {
            steps = count
        } else if take("ago") {
            steps = -count
        }
        guard let steps else {
            index = start
            return nil
        }
        guard count <= 1_000_000 else {
            throw PhraseFault(position: position, problem: "too long a time", advice: "write the date itself")
        }
        return span(of: unit, steps: steps)
    }

    private mutating func takeCount() -> Int? {
        if case .number(let count, _)? = peek()?.kind {
            index += 1
            return count
        }
        if takeAny("a", "an") { return 1 }
        return take(from: PhraseWords.numbers)
    }

    /// The day, week, month and so on that lies so many steps from today's.
    private func span(of unit: PhraseWords.Unit, steps: Int) -> PhraseDate {
        let (year, month, _) = today.components
        switch unit {
        case .day: return .day(today.advanced(by: steps))
        case .week: return .week(of: today.advanced(by: steps * 7))
        case .month: return .months(year * 12 + month - 1 + steps, year * 12 + month - 1 + steps)
        case .quarter:
            let number = year * 4 + (month - 1) / 3 + steps
            return .season(year: CivilDay.floorQuotient(number, 4), code: 33 + CivilDay.floorModulo(number, 4))
        case .year: return .year(year + steps)
        case .decade:
            let first = (CivilDay.floorQuotient(year, 10) + steps) * 10
            return .years(first, first + 9)
        case .century:
            let first = (CivilDay.floorQuotient(year, 100) + steps) * 100
            return .years(first, first + 99)
        }
    }

    // MARK: "earlier this year"

    private mutating func sinceItBegan() -> PhraseDate? {
        let start = index
        let isPast = take("earlier")
        if isPast || take("later"), takeAny("this", "in this"), let unit = take(from: PhraseWords.units),
            let (first, last) = span(of: unit, steps: 0).bounds
        {
            return isPast ? .days(first, today) : .days(today, last)
        }
        index = start
        return nil
    }

    // MARK: "last Friday"

    private mutating func named() -> PhraseDate? {
        let start = index
        let direction: Int
        if takeAny("last", "past", "previous") {
            direction = -1
        } else if takeAny("this", "current") {
            direction = 0
        } else if takeAny("next", "coming") {
            direction = 1
        } else {
            return nil
        }
        if let unit = take(from: PhraseWords.units) { return span(of: unit, steps: direction) }
        if let weekday = take(from: PhraseWords.weekdays) { return .day(day(of: weekday, towards: direction)) }
        if let month = take(from: PhraseWords.months) {
            return nearest(direction) { .month(month, of: $0) }
        }
        if let season = take(from: PhraseWords.seasons) {
            return nearest(direction) { .season(year: $0, code: season) }
        }
        index = start
        return nil
    }

    private func day(of weekday: Int, towards direction: Int) -> CivilDay {
        switch direction {
        case ..<0: return day(of: weekday, upTo: today.advanced(by: -1))
        case 0: return today.advanced(by: weekday - today.weekday)
        default: return day(of: weekday, upTo: today.advanced(by: 7))
        }
    }

    /// The last one that is over, this year's, or the first that has not begun.
    private func nearest(_ direction: Int, _ date: (Int) -> PhraseDate) -> PhraseDate {
        let year = today.year
        if direction < 0 {
            for candidate in [year, year - 1] {
                if let last = date(candidate).bounds?.last, last < today { return date(candidate) }
            }
            return date(year - 2)
        }
        guard direction > 0, let first = date(year).bounds?.first, first <= today else { return date(year) }
        return date(year + 1)
    }
}
