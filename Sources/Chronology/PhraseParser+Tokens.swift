/// Looking at the words of a phrase and stepping over them.
extension PhraseParser {
    var isAtEnd: Bool { index >= tokens.count }

    /// The position of the token at hand.
    var here: Int { index < tokens.count ? tokens[index].position : end }

    func peek(_ distance: Int = 0) -> PhraseToken? {
        index + distance < tokens.count ? tokens[index + distance] : nil
    }

    func isWord(_ word: String, at place: Int) -> Bool {
        place < tokens.count && tokens[place].word == word
    }

    func isSymbol(_ symbol: Character, at place: Int) -> Bool {
        place < tokens.count && tokens[place].kind == .symbol(symbol)
    }

    /// A year of four digits there.
    func fourDigitYear(at place: Int) -> Int? {
        guard place < tokens.count, case .number(let year, 4) = tokens[place].kind else { return nil }
        return year
    }

    /// Steps over these words if they come next.
    mutating func take(_ words: String) -> Bool {
        var place = index
        for word in words.split(separator: " ") {
            guard isWord(String(word), at: place) else { return false }
            place += 1
        }
        index = place
        return true
    }

    mutating func takeAny(_ choices: String...) -> Bool {
        for words in choices where take(words) { return true }
        return false
    }

    mutating func takeSymbol(_ symbol: Character) -> Bool {
        guard isSymbol(symbol, at: index) else { return false }
        index += 1
        return true
    }

    /// Steps over the word at hand if the table has it.
    mutating func take<Value>(from table: [String: Value]) -> Value? {
        guard let word = peek()?.word, let value = table[word] else { return nil }
        index += 1
        return value
    }

    mutating func take(from words: Set<String>) -> Bool {
        guard let word = peek()?.word, words.contains(word) else { return false }
        index += 1
        return true
    }

    func unexpected() -> PhraseFault {
        let advice = "write 2023-11-17, or as in \"late 2015\", \"before 2016\", \"18 January 1928\""
        guard let token = peek() else {
            return PhraseFault(position: end, problem: "the phrase stops short of a date", advice: advice)
        }
        let problem = "\"\(token.text)\" is not understood"
        if let word = token.word, let name = PhraseWords.nameLike(word) {
            return PhraseFault(position: token.position, problem: problem, advice: "did you mean \(name)?")
        }
        return PhraseFault(position: token.position, problem: problem, advice: advice)
    }

    func expected(_ word: String, _ example: String) -> PhraseFault {
        PhraseFault(position: here, problem: "no \"\(word)\"", advice: "as in \"\(example)\"")
    }

    /// The day, or a fault that says what the month has.
    func day(_ day: Int, _ month: Int, of year: Int, at position: Int) throws(PhraseFault) -> PhraseDate {
        if let found = CivilDay(year: year, month: month, day: day) { return .day(found) }
        let length = CivilDay.length(ofMonth: month, year: year)
        let name = EDTF.text(ofYear: year) + "-" + CivilDay.padded(month, to: 2)
        throw PhraseFault(
            position: position, problem: "day \(day)", advice: "\(name) has \(length) days", isAboutNumbers: true)
    }
}
