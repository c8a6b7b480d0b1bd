/// Dates as people say them in English: "late 2015", "before 2016", "18 January 1928", "3 days ago".
///
/// What a phrase means, where it could be taken in more than one way:
/// - "early", "mid" and "late" are thirds: of a year by months ("late 2015" is `[2015-09..2015-12]`), of a month by
///   days (1 to 10, 11 to 20, 21 on), of a decade by years (0 to 3, 4 to 6, 7 to 9), of a century likewise (0 to 33,
///   34 to 66, 67 to 99). "Beginning of" and "end of" are the first and the last third.
/// - "before 2016" ends with the day before it, `[..2015]`, "after 2015" begins with the day after, `[2016..]`;
///   "by 2016" includes it, `[..2016]`.
/// - "since 2015" and "from 2015" last, `2015/..`; so do "2015 to 2019", `2015/2019`, and "until 2020", `../2020`.
///   "Between 2015 and 2019" is one moment, `[2015..2019]`. A part of a year cannot begin or end an interval in EDTF:
///   there "late 2015" becomes the whole of `2015`.
/// - "Friday" is the last one up to today, "last Friday" the last one before today; a week runs Monday to Sunday.
/// - "1860s" is a decade, "1800s" a century; "late 2000s" is of the decade while the century lasts.
/// - 44 BC is the year -0043: ISO 8601 has a year 0, which is 1 BC.
/// - Without a year, "January 12" is `XXXX-01-12`. Numbers of which either may be the month are refused.
public enum DatePhrase {
    /// Reads a date of EDTF, or else an English phrase, relative to `today`.
    ///
    /// - Throws: `EDTFError` with the place and the reason if the text is neither.
    public static func parse(_ text: String, today: CivilDay) throws(EDTFError) -> EDTF {
        let trimmed = text.trimmingSpaces()
        let formalError: EDTFError
        do {
            return try EDTF(trimmed)
        } catch {
            formalError = error.moved(into: text)
        }
        if trimmed.utf8.count > EDTF.textLimit || isBrokenNumericDate(trimmed) { throw formalError }
        let meaning: String
        do {
            var parser = PhraseParser(tokens: try PhraseToken.tokens(of: text), end: text.count + 1, today: today)
            meaning = try parser.parse()
        } catch {
            // Something that was meant as EDTF is told what is wrong by EDTF's rules.
            if !error.isAboutNumbers, isFormal(trimmed) { throw formalError }
            throw EDTFError(text: text, position: error.position, problem: error.problem, advice: error.advice)
        }
        do {
            return try EDTF(meaning)
        } catch {
            let problem = "\(error.problem) (read as \(meaning))"
            throw EDTFError(text: text, position: 1, problem: problem, advice: error.advice)
        }
    }

    /// Whether a numeric date is broken by a space at one of its hyphens (`1863-03 -29`), or encloses a part in
    /// parentheses (`2004-06-(11)~`, a draft of EDTF): read as a phrase it would say something else than was meant.
    private static func isBrokenNumericDate(_ text: String) -> Bool {
        let characters = Array(text)
        let hyphens = characters.indices.filter { characters[$0] == "-" }
        if characters.contains(where: \.isLetter) { return false }
        return hyphens.contains { place in
            let before = place > 0 ? characters[place - 1] : "-"
            let after = place + 1 < characters.count ? characters[place + 1] : "-"
            return after == "(" || before == ")" || hyphens.count > 1 && before.isWhitespace != after.isWhitespace
        }
    }

    private static func isFormal(_ text: String) -> Bool {
        text.utf8.allSatisfy { "0123456789XYTZESxtz?~%-+:./,[]{} ".utf8.contains($0) }
    }
}

extension EDTFError {
    /// The same error of a text that has white space before.
    fileprivate func moved(into whole: String) -> EDTFError {
        let leading = whole.prefix(while: \.isWhitespace).count
        let place = min(position + leading, whole.count + 1)
        return EDTFError(text: whole, position: place, problem: problem, advice: advice)
    }
}

extension String {
    fileprivate func trimmingSpaces() -> String {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest.drop(while: \.isWhitespace))
    }
}
