import Foundation

/// Rows as a table for a terminal: a heading for each, a line for each size, and under it peers and what was counted.
struct Table {
    private let joined: JoinedRows
    private static let width = 112
    private static let header = ["events", "figure", "95 %", "floor", "ratio", "growth", "met"]

    init(_ joined: JoinedRows) { self.joined = joined }

    var text: String {
        let blocks = joined.keys.map { key in joined.sizes(key).map { (row: $0, cells: cells($0)) } }
        let lines = [Self.header] + blocks.joined().map(\.cells)
        let widths = Self.header.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        func line(_ cells: [String]) -> String {
            zip(cells, widths).map { cell, width in String(repeating: " ", count: width - cell.count) + cell }
                .joined(separator: "   ").trimmingSpacesAtEnd
        }
        var text = "    " + line(Self.header) + "\n"
        for block in blocks {
            guard let first = block.first?.row else { continue }
            text += "\n" + first.title + (first.goal.map { " (goal: \($0))" } ?? "") + "\n"
            for (row, cells) in block {
                text += "    " + line(cells) + "\n"
                for peer in joined.peers(of: row) { text += "        " + peer.text + "\n" }
                text += Self.wrapped(Figure.counted(row.counted) + (row.note.map { [$0] } ?? []))
            }
        }
        return text + growth
    }

    private func cells(_ row: Row) -> [String] {
        [
            Figure.plain(Double(row.events)), row.figure.map { Figure.text($0, row.unit) } ?? "-",
            row.p95.map { Figure.text($0, row.unit) } ?? "", row.floor.map { Figure.text($0, row.unit) } ?? "",
            row.ratio.map(Figure.ratio) ?? "", joined.growth(row).map(Figure.ratio) ?? "", Figure.isMet(row.isMet),
        ]
    }

    /// What has a goal from one size to another; nothing where the sizes are not there.
    private var growth: String {
        let lines = Growth.all.compactMap { $0.cells(joined.rows) }
        guard !lines.isEmpty else { return "" }
        return lines.reduce(into: "\ngrowth\n") { text, cells in
            text += "    \(cells[0]): \(cells[1]), \(cells[2]): \(cells[3]) (\(cells[4]): \(cells[5]))\n"
        }
    }

    /// Parts with commas between them, in lines that fit.
    private static func wrapped(_ parts: [String]) -> String {
        let indent = "        "
        var lines: [String] = []
        for part in parts {
            if let last = lines.last, last.count + part.count + 2 <= width {
                lines[lines.count - 1] = last + ", " + part
            } else {
                if !lines.isEmpty { lines[lines.count - 1] += "," }
                lines.append(indent + part)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }
}

extension String {
    fileprivate var trimmingSpacesAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
