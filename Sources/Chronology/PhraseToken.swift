/// A problem at a character of a phrase, counted from 1.
struct PhraseFault: Error {
    let position: Int
    let problem: String
    let advice: String?
    /// The fault says more about a text of digits and signs than a fault by EDTF's rules would.
    var isAboutNumbers = false
}

/// A word, a number or a sign of a phrase.
struct PhraseToken {
    enum Kind: Equatable {
        /// In lower case, without the dots of an abbreviation.
        case word(String)
        case number(Int, digits: Int)
        case symbol(Character)
    }

    let kind: Kind
    /// Its first character, counted from 1.
    let position: Int
    let followsSpace: Bool

    var word: String? {
        if case .word(let word) = kind { word } else { nil }
    }

    /// As shown in an error.
    var text: String {
        switch kind {
        case .word(let word): word
        case .number(let value, let digits): CivilDay.padded(value, to: digits)
        case .symbol(let symbol): String(symbol)
        }
    }

    /// Takes a phrase apart: words and numbers end where letters and digits meet (`19c`, `Q1`).
    static func tokens(of text: String) throws(PhraseFault) -> [PhraseToken] {
        let characters = Array(text)
        var tokens: [PhraseToken] = []
        var place = 0
        var followsSpace = false
        while place < characters.count {
            let character = characters[place]
            let start = place
            if character.isWhitespace {
                place += 1
                followsSpace = true
                continue
            }
            if let digit = digit(character) {
                let (value, stop) = try number(characters, from: place, first: digit)
                tokens.append(
                    PhraseToken(
                        kind: .number(value, digits: stop - start), position: start + 1, followsSpace: followsSpace))
                place = stop
            } else if character.isLetter {
                let (word, stop) = word(characters, from: place)
                tokens.append(PhraseToken(kind: .word(word), position: start + 1, followsSpace: followsSpace))
                place = stop
            } else {
                place += 1
                if "()'’\"“”".contains(character) { continue }
                let symbol: Character = "–—−‐‑".contains(character) ? "-" : character
                tokens.append(PhraseToken(kind: .symbol(symbol), position: start + 1, followsSpace: followsSpace))
            }
            followsSpace = false
        }
        return tokens
    }

    private static func digit(_ character: Character) -> Int? {
        character.isASCII ? character.wholeNumberValue : nil
    }

    private static func number(_ characters: [Character], from start: Int, first: Int)
        throws(PhraseFault) -> (value: Int, stop: Int)
    {
        var value = first
        var place = start + 1
        while place < characters.count, let digit = digit(characters[place]) {
            value = value * 10 + digit
            place += 1
            guard value <= EDTFLongYearParser.limit else {
                throw PhraseFault(position: start + 1, problem: "a number too long for a date", advice: nil)
            }
        }
        return (value, place)
    }

    /// Reads letters, with the dots of "b.c.e." left out and the dot of "ca." swallowed.
    private static func word(_ characters: [Character], from start: Int) -> (word: String, stop: Int) {
        func isLetter(_ place: Int) -> Bool { place < characters.count && characters[place].isLetter }
        var word = ""
        var place = start
        while isLetter(place) {
            word += characters[place].lowercased()
            place += 1
            guard place < characters.count, characters[place] == "." else { continue }
            let isInitial = place - start == 1 || !characters[place - 2].isLetter
            if isInitial, isLetter(place + 1), !isLetter(place + 2) { place += 1 }
        }
        // "Jan.–Feb." and "c.1860", but not the dots of "[..2015]".
        if place < characters.count, characters[place] == ".",
            place + 1 == characters.count || characters[place + 1] != "."
        {
            place += 1
        }
        return (word, place)
    }
}
