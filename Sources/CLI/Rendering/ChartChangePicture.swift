import Events
import Projections

/// The chart of a date with what changes in it: `-` what was, `+` what is, nothing before what stays.
struct ChartChangePicture {
    private let organization: Named
    private let at: String
    private let before: [Row]
    private let after: [Row]

    private struct Row: Hashable {
        let seat: Seat
        let cells: [StyledText]
    }

    /// - Parameters:
    ///   - named: What ids are called at the date of the charts.
    init(_ before: OrgChart, _ after: OrgChart, at: String, named: @escaping (EntityID) -> Named) {
        organization = after.organization
        self.at = at
        var namesakes = Namesakes()
        namesakes.note(before)
        namesakes.note(after)
        let superiors = (before.positions + after.positions).flatMap { position in
            [position.reportsTo] + position.holders.map(\.details.reportsTo)
        }
        namesakes.note(superiors.compactMap { $0.flatMap(EntityID.init).map(named) })
        let called = { [namesakes] (text: String) in EntityID(text).map { namesakes.text(named($0)) } ?? text }
        self.before = before.positions.flatMap { Self.rows($0, namesakes, called) }
        self.after = after.positions.flatMap { Self.rows($0, namesakes, called) }
    }

    private static func rows(
        _ position: OrgChart.Position, _ namesakes: Namesakes, _ called: (String) -> String
    ) -> [Row] {
        guard !position.holders.isEmpty else {
            return [Row(seat: position.seat, cells: [StyledText(position.title), HolderWords.vacant, "", ""])]
        }
        return position.holders.map { holder in
            var dates = StyledText(holder.stint.map(TenureWords.text) ?? "")
            if holder.certainty == .undated { dates += StyledText(" (undated)", .undated) }
            if holder.isDisputed { dates += StyledText(", disputed", .disputed) }
            let superior = holder.details.reportsTo ?? position.reportsTo
            let cells = [
                StyledText(position.title), HolderWords.text(holder, telling: namesakes), dates,
                StyledText(superior.map { "reports to \(called($0))" } ?? "", .faint),
            ]
            return Row(seat: position.seat, cells: cells)
        }
    }

    /// The lines: a heading, and every row of either chart.
    func lines(_ output: Output) -> [String] {
        let heading = HolderWords.heading(organization) + StyledText(" at \(at)")
        guard !before.isEmpty || !after.isEmpty else {
            return [(heading + ": nobody is known, before and after").rendered(in: output.style)]
        }
        let columns = [
            TextTable.Column(minimum: 1), .init(minimum: 16, wraps: true), .init(minimum: 14, wraps: true),
            .init(minimum: 20, wraps: true), .init(minimum: 12, wraps: true),
        ]
        return [heading.rendered(in: output.style)]
            + TextTable(columns: columns, rows: rows)
            .lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
    }

    /// Every row in the order of the later chart; what went stands before what else its seat has.
    private var rows: [[StyledText]] {
        let (old, new) = (Set(before), Set(after))
        var gone = Dictionary(grouping: before.filter { !new.contains($0) }, by: \.seat)
        var rows: [[StyledText]] = []
        for row in after {
            for was in gone.removeValue(forKey: row.seat) ?? [] {
                rows.append([StyledText("-", .possible)] + was.cells)
            }
            rows.append((old.contains(row) ? [""] : [StyledText("+", .certain)]) + row.cells)
        }
        for row in before where gone[row.seat] != nil {
            for was in gone.removeValue(forKey: row.seat) ?? [] {
                rows.append([StyledText("-", .possible)] + was.cells)
            }
        }
        return rows
    }
}
