/// Rows of cells in columns that line up on a terminal.
struct TextTable: Sendable {
    /// One column: what stands above it and how its cells stand in it.
    struct Column: Sendable {
        var title: StyledText
        var alignment: TextAlignment
        /// The width, in terminal columns, down to which the column may be cut where the line is too long.
        var minimum: Int
        /// Whether a cell that is too long goes on in the next line instead of being cut.
        var wraps: Bool

        init(
            _ title: StyledText = "", _ alignment: TextAlignment = .left, minimum: Int = 8, wraps: Bool = false
        ) {
            self.title = title
            self.alignment = alignment
            self.minimum = minimum
            self.wraps = wraps
        }
    }

    var columns: [Column]
    /// The cells; a row may have fewer than there are columns, and what it has beyond them is not shown.
    var rows: [[StyledText]]
    /// What stands in the first column where a row goes on in further lines, row by row; blank where it is empty.
    var continuations: [StyledText] = []
    /// What stands before the text of the first column where that itself goes on in further lines, row by row.
    var hangings: [StyledText] = []

    /// What stands between two columns.
    private static let separator: StyledText = "  "

    init(columns: [Column], rows: [[StyledText]] = []) {
        self.columns = columns
        self.rows = rows
    }

    /// The table's lines, without line ends and without blanks at the end.
    ///
    /// A line of titles comes first where any column has one. With a width, cells are cut with an ellipsis, or go on
    /// in further lines where their column wraps, so that no line is longer; without one (a file, a pipe) nothing is cut. O(n) in the text's length.
    func lines(fitting width: Int? = nil, style: Style = .plain, glyphs: Glyphs = .unicode) -> [String] {
        var all = rows
        if columns.contains(where: { !$0.title.isEmpty }) {
            all.insert(columns.map { $0.title.styled(.heading) }, at: 0)
        }
        let widths = columnWidths(of: all, fitting: width)
        let titles = all.count - rows.count
        let lines = all.enumerated().flatMap { index, row in
            func of(_ texts: [StyledText]) -> StyledText {
                texts.indices.contains(index - titles) ? texts[index - titles] : ""
            }
            return wrapped(row, widths: widths, continuation: of(continuations), hanging: of(hangings))
        }
        return lines.map { row in
            var line = self.line(row, widths: widths, ellipsis: glyphs.ellipsis)
            if let width { line = line.fitted(to: max(width, 0), ellipsis: glyphs.ellipsis) }
            return line.withoutTrailingBlanks.rendered(in: style)
        }
    }

    private func columnWidths(of rows: [[StyledText]], fitting width: Int?) -> [Int] {
        var natural = columns.map { _ in 0 }
        for row in rows {
            for (index, cell) in row.prefix(columns.count).enumerated() {
                natural[index] = max(natural[index], cell.width)
            }
        }
        guard let width else { return natural }
        let separators = natural.filter { $0 > 0 }.count - 1
        let available = width - max(separators, 0) * Self.separator.width
        return ColumnFit.widths(natural: natural, minimum: columns.map(\.minimum), available: max(available, 0))
    }

    /// One row as several where cells of wrapping columns need them.
    private func wrapped(
        _ row: [StyledText], widths: [Int], continuation: StyledText, hanging: StyledText
    ) -> [[StyledText]] {
        let cells = zip(row, columns).enumerated().map { index, cell in
            cell.1.wraps && cell.0.width > widths[index]
                ? cell.0.wrapped(to: widths[index], hanging: index == 0 ? hanging : "") : [cell.0]
        }
        let height = cells.map(\.count).max() ?? 1
        if height <= 1 { return [row] }
        return (0..<height).map { line in
            cells.enumerated().map { index, cell in
                line < cell.count ? cell[line] : index == 0 ? continuation : ""
            }
        }
    }

    /// One row; a column that is empty in every row takes no room at all.
    private func line(_ row: [StyledText], widths: [Int], ellipsis: String) -> StyledText {
        var line: StyledText = ""
        var isFirst = true
        for (index, column) in columns.enumerated() where widths[index] > 0 {
            if !isFirst { line += Self.separator }
            isFirst = false
            let cell = index < row.count ? row[index] : ""
            line += cell.fitted(to: widths[index], ellipsis: ellipsis).padded(to: widths[index], column.alignment)
        }
        return line
    }
}
