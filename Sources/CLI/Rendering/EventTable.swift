import Chronology
import Events
import Projections

/// The events of a history: date, what happened, who says so, and the id to follow it with.
struct EventTable {
    /// One event, as it is shown.
    struct Row {
        let date: String
        let summary: String
        let sources: [Citation]
        /// The shortened id of the first event that says so, and how many others do.
        let id: String
        let others: Int
        /// Why it is not in effect; nil where it is.
        var setAside: String?
    }

    /// The columns that dates take at most on a terminal: what is longer goes on in the next line.
    private static let widestDate = 24
    /// The fewest columns in which a sentence is read beside its date; with fewer it stands under it.
    private static let narrowestSentence = 36

    let rows: [Row]

    /// The table's lines. With a width, dates and sentences go on in further lines; nothing is cut.
    func lines(fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let dates = rows.map { StyledText($0.date).width }.max() ?? 0
        let dateWidth = width == nil ? dates : min(dates, Self.widestDate)
        let idWidth = rows.map { id($0).width }.max() ?? 0
        let summaryWidth = width.map { $0 - dateWidth - idWidth - 4 }
        if let width, let summaryWidth, summaryWidth < Self.narrowestSentence {
            return rows.flatMap { stacked($0, width) }.map { $0.rendered(in: style) }
        }
        let columns = [
            TextTable.Column(minimum: dateWidth), TextTable.Column(minimum: idWidth), TextTable.Column(minimum: 20),
        ]
        let cells = rows.flatMap { row -> [[StyledText]] in
            let date = summaryWidth == nil ? [StyledText(row.date)] : Self.wrappedDate(row.date, to: dateWidth)
            let text = summaryWidth.map { sentence(row).wrapped(to: $0) } ?? [sentence(row)]
            return (0..<max(date.count, text.count)).map { line in
                [
                    line < date.count ? date[line] : "", line == 0 ? id(row) : "",
                    line < text.count ? text[line] : "",
                ]
            }
        }
        return TextTable(columns: columns, rows: cells).lines(fitting: width, style: style, glyphs: glyphs)
    }

    /// Date and id, and the sentence in lines of its own under them.
    private func stacked(_ row: Row, _ width: Int) -> [StyledText] {
        let date = StyledText(row.date)
        let isOneLine = date.width + 2 + id(row).width <= width
        let head: [StyledText] =
            row.date.isEmpty
            ? id(row).wrapped(to: width)
            : isOneLine ? [date + "  " + id(row)] : Self.wrappedDate(row.date, to: width) + id(row).wrapped(to: width)
        let indent = width > 12 ? 2 : 0
        let blanks = StyledText(String(repeating: " ", count: indent))
        return head + sentence(row).wrapped(to: max(width - indent, 1)).map { blanks + $0 }
    }

    /// A date of many days breaks after a comma.
    private static func wrappedDate(_ date: String, to width: Int) -> [StyledText] {
        var lines: [String] = []
        var line = ""
        for part in date.split(separator: ",", omittingEmptySubsequences: false) {
            let piece = part + (part.endIndex < date.endIndex ? "," : "")
            if !line.isEmpty, line.count + piece.count > width {
                lines.append(line)
                line = ""
            }
            line += piece
        }
        return (lines + [line]).flatMap { StyledText($0).wrapped(to: width) }
    }

    private func id(_ row: Row) -> StyledText {
        StyledText(row.id + (row.others == 0 ? "" : " +\(row.others)"), .faint)
    }

    private func sentence(_ row: Row) -> StyledText {
        var text = StyledText(SafeText(row.summary, breaks: .flattened))
        if let reason = row.setAside { text += StyledText(" (\(reason))", .vacant) }
        if !row.sources.isEmpty { text += StyledText(" [\(Self.text(row.sources))]", .faint) }
        return text
    }

    /// The sources, each once with where in it: `gptnb-2024-05-16, paragraph 2, paragraph 3`.
    private static func text(_ sources: [Citation]) -> String {
        var order: [EntityID] = []
        var locators: [EntityID: [String]] = [:]
        for citation in sources {
            if locators[citation.source] == nil { order.append(citation.source) }
            locators[citation.source, default: []] += citation.locator.map { [$0] } ?? []
        }
        return order.map { ([$0.text] + (locators[$0] ?? [])).joined(separator: ", ") }.joined(separator: "; ")
    }
}
