import Annals
import ArgumentParser
import Chronology
import Events

/// A command whose answer can be proved: asked of the events behind it alone, it is answered the same.
protocol ProvableQuestion: AnnalsSubcommand {
    /// The answer as JSON.
    func answer(of ledger: Ledger, today: CivilDay) throws -> JSONObject
}

/// A question in words of the command line, to be asked of any ledger on the same day.
struct ProvedQuestion {
    /// The command and its options, but for those that say where the answer comes from and how it is shown.
    let words: [String]
    let today: CivilDay

    private let command: any ProvableQuestion

    /// Reads a question; it may come from anybody.
    init(_ words: [String], today: CivilDay) throws {
        self.words = words
        self.today = today
        guard let command = try? AnnalsCommand.parseAsRoot(words) as? any ProvableQuestion else {
            throw UsageError("`\(Self.commandLine(words))` is no question whose answer can be proved")
        }
        self.command = command
    }

    /// The question of a bundle, which may be nobody's: asked of a ledger it would be answered, and the words that
    /// asking passes over would be taken for a part of what was proved.
    init(of bundle: AnswerBundle) throws {
        let words = Self.words(of: bundle.question)
        guard words.map({ Array($0.utf8) }) == bundle.question.map({ Array($0.utf8) }) else {
            let foreign = bundle.question.first { !words.contains($0) } ?? "its last word"
            throw UsageError("\(foreign) is never a part of a question that is proved: somebody put it there")
        }
        try self.init(bundle.question, today: bundle.today)
    }

    /// The question of a command line.
    init(of arguments: [String], today: CivilDay) throws {
        try self.init(Self.words(of: arguments), today: today)
    }

    func answer(of ledger: Ledger) throws -> JSONObject { try command.answer(of: ledger, today: today) }

    /// A question as it is typed: in quotes where a shell needs them, for one name of several words is not several.
    static func commandLine(_ words: [String]) -> String {
        (["annals"] + words.map(Ledger.quoted)).joined(separator: " ")
    }

    /// A command line without what is not the question's.
    private static func words(of arguments: [String]) -> [String] {
        let flags: Set<String> = ["--prove", "--quiet", "--no-pager"]
        let taking = ["--ledger", "--color", "--format"]
        var words: [String] = []
        var rest = arguments[...]
        while let word = rest.popFirst() {
            if word == "--" { return words + [word] + rest }
            if taking.contains(word) {
                _ = rest.popFirst()
            } else if !flags.contains(word) && !taking.contains(where: { word.hasPrefix($0 + "=") }) {
                words.append(word)
            }
        }
        return words
    }
}
