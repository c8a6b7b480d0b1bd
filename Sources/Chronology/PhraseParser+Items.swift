/// Reads one date of a phrase: its qualifiers, which part of it, and what it names.
extension PhraseParser {
    mutating func item() throws(PhraseFault) -> PhraseItem {
        let position = here
        var qualifier = leadingQualifiers()
        let grain = grainOfSomething()
        qualifier.formUnion(leadingQualifiers())
        var item = try PhraseItem(date: partOrWhole(), position: position)
        if let grain { refine(&item, to: grain) }
        item.qualifier = qualifier.union(trailingQualifiers())
        return item
    }

    // MARK: Qualifiers and fillers

    private mutating func leadingQualifiers() -> EDTFQualifier {
        var found: EDTFQualifier = []
        while let token = peek() {
            if takeSymbol("~") || take(from: PhraseWords.approximate) {
                found.formUnion(.approximate)
            } else if takeSymbol("?") || take(from: PhraseWords.uncertain) {
                found.formUnion(.uncertain)
                _ = takeSymbol(":")
            } else if takeSymbol("%") {
                found.formUnion([.uncertain, .approximate])
            } else if let word = token.word, PhraseWords.fillers.contains(word), !isCountAhead {
                index += 1
            } else {
                break
            }
        }
        return found
    }

    private mutating func trailingQualifiers() -> EDTFQualifier {
        var found: EDTFQualifier = []
        while !isAtEnd {
            if takeSymbol("~") || take(from: PhraseWords.approximateAfter) || takeAny("or so", "or thereabouts") {
                found.formUnion(.approximate)
            } else if takeSymbol("?") || take(from: PhraseWords.uncertainAfter) {
                found.formUnion(.uncertain)
            } else if takeSymbol("%") {
                found.formUnion([.uncertain, .approximate])
            } else {
                break
            }
        }
        return found
    }

    /// "in 3 days" and "a week ago", where the filler means something.
    private var isCountAhead: Bool {
        if isWord("in", at: index), let count = peek(1), let unit = peek(2)?.word, PhraseWords.units[unit] != nil {
            if case .number = count.kind { return true }
            return count.word.map { PhraseWords.numbers[$0] != nil || $0 == "a" || $0 == "an" } ?? false
        }
        return (isWord("a", at: index) || isWord("an", at: index)) && isWord("ago", at: index + 2)
    }

    // MARK: "a day in 1872"

    /// Reads "day in", "year", "week of": what of the date that follows is meant.
    private mutating func grainOfSomething() -> PhraseWords.Unit? {
        guard let word = peek()?.word, let unit = PhraseWords.units[word], unit != .quarter, word == unit.rawValue
        else { return nil }
        if unit == .year, case .number? = peek(1)?.kind {
            index += 1
            return nil
        }
        guard let next = peek(1)?.word, PhraseWords.fillers.contains(next) else { return nil }
        index += 1
        return unit
    }

    private func refine(_ item: inout PhraseItem, to unit: PhraseWords.Unit) {
        switch (unit, item.date) {
        case (.day, .years(let first, let last)) where first == last:
            item.spelling = item.date.texts.first + "-XX-XX"
        case (.month, .years(let first, let last)) where first == last:
            item.spelling = item.date.texts.first + "-XX"
        case (.day, .months(let first, let last)) where first == last:
            item.spelling = item.date.texts.first + "-XX"
        case (.week, .days(let first, let last)) where first == last:
            item.date = .week(of: first)
        default:
            break
        }
    }

    // MARK: Parts

    private mutating func partOrWhole() throws(PhraseFault) -> PhraseDate {
        let start = index
        if let third = take(from: PhraseWords.thirds) {
            var last = third
            let mark = index
            // "early to mid 2015", "mid-to-late 1990s", "early/mid 2015"
            if takeSymbol("/") || takeSymbol("-") || isWord("to", at: index) {
                _ = take("to")
                _ = takeSymbol("-")
                if let second = take(from: PhraseWords.thirds) { last = max(third, second) } else { index = mark }
            }
            return try parts(third...last, of: 3, from: start)
        }
        if let (index, count) = takeFraction() {
            return try parts(index...index, of: count, from: start)
        }
        let whole = try core()
        // "1915 late"
        if case .years = whole, let third = take(from: PhraseWords.thirds) {
            return try divided(whole, third...third, of: 3, at: tokens[start].position)
        }
        return whole
    }

    /// Reads "first half", "third quarter", "last third", followed by "of".
    private mutating func takeFraction() -> (index: Int, count: Int)? {
        let start = index
        let counts = ["half": 2, "third": 3, "quarter": 4]
        var ordinal: Int?
        let isLast = isWord("last", at: index)
        if isLast { index += 1 } else { ordinal = takeOrdinal() }
        if isLast || ordinal != nil, let count = take(from: counts), isWord("of", at: index) || ordinal != nil {
            let place = isLast ? count : ordinal ?? 0
            if (1...count).contains(place) { return (place - 1, count) }
        }
        index = start
        return nil
    }

    private mutating func parts(_ range: ClosedRange<Int>, of count: Int, from start: Int) throws(PhraseFault)
        -> PhraseDate
    {
        _ = takeSymbol("-")
        while take(from: PhraseWords.fillers) {}
        let whole = try core()
        return try divided(whole, range, of: count, at: tokens[start].position)
    }

    private func divided(_ whole: PhraseDate, _ range: ClosedRange<Int>, of count: Int, at position: Int)
        throws(PhraseFault) -> PhraseDate
    {
        var whole = whole
        // The "late 2000s" are 2007 to 2009 as long as nobody can mean 2067 to 2099.
        if case .years(let first, let last) = whole, last - first == 99, last >= today.year, first <= today.year,
            count == 3, wroteDecade
        {
            whole = .years(first, first + 9)
        }
        if case .monthOnly = whole {
            throw PhraseFault(position: position, problem: "no year", advice: "as in \"late November 2023\"")
        }
        guard let first = whole.part(range.lowerBound, of: count), let last = whole.part(range.upperBound, of: count)
        else {
            throw PhraseFault(
                position: position, problem: "a part of \(whole.texts.first)",
                advice: "years, months, decades and centuries have parts, as in \"late 2015\"")
        }
        switch (first, last) {
        case (.months(let start, _), .months(_, let stop)): return .months(start, stop)
        case (.days(let start, _), .days(_, let stop)): return .days(start, stop)
        case (.years(let start, _), .years(_, let stop)): return .years(start, stop)
        default: return first
        }
    }

    /// The last word read is the "s" of a decade.
    private var wroteDecade: Bool { isWord("s", at: index - 1) }
}
