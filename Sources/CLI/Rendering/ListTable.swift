import Annals
import Events
import Projections

/// Lists of people, organisations, posts and sources, and what a search found.
enum ListTable {
    /// People, organisations or what a search found, with every other name.
    static func lines(
        _ hits: [SearchHit], showsKind: Bool, fitting width: Int?, style: Style, glyphs: Glyphs
    ) -> [String] {
        let rows = hits.map { hit -> [StyledText] in
            let others = hit.names.filter { $0 != hit.entity.name }.joined(separator: "; ")
            let kind = hit.entity.kind?.rawValue ?? "not introduced"
            return [
                StyledText(hit.entity.id.text, .strong), StyledText(showsKind ? kind : "", .faint),
                StyledText(SafeText(hit.entity.name, breaks: .flattened)),
                StyledText(SafeText(others, breaks: .flattened), .faint),
            ]
        }
        let columns = [
            TextTable.Column(minimum: 16), TextTable.Column(minimum: 6), TextTable.Column(minimum: 16),
            TextTable.Column(minimum: 10),
        ]
        return TextTable(columns: columns, rows: rows).lines(fitting: width, style: style, glyphs: glyphs)
    }

    /// Seats with who holds them at the time asked for.
    static func lines(_ positions: [ListedPosition], fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        var namesakes = Namesakes()
        for listed in positions { namesakes.note(listed.position.holders.map(\.person)) }
        let columns = [
            TextTable.Column("organization", minimum: 12), TextTable.Column("position", minimum: 16),
            TextTable.Column("kind"), TextTable.Column("held then by", minimum: 16),
            TextTable.Column("holders ever", .right, minimum: 4),
        ]
        let rows = positions.map { listed -> [StyledText] in
            let position = listed.position
            return [
                StyledText(listed.organization.id.text), StyledText(position.title),
                StyledText(position.kind?.rawValue ?? "", .faint), holders(position, namesakes),
                StyledText("\(listed.everHeldBy)"),
            ]
        }
        return TextTable(columns: columns, rows: rows).lines(fitting: width, style: style, glyphs: glyphs)
    }

    private static func holders(_ position: OrgChart.Position, _ namesakes: Namesakes) -> StyledText {
        let dated = position.holders.filter { $0.certainty != .undated }
        var text: StyledText = dated.prefix(3).reduce(into: "") {
            $0 += ($0.isEmpty ? "" : ", ") + HolderWords.text($1, telling: namesakes)
        }
        if dated.count > 3 { text += StyledText(" and \(dated.count - 3) more", .faint) }
        let undated = position.holders.count - dated.count
        if undated > 0 { text += StyledText((text.isEmpty ? "" : ", ") + "\(undated) undated", .undated) }
        return text
    }

    /// Sources with what rests on them.
    static func lines(_ sources: [SourceRecord], fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let columns = [
            TextTable.Column("source", minimum: 16), TextTable.Column("published", minimum: 10),
            TextTable.Column("publisher"), TextTable.Column("title", minimum: 20),
            TextTable.Column("events", .right, minimum: 6), TextTable.Column("in effect", .right, minimum: 9),
            TextTable.Column(minimum: 10),
        ]
        let rows = sources.map { source -> [StyledText] in
            let added = source.added
            return [
                StyledText(source.id.text, .strong), StyledText(added?.published?.text ?? ""),
                StyledText(added?.publisher ?? added?.author ?? ""),
                StyledText(SafeText(added?.title ?? added?.url ?? "", breaks: .flattened)),
                StyledText("\(source.citedBy.count)"), StyledText("\(source.inEffect)"),
                source.isDistrusted ? StyledText("distrusted", .disputed) : "",
            ]
        }
        return TextTable(columns: columns, rows: rows).lines(fitting: width, style: style, glyphs: glyphs)
    }
}
