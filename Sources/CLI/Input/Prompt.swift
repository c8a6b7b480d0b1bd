import Annals

/// Asks whoever sits at the terminal.
struct Prompt {
    /// A prompt where standard input and standard error are a terminal; nil where nobody would answer.
    static func onTerminal() -> Prompt? {
        TerminalSize.isTerminal(0) && TerminalSize.isTerminal(2) ? Prompt() : nil
    }

    /// Asks for a yes; anything else is none.
    func confirm(_ question: String) throws -> Bool {
        var stream = OutputStream(descriptor: 2)
        try stream.write("\(question) [y/N] ")
        try stream.flush()
        return ["y", "yes"].contains(readLine()?.lowercased())
    }

    /// Asks which of several is meant.
    func choose(among entities: [ListedEntity], for what: String) throws -> ListedEntity {
        var stream = OutputStream(descriptor: 2)
        try stream.writeLine(SafeText("\(what) fits several:").string)
        for (index, entity) in entities.enumerated() {
            let kind = entity.kind.map { " (\($0.rawValue))" } ?? ""
            try stream.writeLine(SafeText("  \(index + 1)  \(entity.id)  \(entity.name)\(kind)").string)
        }
        while true {
            try stream.write("Which one? [1-\(entities.count), Enter for none] ")
            try stream.flush()
            guard let answer = readLine(), !answer.isEmpty else {
                throw InputError(nil, "nothing was chosen; nothing was recorded")
            }
            if let number = Int(answer), (1...entities.count).contains(number) { return entities[number - 1] }
            if let entity = entities.first(where: { $0.id.text == answer }) { return entity }
        }
    }
}
