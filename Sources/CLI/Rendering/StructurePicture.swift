import Annals
import Events
import Projections

/// What changes in the posts and parents of organisations, a table each: from when it shows, and what it is.
struct StructurePicture {
    private struct Section {
        let organization: Named
        var rows: [[StyledText]]
    }

    private var sections: [Section] = []

    /// Words are made at once: the names of what a dry run brings in are there only while it lasts.
    init(_ differences: [ChartDifference], at text: String?, of ledger: Ledger) throws {
        for difference in differences {
            let moment = difference.diff.after
            let named = try ledger.names(at: moment.time, believing: moment.belief)
            var namesakes = Namesakes()
            namesakes.note(difference.changes.map { named($0.organization) })
            let words = ChangeWords(
                named: named, namesakes: namesakes, root: difference.organization.id, isInOneBelief: false,
                isBackward: false)
            let date = text ?? moment.time.lastDay.description
            let rows = difference.changes.map { change in
                [
                    StyledText(date, .faint), StyledText(ChangeWords.text(change.kind), .strong),
                    words.what(change),
                ]
            }
            if let last = sections.indices.last, sections[last].organization.id == difference.organization.id {
                sections[last].rows += rows
            } else {
                sections.append(Section(organization: difference.organization, rows: rows))
            }
        }
    }

    /// The lines; none where nothing changes.
    func lines(_ output: Output) -> [String] {
        let columns = [TextTable.Column(minimum: 10), .init(minimum: 11, wraps: true), .init(minimum: 20, wraps: true)]
        let blocks = sections.map { section -> [String] in
            let heading = HolderWords.heading(section.organization) + ", posts and structure"
            return [heading.rendered(in: output.style)]
                + TextTable(columns: columns, rows: section.rows)
                .lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
        }
        return Array(blocks.joined(separator: [""]))
    }
}
