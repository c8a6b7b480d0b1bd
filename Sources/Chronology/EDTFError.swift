/// Why a text is no date: where reading it failed, what is wrong there, and what would be right.
public struct EDTFError: Error, Hashable, Sendable {
    /// The whole text as given.
    public let text: String

    /// The character at which the trouble begins, counted from 1; one past the end where something is missing.
    public let position: Int

    /// What is wrong: `month 13`.
    public let problem: String

    /// What would be right: `months run 01 to 12`; nil where there is nothing to add.
    public let advice: String?

    /// The problem and the advice in one line.
    public var reason: String {
        guard let advice else { return problem }
        return problem + "; " + advice
    }
}

extension EDTFError: CustomStringConvertible {
    /// One line that says where, what, and what to do; a long text is cut.
    public var description: String {
        let shown = text.count > 80 ? text.prefix(79) + "…" : text[...]
        let place = "\"\(shown)\" is not a date: \(problem) (at character \(position))"
        guard let advice else { return place }
        return place + "; " + advice
    }
}

/// A problem at a byte of the text being read; becomes an `EDTFError` once the text is at hand.
struct EDTFFault: Error {
    let offset: Int
    let problem: String
    let advice: String?

    init(at offset: Int, _ problem: String, advice: String? = nil) {
        self.offset = offset
        self.problem = problem
        self.advice = advice
    }

    func error(in text: String) -> EDTFError {
        var position = 1
        var bytes = 0
        // Characters, not bytes or scalars: the position is for people. A byte inside a character belongs to it.
        for character in text {
            bytes += character.utf8.count
            if bytes > offset { break }
            position += 1
        }
        return EDTFError(text: text, position: position, problem: problem, advice: advice)
    }
}
