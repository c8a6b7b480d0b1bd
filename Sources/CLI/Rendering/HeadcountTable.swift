import Chronology
import Projections

/// A headcount as a table with a bar beside each period: what is certain, and what is possible beyond it.
struct HeadcountTable {
    let headcount: Headcount

    private static let widestBar = 40

    /// The table's lines, and a legend.
    func lines(width: Int, cut: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let hasUndated = headcount.rows.contains { $0.undated > 0 }
        let columns = [
            TextTable.Column(StyledText(headcount.step.rawValue), minimum: 10),
            TextTable.Column("at least", .right), TextTable.Column("at most", .right),
            TextTable.Column(hasUndated ? "undated" : "", .right, minimum: hasUndated ? 7 : 0),
            TextTable.Column(minimum: 0),
        ]
        let rows = headcount.rows.map { row in
            [
                period(row), StyledText("\(row.lower)"), StyledText("\(row.upper)"),
                hasUndated ? StyledText("\(row.undated)", row.undated == 0 ? .faint : .undated) : "",
                bar(row, width, glyphs),
            ]
        }
        var lines = TextTable(columns: columns, rows: rows).lines(fitting: cut, style: style, glyphs: glyphs)
        lines += ["", legend(hasUndated, glyphs).rendered(in: style)]
        return lines
    }

    /// The period; with the day where that is not its last.
    private func period(_ row: Headcount.Row) -> StyledText {
        let step = headcount.step
        let isWhole = step.period(row.period).upperBound == row.day
        let text = StyledText(HeadcountTable.text(row.period, step))
        return isWhole ? text : text + StyledText(" (on \(DateWords.text(row.day)))", .faint)
    }

    private static func text(_ period: Int, _ step: CalendarStep) -> String {
        guard step == .quarter else { return step.text(of: period) }
        let day = step.period(period).lowerBound
        return "\(step.text(of: period).dropLast(3)) Q\((day.month + 2) / 3)"
    }

    private func bar(_ row: Headcount.Row, _ width: Int, _ glyphs: Glyphs) -> StyledText {
        let most = headcount.rows.map(\.upper).max() ?? 0
        guard most > 0 else { return "" }
        let room = min(Self.widestBar, max(width - 46, 10))
        // One column a head where there is room; whoever is there at all is seen.
        func columns(_ count: Int) -> Int { most <= room ? count : (count * room + most - 1) / most }
        let (lower, upper) = (columns(row.lower), columns(row.upper))
        return StyledText(String(repeating: glyphs.certain, count: lower), .certain)
            + StyledText(String(repeating: glyphs.possible, count: max(0, upper - lower)), .possible)
    }

    private func legend(_ hasUndated: Bool, _ glyphs: Glyphs) -> StyledText {
        var legend =
            StyledText(String(glyphs.certain), .certain) + StyledText(" certainly there  ", .faint)
            + StyledText(String(glyphs.possible), .possible) + StyledText(" possibly", .faint)
        if hasUndated { legend += StyledText("; undated: nothing dates one side of their time", .faint) }
        return legend
    }
}
