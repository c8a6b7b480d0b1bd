import Foundation

/// The words of a command line.
struct Arguments {
    private var words: [String]

    init(_ words: some Sequence<String>) { self.words = Array(words) }

    /// The first word that is no option; nil where there is none.
    mutating func nextWord() -> String? {
        guard let place = words.firstIndex(where: { !$0.hasPrefix("--") }) else { return nil }
        return words.remove(at: place)
    }

    /// What stands behind an option; nil where the option is missing.
    mutating func value(_ option: String) throws -> String? {
        guard let place = words.firstIndex(of: option) else { return nil }
        guard place + 1 < words.count else { throw Failure("\(option) needs a value") }
        defer { words.removeSubrange(place...place + 1) }
        return words[place + 1]
    }

    mutating func number(_ option: String) throws -> Int? {
        guard let text = try value(option) else { return nil }
        guard let number = Int(text.replacingOccurrences(of: "_", with: "")), number >= 1_000 else {
            throw Failure("\(option) takes a number from 1000")
        }
        return number
    }

    func expectEnd() throws {
        if let word = words.first { throw Failure("\(word) is not understood") }
    }
}
