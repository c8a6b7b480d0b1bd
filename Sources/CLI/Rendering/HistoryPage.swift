import Chronology
import Projections

/// A history as a page: header, names, tenures as bars and as a table, events.
struct HistoryPage {
    /// Lines under a heading.
    struct Section {
        let heading: String
        let lines: [StyledText]
    }

    let heading: StyledText
    let directory: DirectoryPicture
    /// Sections between the names and the tenures.
    var more: [Section] = []
    let tenures: TenureTable
    let events: EventTable

    init(heading: StyledText, directory: DirectoryPicture, tenures: TenureTable, events: EventTable) {
        self.heading = heading
        self.directory = directory
        self.tenures = tenures
        self.events = events
    }

    /// The page's lines; `empty` stands where there is neither a tenure nor an event.
    func lines(barsWidth: Int?, today: CivilDay, _ output: Output, empty: String) -> [String] {
        var blocks: [[String]] = [([heading] + directory.lines).map(output.line)]
        for section in more where !section.lines.isEmpty {
            blocks.append([output.line(StyledText(section.heading, .heading))] + section.lines.map(output.line))
        }
        if !tenures.tenures.isEmpty {
            let bars = barsWidth.flatMap {
                tenures.bars(width: $0, today: today, style: output.style, glyphs: output.glyphs)
            }
            if let bars { blocks.append(bars) }
            blocks.append(
                [output.line(StyledText("Tenures", .heading))]
                    + tenures.lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs))
        }
        if !events.rows.isEmpty {
            blocks.append(
                [output.line(StyledText("Events", .heading))]
                    + events.lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs))
        }
        if tenures.tenures.isEmpty && events.rows.isEmpty { blocks.append([output.line(StyledText(empty))]) }
        return Array(blocks.joined(separator: [""]))
    }
}

extension Output {
    /// A line as it is printed, cut to the terminal's width.
    func line(_ text: StyledText) -> String {
        let fitted = cutWidth.map { text.fitted(to: $0, ellipsis: glyphs.ellipsis) } ?? text
        return fitted.rendered(in: style)
    }
}
