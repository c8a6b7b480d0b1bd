/// Reads dates that begin with a number.
extension PhraseParser {
    mutating func numericDate() throws(PhraseFault) -> PhraseDate {
        guard case .number(let number, let digits)? = peek()?.kind else { throw unexpected() }
        let position = here
        if let date = try threeNumbers() { return date }
        if let date = try twoNumbers() { return date }
        if let ordinal = takeOrdinal() { return try ordinalDate(ordinal, at: position) }
        index += 1
        if let token = peek(), !token.followsSpace, take("s") {
            return try decadeOrCentury(number, digits: digits, at: position)
        }
        if let years = unspecifiedYears(number, digits: digits) { return years }
        if digits <= 2, take(from: PhraseWords.centuries) { return try century(number, at: position) }
        if let isBefore = take(from: PhraseWords.eras) {
            return .year(try astronomical(number, isBefore: isBefore, at: position))
        }
        if digits <= 2, let date = try dayAndMonth(number, at: position) { return date }
        switch digits {
        case 4:
            if let quarter = try quarterOfYear(number) { return quarter }
            return .year(number)
        case 1...3: return .numberOnly(number, digits: digits)
        case 8: throw numbersFault(at: position, "eight digits in a row", "write 2008-10-07")
        default:
            throw numbersFault(
                at: position, "a year of \(digits) digits", "years beyond four digits are written Y12000")
        }
    }

    /// "1860s" is a decade, "1800s" a century.
    private func decadeOrCentury(_ year: Int, digits: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        guard digits == 4 else {
            throw numbersFault(at: position, "which century's \(year)s", "write the year in four digits, 1960s")
        }
        if year % 100 == 0 { return .years(year, year + 99) }
        guard year % 10 == 0 else {
            throw numbersFault(at: position, "\(year)s", "a decade begins with a round year, 1860s")
        }
        return .years(year, year + 9)
    }

    /// "199X" and "19XX" among words.
    private mutating func unspecifiedYears(_ given: Int, digits: Int) -> PhraseDate? {
        guard let token = peek(), !token.followsSpace, let word = token.word, digits + word.count == 4,
            word.allSatisfy({ $0 == "x" })
        else { return nil }
        index += 1
        let unit = [1: 10, 2: 100][word.count] ?? 1_000
        return .years(given * unit, given * unit + unit - 1)
    }

    private mutating func dayAndMonth(_ day: Int, at position: Int) throws(PhraseFault) -> PhraseDate? {
        let start = index
        _ = take("of") || takeSymbol("-")
        guard let month = take(from: PhraseWords.months) else {
            index = start
            return nil
        }
        if isSymbol("-", at: index), fourDigitYear(at: index + 1) != nil, isSymbol("-", at: start) { index += 1 }
        return try dayOfMonth(day, month, at: position)
    }

    /// Reads the "Q1" of "2024-Q1", "2024 Q1" and "2024Q1".
    private mutating func quarterOfYear(_ year: Int) throws(PhraseFault) -> PhraseDate? {
        let sign = isSymbol("-", at: index) || isSymbol("/", at: index) || isSymbol(",", at: index) ? 1 : 0
        guard let (first, count) = divisions(at: index + sign), case .number(let number, 1)? = peek(sign + 1)?.kind
        else { return nil }
        let name = tokens[index + sign].text.uppercased()
        guard (1...count).contains(number) else {
            throw PhraseFault(
                position: tokens[index + sign + 1].position, problem: "\(name)\(number)",
                advice: "they run \(name)1 to \(name)\(count)")
        }
        index += sign + 2
        return .season(year: year, code: first + number - 1)
    }

    // MARK: 13/7/2008

    private mutating func threeNumbers() throws(PhraseFault) -> PhraseDate? {
        guard case .number(let first, let firstDigits)? = peek()?.kind, let sign = numericSign(at: index + 1),
            case .number(let second, let secondDigits)? = peek(2)?.kind, isSymbol(sign, at: index + 3),
            case .number(let third, let thirdDigits)? = peek(4)?.kind
        else { return nil }
        let position = here
        let (monthPosition, lastPosition) = (tokens[index + 2].position, tokens[index + 4].position)
        guard secondDigits <= 2 else { return nil }
        if firstDigits == 4, thirdDigits <= 2 {
            index += 5
            guard (1...12).contains(second) else {
                throw numbersFault(at: monthPosition, "month \(second)", "months run 01 to 12")
            }
            return try day(third, second, of: first, at: lastPosition)
        }
        guard firstDigits <= 2 else { return nil }
        guard thirdDigits == 4 else {
            throw numbersFault(at: lastPosition, "a year of \(thirdDigits) digits", "write it in full, 2008-10-07")
        }
        index += 5
        if first > 12, (1...12).contains(second) { return try day(first, second, of: third, at: position) }
        if second > 12, (1...12).contains(first) { return try day(second, first, of: third, at: monthPosition) }
        if first == second, (1...12).contains(first) { return try day(first, second, of: third, at: position) }
        guard (1...12).contains(first), (1...12).contains(second) else {
            throw numbersFault(at: position, "no month among \(first) and \(second)", "months run 1 to 12")
        }
        let year = CivilDay.padded(third, to: 4)
        func written(_ month: Int, _ day: Int) -> String {
            "\(year)-\(CivilDay.padded(month, to: 2))-\(CivilDay.padded(day, to: 2))"
        }
        throw numbersFault(
            at: position, "day and month could be either way round",
            "write \(written(first, second)) or \(written(second, first))")
    }

    /// Reads "7/2008"; "2008/10" could as well be two years.
    private mutating func twoNumbers() throws(PhraseFault) -> PhraseDate? {
        guard case .number(let first, let firstDigits)? = peek()?.kind, let sign = numericSign(at: index + 1),
            case .number(let second, let secondDigits)? = peek(2)?.kind
        else { return nil }
        let position = here
        if sign == "-" {
            guard firstDigits == 4, secondDigits == 2, (1...12).contains(second) else { return nil }
            index += 3
            return .month(second, of: first)
        }
        if firstDigits <= 2, secondDigits == 4 {
            guard (1...12).contains(first) else {
                throw numbersFault(at: position, "month \(first)", "months run 01 to 12")
            }
            index += 3
            return .month(first, of: second)
        }
        guard firstDigits == 4, secondDigits <= 2 else {
            throw numbersFault(
                at: position, "\(first)\(sign)\(second) is no date", "write it with its year, 2008-10-07")
        }
        let year = CivilDay.padded(first, to: 4)
        let month = CivilDay.padded(second, to: 2)
        let range = "\(year)/\(year.prefix(2))\(month)"
        throw numbersFault(
            at: position, "a month or a range",
            (1...12).contains(second) ? "write \(year)-\(month), or \(range) for the years" : "write \(range)")
    }

    /// The sign between the numbers of a date, with no space around it.
    private func numericSign(at place: Int) -> Character? {
        guard place + 1 < tokens.count, !tokens[place].followsSpace, !tokens[place + 1].followsSpace,
            case .symbol(let sign) = tokens[place].kind, "/.-".contains(sign)
        else { return nil }
        return sign
    }

    private func numbersFault(at position: Int, _ problem: String, _ advice: String) -> PhraseFault {
        PhraseFault(position: position, problem: problem, advice: advice, isAboutNumbers: true)
    }
}
