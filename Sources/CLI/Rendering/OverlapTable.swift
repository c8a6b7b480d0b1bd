import Chronology
import Projections

/// The time that two people had in one organisation, a pair of positions a line.
struct OverlapTable {
    let overlap: Overlap
    let together: Overlap.Organization

    /// The table's lines, indented.
    func lines(fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        var rows = together.pairs.map { pair in
            [
                title(pair.first), title(pair.second), certain(pair.days), possible(pair.days),
                pair.isDisputed ? StyledText("disputed", .disputed) : "",
            ]
        }
        if together.pairs.count > 1 {
            rows.append(
                [
                    StyledText("in all", .faint), "", certain(together.days), possible(together.days), "",
                ])
        }
        let hasPossible = rows.contains { !$0[3].isEmpty }
        let columns = [
            TextTable.Column(StyledText(overlap.first.name), minimum: 14, wraps: true),
            TextTable.Column(StyledText(overlap.second.name), minimum: 14, wraps: true),
            TextTable.Column("certainly together", minimum: 20, wraps: true),
            TextTable.Column(hasPossible ? "at most" : "", minimum: hasPossible ? 20 : 0, wraps: true),
            TextTable.Column(),
        ]
        return TextTable(columns: columns, rows: rows)
            .lines(fitting: width.map { $0 - 2 }, style: style, glyphs: glyphs).map { "  " + $0 }
    }

    /// A position, with the sides that nothing dates.
    private func title(_ side: Overlap.Side) -> StyledText {
        let title = StyledText(side.title + (side.isActing ? " (acting)" : ""))
        let undated = side.undatedSides.map(\.rawValue).joined(separator: " and ")
        return undated.isEmpty ? title : title + StyledText(" (\(undated) undated)", .undated)
    }

    private func certain(_ days: Overlap.Days) -> StyledText {
        if days.certain.isEmpty { return StyledText("not for certain", .faint) }
        return StyledText(text(days.certain, amid: days.possible), .certain)
    }

    /// What is possible beyond what is certain; empty where that is nothing.
    private func possible(_ days: Overlap.Days) -> StyledText {
        if days.possible.isEmpty { return StyledText("undated", .undated) }
        let upToNow = days.possible.map { $0.intersection(DayRange(DayRange.past, overlap.today.number)) }
            .filter { !$0.isEmpty }
        let isAllCertain = !days.certain.isEmpty && upToNow == days.certain
        return isAllCertain ? "" : StyledText(text(days.possible, amid: days.possible), .possible)
    }

    /// Ranges in words; one that is certain until today, or possible for ever, goes on.
    private func text(_ ranges: [DayRange], amid possible: [DayRange]) -> String {
        ranges.map { range in
            let reachesNow = range.latest >= overlap.today.number
            let goesOn = reachesNow && possible.contains { $0.contains(range.latest) && $0.latest >= DayRange.future }
            let bounds = range.bounds
            let start = bounds.earliest.map(DateWords.text)
            let end = goesOn ? nil : bounds.latest.map(DateWords.text)
            switch (start, end) {
            case (let start?, let end?): return start == end ? start : "\(start) to \(end)"
            case (let start?, nil): return "since \(start)"
            case (nil, let end?): return "until \(end)"
            case (nil, nil): return "at any time"
            }
        }.joined(separator: "; ")
    }
}
