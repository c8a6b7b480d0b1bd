extension StyledText {
    /// The text in lines of at most so many columns, broken between words; a longer word is broken where it has to be.
    ///
    /// At least one line, with one cluster at least however narrow it is. O(n) in the text's length.
    func wrapped(to columns: Int) -> [StyledText] {
        guard width > columns else { return [self] }
        var lines: [StyledText] = []
        var line: StyledText = ""
        var lineWidth = 0
        for word in words {
            let wordWidth = word.width
            if lineWidth > 0, lineWidth + word.withoutTrailingBlanks.width > columns {
                lines.append(line.withoutTrailingBlanks)
                (line, lineWidth) = ("", 0)
            }
            if wordWidth <= columns {
                line += word
                lineWidth += wordWidth
                continue
            }
            for piece in word.clusters {
                if lineWidth > 0, lineWidth + piece.width > columns {
                    lines.append(line)
                    (line, lineWidth) = ("", 0)
                }
                line += piece
                lineWidth += piece.width
            }
        }
        if lineWidth > 0 || lines.isEmpty { lines.append(line.withoutTrailingBlanks) }
        return lines
    }

    /// The words, each with the blanks after it; a word goes on over a change of roles.
    private var words: [StyledText] {
        var words: [StyledText] = []
        var word: StyledText = ""
        var isAfterBlank = false
        for run in runs {
            var part = ""
            for cluster in run.text.string {
                if isAfterBlank, cluster != " " {
                    words.append(word + StyledText(part, run.role))
                    (word, part) = ("", "")
                }
                isAfterBlank = cluster == " "
                part.append(cluster)
            }
            word += StyledText(part, run.role)
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// Each grapheme cluster by itself.
    private var clusters: [StyledText] {
        runs.flatMap { run in run.text.string.map { StyledText(String($0), run.role) } }
    }
}
