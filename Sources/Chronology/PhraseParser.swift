/// Reads what a phrase is made of: one date, a range, a choice, or all that lies before or after.
///
/// `PhraseParser+Items` reads the dates in it.
struct PhraseParser {
    let tokens: [PhraseToken]
    /// The position behind the last character.
    let end: Int
    let today: CivilDay
    var index = 0

    init(tokens: [PhraseToken], end: Int, today: CivilDay) {
        self.tokens = tokens
        self.end = end
        self.today = today
    }

    /// Gives the phrase in EDTF.
    mutating func parse() throws(PhraseFault) -> String {
        if tokens.isEmpty {
            throw PhraseFault(position: 1, problem: "no date", advice: "write 2023, 2023-11-17 or \"late 2015\"")
        }
        var meaning = try relation()
        if meaning == nil { meaning = try listOrRange() }
        guard let meaning, isAtEnd else { throw unexpected() }
        return meaning
    }

    // MARK: Before, after, from, until

    private mutating func relation() throws(PhraseFault) -> String? {
        if takeAny("before", "earlier than", "prior to") { return try completed().before() }
        if takeAny("after", "later than") { return try completed().after() }
        if takeAny(
            "by", "no later than", "not later than", "not after", "on or before", "in or before", "at the latest")
        {
            return try completed().upTo()
        }
        if takeAny("no earlier than", "not earlier than", "not before", "on or after", "in or after", "at the earliest")
        {
            return try completed().onwards()
        }
        if take("between") {
            let first = try item()
            guard take("and") || takeSymbol("-") else { throw expected("and", "between 2015 and 2019") }
            let (start, stop) = try completed(first, item())
            return "[" + start.texts.first + ".." + stop.texts.last + "]"
        }
        if take("since") {
            return try completed().side() + "/.."
        }
        if take("from") {
            let first = try item()
            if isAtEnd || takeAny("onwards", "onward", "on") { return try completed(first).side() + "/.." }
            guard takeRangeWord() else { throw expected("to", "from 2015 to 2019") }
            return try range(from: first)
        }
        if takeAny("until", "till", "up to", "to", "through") {
            return try "../" + completed().side()
        }
        return nil
    }

    // MARK: Ranges and choices

    private mutating func listOrRange() throws(PhraseFault) -> String {
        _ = takeAny("either", "both")
        let first = try item()
        if isAtEnd { return try completed(first).whole }
        if takeRangeWord() { return try range(from: first) }
        if takeAny("onwards", "onward") { return try completed(first).side() + "/.." }
        if takeAny("or later", "or after", "at the earliest") {
            return try completed(first).onwards()
        }
        if takeAny("or earlier", "or before", "at the latest") {
            return try completed(first).upTo()
        }
        return try choice(startingWith: first)
    }

    private mutating func takeRangeWord() -> Bool {
        takeSymbol("-") || takeAny("to", "until", "till", "through", "thru")
    }

    private mutating func range(from first: PhraseItem) throws(PhraseFault) -> String {
        if isAtEnd || takeAny("the present", "present", "now", "date", "the present day", "this day") {
            return try completed(first).side() + "/.."
        }
        let (start, stop) = try completed(first, rangeEnd(after: first))
        return try start.side() + "/" + stop.side()
    }

    /// The second date of a range; "20, 1928" may follow "January 18".
    private mutating func rangeEnd(after first: PhraseItem) throws(PhraseFault) -> PhraseItem {
        if case .monthOnly(let month, _?) = first.date, case .number(let day, 1...2)? = peek()?.kind,
            let year = fourDigitYear(at: index + (isSymbol(",", at: index + 1) ? 2 : 1))
        {
            let position = here
            index += isSymbol(",", at: index + 1) ? 3 : 2
            return PhraseItem(date: try self.day(day, month, of: year, at: position), position: position)
        }
        return try item()
    }

    private mutating func choice(startingWith first: PhraseItem) throws(PhraseFault) -> String {
        var items = [first]
        var isOneOf: Bool?
        while !isAtEnd {
            if takeSymbol(",") {
                if !(isWord("or", at: index) || isWord("and", at: index)) {
                    items.append(try item())
                    continue
                }
            }
            let position = here
            let isOr = take("or")
            guard isOr || take("and") else { throw unexpected() }
            if let isOneOf, isOneOf != isOr {
                throw PhraseFault(position: position, problem: "both \"or\" and \"and\"", advice: "use one of them")
            }
            isOneOf = isOr
            items.append(try item())
        }
        guard let isOneOf else {
            throw PhraseFault(
                position: end, problem: "several dates", advice: "say \"1863 or 1864\" if it is one of them",
                isAboutNumbers: true)
        }
        // "1863 or 1864", "January or February 2019", "circa 1863 or 1864": what is said once holds for all.
        for place in items.indices.reversed() where place + 1 < items.count {
            items[place] = try filled(items[place], from: items[place + 1])
        }
        if items.dropFirst().allSatisfy({ $0.qualifier.isEmpty }) {
            for place in items.indices { items[place].qualifier = first.qualifier }
        }
        let members = try items.map { item throws(PhraseFault) in try completed(item).member }
        return (isOneOf ? "[" : "{") + members.joined(separator: ",") + (isOneOf ? "]" : "}")
    }

    // MARK: Dates that take something from their neighbour

    private mutating func completed() throws(PhraseFault) -> PhraseItem {
        try completed(item())
    }

    /// Refuses a number that nothing made a date of.
    func completed(_ item: PhraseItem) throws(PhraseFault) -> PhraseItem {
        guard case .numberOnly(let number, let digits) = item.date else { return item }
        var advice = "a year has four digits, or AD or BC behind it"
        if digits == 2 { advice += ": 19\(CivilDay.padded(number, to: 2)), or \(number) AD" }
        throw PhraseFault(
            position: item.position, problem: "\(number) alone", advice: advice, isAboutNumbers: tokens.count == 1)
    }

    private func completed(_ first: PhraseItem, _ last: PhraseItem) throws(PhraseFault) -> (PhraseItem, PhraseItem) {
        let start = try filled(first, from: last)
        return (try completed(start), try completed(continued(last, from: start)))
    }

    /// Takes year, month or century from the date that follows: "18 to 20 January 1928", "17th-19th century".
    private func filled(_ item: PhraseItem, from next: PhraseItem) throws(PhraseFault) -> PhraseItem {
        var filled = item
        switch (item.date, next.date) {
        case (.numberOnly(let number, 1...2), .days(let day, _)):
            filled.date = try self.day(number, day.month, of: day.year, at: item.position)
        case (.numberOnly(let number, 1...2), .monthOnly(let month, _?)):
            // 2000 has every day that any year has.
            _ = try self.day(number, month, of: 2000, at: item.position)
            filled.date = .monthOnly(month, day: number)
        case (.numberOnly(let number, 1...2), .years(let first, let last)) where last - first == 99:
            filled.date = .century(number, isBefore: first < 0)
        case (.monthOnly(let month, let day), _):
            guard let start = next.date.bounds?.first.components else { break }
            if case .years = next.date { break }
            // "November to January 2020" begins in the year before.
            let year = start.year - ((month, day ?? 1) > (start.month, start.day) ? 1 : 0)
            filled.date =
                try day.map { number throws(PhraseFault) in
                    try self.day(number, month, of: year, at: item.position)
                } ?? .month(month, of: year)
        default:
            break
        }
        return filled
    }

    /// Takes from the date before: "1851-52", "18 January 1928 to 20 March".
    private func continued(_ item: PhraseItem, from previous: PhraseItem) throws(PhraseFault) -> PhraseItem {
        var continued = item
        switch (previous.date, item.date) {
        case (.years(let year, let last), .numberOnly(let number, 2)) where year == last && number > year % 100:
            guard year >= 0 else { break }
            continued.date = .year(year - year % 100 + number)
        case (_, .monthOnly(let month, let day)):
            guard let start = previous.date.bounds?.first.components else { break }
            if case .years = previous.date { break }
            let year = start.year + ((month, day ?? 31) < (start.month, start.day) ? 1 : 0)
            continued.date =
                try day.map { number throws(PhraseFault) in
                    try self.day(number, month, of: year, at: item.position)
                } ?? .month(month, of: year)
        default:
            break
        }
        return continued
    }
}
