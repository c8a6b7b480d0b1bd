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

    let rows: [Row]

    /// The table's lines.
    func lines(fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let columns = [
            TextTable.Column(minimum: 10), TextTable.Column(minimum: 24), TextTable.Column(minimum: 10),
            TextTable.Column(minimum: 12),
        ]
        return TextTable(columns: columns, rows: rows.map(cells)).lines(fitting: width, style: style, glyphs: glyphs)
    }

    private func cells(_ row: Row) -> [StyledText] {
        let summary = StyledText(SafeText(row.summary, breaks: .flattened))
        let mark = row.setAside.map { StyledText(" (\($0))", .faint) } ?? ""
        return [
            StyledText(row.date), summary + mark, StyledText(Self.text(row.sources), .faint),
            StyledText(row.id, .faint) + StyledText(row.others == 0 ? "" : " +\(row.others)", .faint),
        ]
    }

    /// The sources, each once with where in it: `gptnb-2024-05-16 (paragraph 2, paragraph 3)`.
    private static func text(_ sources: [Citation]) -> String {
        var order: [EntityID] = []
        var locators: [EntityID: [String]] = [:]
        for citation in sources {
            if locators[citation.source] == nil { order.append(citation.source) }
            locators[citation.source, default: []] += citation.locator.map { [$0] } ?? []
        }
        return order.map { source in
            let places = locators[source] ?? []
            return places.isEmpty ? source.text : "\(source) (\(places.joined(separator: ", ")))"
        }.joined(separator: "; ")
    }
}
