extension StyledText {
    /// The text in lines of at most so many columns, broken between words; a longer word is broken where it has to be.
    ///
    /// At least one line, with one cluster at least however narrow it is. O(n) in the text's length.
    ///
    /// - Parameter hanging: What stands before the text in every line but the first, where it leaves room for words.
    func wrapped(to columns: Int, hanging: StyledText = "") -> [StyledText] {
        guard width > columns else { return [self] }
        let room = 10
        let hanging = hanging.width + room <= columns ? hanging : ""
        var lines: [StyledText] = []
        var line: StyledText = ""
        // The width of the text, without what hangs before it.
        var lineWidth = 0
        var columns = columns
        func end(_ text: StyledText) {
            lines.append(text)
            if lines.count == 1 { columns -= hanging.width }
            (line, lineWidth) = (hanging, 0)
        }
        for word in words {
            let wordWidth = word.width
            if lineWidth > 0, lineWidth + word.withoutTrailingBlanks.width > columns {
                end(line.withoutTrailingBlanks)
            }
            if wordWidth <= columns {
                line += word
                lineWidth += wordWidth
                continue
            }
            for piece in word.clusters {
                if lineWidth > 0, lineWidth + piece.width > columns {
                    end(line)
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
