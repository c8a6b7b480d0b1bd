import Foundation

/// Rows as a table for a terminal.
struct Table {
    private let rows: [Row]
    private let title: String

    init(_ rows: [Row], title: String) { (self.rows, self.title) = (rows, title) }

    var text: String {
        var lines = [["what", "figure", "95 %", "floor", "ratio", "goal", "met"]]
        lines += rows.map { row in
            [
                row.title, row.figure.map { Figure.text($0, row.unit) } ?? "-",
                row.p95.map { Figure.text($0, row.unit) } ?? "", row.floor.map { Figure.text($0, row.unit) } ?? "",
                row.ratio.map(Figure.ratio) ?? "", row.goal ?? "", row.isMet.map { $0 ? "yes" : "no" } ?? "",
            ]
        }
        let widths = lines[0].indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
        var text = title + "\n\n"
        for (number, line) in lines.enumerated() {
            let cells = zip(line, widths).map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }
            text += cells.joined(separator: "  ").trimmingSpacesAtEnd + "\n"
            guard number > 0 else { continue }
            let row = rows[number - 1]
            if !row.counted.isEmpty { text += "    " + Figure.counted(row.counted) + "\n" }
            if let note = row.note { text += "    " + note + "\n" }
        }
        return text
    }
}

/// Numbers as people read them.
enum Figure {
    static func text(_ number: Double, _ unit: Row.Unit) -> String { plain(number) + " " + unit.rawValue }

    static func ratio(_ number: Double) -> String { "× " + plain(number) }

    /// Three digits that tell, and groups of three.
    static func plain(_ number: Double) -> String {
        guard number.isFinite else { return "?" }
        let size = abs(number)
        let digits = size >= 100 || size == size.rounded() ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
        let text = String(format: "%.\(digits)f", number)
        let parts = text.split(separator: ".", maxSplits: 1)
        var grouped = ""
        for (place, digit) in parts[0].reversed().enumerated() {
            if place > 0, place.isMultiple(of: 3), digit != "-" { grouped = "," + grouped }
            grouped = String(digit) + grouped
        }
        return grouped + (parts.count > 1 ? "." + parts[1] : "")
    }

    static func counted(_ counted: [String: Double]) -> String {
        counted.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.key) \(plain($0.value))" }.joined(separator: ", ")
    }
}

extension String {
    fileprivate var trimmingSpacesAtEnd: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
