/// Reads what a date is called: months, seasons, weekdays, quarters, centuries.
extension PhraseParser {
    mutating func core() throws(PhraseFault) -> PhraseDate {
        guard let token = peek() else { throw unexpected() }
        if let relative = try relativeDate() { return relative }
        switch token.kind {
        case .number: return try numericDate()
        case .symbol: throw unexpected()
        case .word: break
        }
        if takeAny("undated", "unknown", "no date") { return .undated }
        if let weekday = take(from: PhraseWords.weekdays) { return try weekdayDate(weekday, at: token.position) }
        if let month = take(from: PhraseWords.months) { return try monthDate(month, at: token.position) }
        if let season = take(from: PhraseWords.seasons) { return try seasonDate(season, at: token.position) }
        if let division = try quarterOrHalf() { return division }
        if let isBefore = take(from: PhraseWords.eras), case .number(let year, _)? = peek()?.kind {
            index += 1
            return try eraYear(year, isBefore: isBefore, at: token.position)
        }
        if let ordinal = takeOrdinal() { return try ordinalDate(ordinal, at: token.position) }
        throw unexpected()
    }

    // MARK: Months and days

    private mutating func monthDate(_ month: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        _ = take("of")
        let comma = isSymbol(",", at: index) ? 1 : 0
        if let year = try takeYear(after: comma) { return .month(month, of: year) }
        if comma == 0, case .number(let day, 1...2)? = peek()?.kind {
            let dayPosition = here
            index += 1
            _ = takeOrdinalEnding()
            return try dayOfMonth(day, month, at: dayPosition)
        }
        return .monthOnly(month, day: nil)
    }

    /// Reads the year behind a day and a month, if there is one.
    mutating func dayOfMonth(_ day: Int, _ month: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        let comma = isSymbol(",", at: index) || isWord("of", at: index) ? 1 : 0
        if let year = try takeYear(after: comma) { return try self.day(day, month, of: year, at: position) }
        // 2000 has every day that any year has.
        _ = try self.day(day, month, of: 2000, at: position)
        return .monthOnly(month, day: day)
    }

    /// Steps over a year, some tokens ahead, that follows a month or a season.
    mutating func takeYear(after distance: Int) throws(PhraseFault) -> Int? {
        let position = peek(distance)?.position ?? end
        guard case .number(let year, let digits)? = peek(distance)?.kind else { return nil }
        if let word = peek(distance + 1)?.word, let isBefore = PhraseWords.eras[word] {
            index += distance + 2
            return try astronomical(year, isBefore: isBefore, at: position)
        }
        guard digits == 4, !isDateSign(at: index + distance + 1) else { return nil }
        index += distance + 1
        return year
    }

    private func isDateSign(at place: Int) -> Bool {
        isWord("s", at: place) && !tokens[place].followsSpace
    }

    private mutating func weekdayDate(_ weekday: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        let start = index
        _ = takeSymbol(",")
        while take(from: PhraseWords.fillers) {}
        guard let next = peek(), isDateStart(next) else {
            index = start
            return .day(day(of: weekday, upTo: today))
        }
        let date = try core()
        guard case .days(let day, let last) = date, day == last else {
            throw PhraseFault(position: position, problem: "a weekday without a day", advice: "add day, month and year")
        }
        guard day.weekday == weekday else {
            let name = PhraseWords.weekdayNames[day.weekday - 1]
            throw PhraseFault(
                position: position, problem: "\(day) was a \(name)", advice: "correct the weekday or leave it out",
                isAboutNumbers: true)
        }
        return date
    }

    private func isDateStart(_ token: PhraseToken) -> Bool {
        switch token.kind {
        case .number: true
        case .word(let word): PhraseWords.months[word] != nil
        case .symbol: false
        }
    }

    /// The last such weekday that is no later than `day`.
    func day(of weekday: Int, upTo day: CivilDay) -> CivilDay {
        day.advanced(by: -((day.weekday - weekday + 7) % 7))
    }

    // MARK: Seasons, quarters, halves

    private mutating func seasonDate(_ code: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        _ = take("of")
        guard let year = try takeYear(after: isSymbol(",", at: index) ? 1 : 0) else {
            throw PhraseFault(position: position, problem: "a season without a year", advice: "as in \"spring 1849\"")
        }
        // "winter of 1872-73" is one winter.
        if code == 24, isSymbol("-", at: index) || isSymbol("/", at: index),
            case .number(let next, let digits)? = peek(1)?.kind,
            next == (digits == 2 ? (year + 1) % 100 : year + 1)
        {
            index += 2
        }
        return .season(year: year, code: code)
    }

    /// Reads "Q1 2024" and "H1 of 2024".
    private mutating func quarterOrHalf() throws(PhraseFault) -> PhraseDate? {
        guard let (first, count) = divisions(at: index), case .number(let number, 1)? = peek(1)?.kind else {
            return nil
        }
        let position = tokens[index + 1].position
        let name = tokens[index].text.uppercased()
        guard (1...count).contains(number) else {
            throw PhraseFault(
                position: position, problem: "\(name)\(number)", advice: "they run \(name)1 to \(name)\(count)")
        }
        index += 2
        _ = take("of") || takeSymbol(",") || takeSymbol("-") || takeSymbol("/")
        guard let year = try takeYear(after: 0) else {
            throw PhraseFault(position: here, problem: "no year", advice: "as in \"\(name)\(number) 2024\"")
        }
        return .season(year: year, code: first + number - 1)
    }

    /// The codes of "q" and "h" there.
    func divisions(at place: Int) -> (first: Int, count: Int)? {
        isWord("q", at: place) ? (33, 4) : isWord("h", at: place) ? (40, 2) : nil
    }

    // MARK: Ordinals and centuries

    /// Reads "third", "twenty-first", "3rd".
    mutating func takeOrdinal() -> Int? {
        if let ordinal = take(from: PhraseWords.ordinals) { return ordinal }
        if isWord("twenty", at: index), let word = peek(isSymbol("-", at: index + 1) ? 2 : 1)?.word,
            let ones = PhraseWords.ordinals[word], ones < 10
        {
            index += isSymbol("-", at: index + 1) ? 3 : 2
            return 20 + ones
        }
        guard case .number(let number, 1...2)? = peek()?.kind, let ending = peek(1), !ending.followsSpace,
            let word = ending.word, PhraseWords.ordinalEndings.contains(word)
        else { return nil }
        index += 2
        return number
    }

    mutating func takeOrdinalEnding() -> Bool {
        guard peek()?.followsSpace == false else { return false }
        return take(from: PhraseWords.ordinalEndings)
    }

    /// Reads what follows an ordinal: a century, or a month that it is a day of.
    mutating func ordinalDate(_ number: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        if take(from: PhraseWords.centuries) { return try century(number, at: position) }
        let start = index
        _ = take("of")
        if let month = take(from: PhraseWords.months) { return try dayOfMonth(number, month, at: position) }
        index = start
        return .numberOnly(number, digits: 2)
    }

    mutating func century(_ number: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        guard number > 0 else {
            throw PhraseFault(position: position, problem: "century 0", advice: "they begin with 1")
        }
        return .century(number, isBefore: take(from: PhraseWords.eras) ?? false)
    }

    // MARK: Eras

    private func eraYear(_ year: Int, isBefore: Bool, at position: Int) throws(PhraseFault) -> PhraseDate {
        .year(try astronomical(year, isBefore: isBefore, at: position))
    }

    /// 1 BC is the year 0, 44 BC the year -43.
    func astronomical(_ year: Int, isBefore: Bool, at position: Int) throws(PhraseFault) -> Int {
        guard year > 0 else {
            throw PhraseFault(position: position, problem: "year 0 of an era", advice: "1 BC is followed by 1 AD")
        }
        return isBefore ? 1 - year : year
    }
}
