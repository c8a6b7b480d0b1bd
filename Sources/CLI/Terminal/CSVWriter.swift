/// Rows of cells as comma-separated values (RFC 4180), safe to open in a spreadsheet.
///
/// Lines end in CR LF; a cell with a comma, a quote or a line end stands in quotes, quotes doubled. A *text* cell that
/// a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, a tab, CR or LF, or the fullwidth form of
/// one of the signs) gets an apostrophe before it, which has to be taken off again by who reads the file with a
/// program: a date before the year 0 (`-0044`) is one of those. Numbers are written as they are.
struct CSVWriter: Sendable {
    /// One cell, or an empty one where there is no value.
    enum Cell: Hashable, Sendable, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {
        case text(String)
        case number(Int)
        case empty

        init(stringLiteral value: String) { self = .text(value) }
        init(integerLiteral value: Int) { self = .number(value) }

        /// Text, or an empty cell where there is none.
        init(_ text: String?) { self = text.map(Cell.text) ?? .empty }
    }

    /// Whether a terminal reads the rows: then every text is made safe for it, line feeds kept.
    var isForTerminal = false

    /// One record with its line end; O(n) in its length.
    func record(_ cells: [Cell]) -> String {
        // A record of one empty cell would be an empty line, which readers skip.
        if cells.count == 1, written(cells[0]).isEmpty { return "\"\"\r\n" }
        return cells.map(written).joined(separator: ",") + "\r\n"
    }

    private func written(_ cell: Cell) -> String {
        switch cell {
        case .empty: ""
        case .number(let number): String(number)
        case .text(let text): quoted(guarded(isForTerminal ? SafeText(text, breaks: .kept).string : text))
        }
    }

    private func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, Self.formulaStarts.contains(first) else { return text }
        return "'" + text
    }

    private func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }) else { return text }
        var result = "\""
        for scalar in text.unicodeScalars {
            if scalar == "\"" { result.unicodeScalars.append(scalar) }
            result.unicodeScalars.append(scalar)
        }
        return result + "\""
    }

    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]
}
