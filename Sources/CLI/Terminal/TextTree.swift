/// Nested nodes drawn with branches, each with text in columns that line up over the whole tree.
struct TextTree: Sendable {
    /// One node: the text of its columns, the first of which is indented, and what hangs under it.
    struct Node: Sendable {
        var cells: [StyledText]
        /// Further rows of the same node, drawn without a branch of their own.
        var continued: [[StyledText]]
        var children: [Node]

        init(_ cells: [StyledText], continued: [[StyledText]] = [], children: [Node] = []) {
            self.cells = cells
            self.continued = continued
            self.children = children
        }
    }

    /// The nodes without a parent; they stand at the margin without a branch.
    var roots: [Node]
    /// The columns after the first, and the first itself; those not named are left-aligned.
    var columns: [TextTable.Column]

    init(roots: [Node], columns: [TextTable.Column] = []) {
        self.roots = roots
        self.columns = columns
    }

    /// The tree's lines, one a row of a node, without line ends and without blanks at the end.
    ///
    /// Cut to a width as a table is. Depth is bounded by memory only; O(n · depth).
    func lines(fitting width: Int? = nil, style: Style = .plain, glyphs: Glyphs = .unicode) -> [String] {
        let rows = self.rows(glyphs: glyphs)
        let count = rows.reduce(0) { max($0, $1.cells.count) }
        var all = columns.prefix(count).map { $0 }
        for index in all.count..<max(count, all.count) {
            all.append(TextTable.Column(minimum: index == 0 ? 20 : 8))
        }
        var table = TextTable(columns: all, rows: rows.map(\.cells))
        table.continuations = rows.map(\.trunk)
        table.hangings = rows.map(\.hanging)
        return table.lines(fitting: width, style: style, glyphs: glyphs)
    }

    /// A node that waits to be drawn, with the branch before it and what stands before its children.
    private struct Pending {
        let node: Node
        let branch: String
        let indent: String
    }

    /// A row: its cells with the branches in the first, and what stands before the text that goes on under it.
    private struct Row {
        let cells: [StyledText]
        let trunk: StyledText
        /// The same where the first cell itself goes on: a little further in than the text of the node.
        let hanging: StyledText
    }

    /// Every node's rows; walks with a stack of its own, so depth is no danger.
    private func rows(glyphs: Glyphs) -> [Row] {
        var rows: [Row] = []
        var pending = roots.reversed().map { Pending(node: $0, branch: "", indent: "") }
        while let next = pending.popLast() {
            var cells = next.node.cells
            let first = cells.isEmpty ? StyledText("") : cells.removeFirst()
            // What goes on under a node keeps its trunk going down to the children.
            let trunk = StyledText(next.indent + (next.node.children.isEmpty ? "" : glyphs.trunk), .faint)
            let hanging = trunk + (next.node.children.isEmpty ? "  " : "")
            rows.append(Row(cells: [StyledText(next.branch, .faint) + first] + cells, trunk: trunk, hanging: hanging))
            for row in next.node.continued {
                rows.append(
                    Row(cells: [trunk + (row.first ?? "")] + row.dropFirst(), trunk: trunk, hanging: trunk + "    "))
            }
            for (position, child) in next.node.children.enumerated().reversed() {
                let isLast = position == next.node.children.count - 1
                pending.append(
                    Pending(
                        node: child,
                        branch: next.indent + (isLast ? glyphs.lastBranch : glyphs.branch),
                        indent: next.indent + (isLast ? glyphs.gap : glyphs.trunk)))
            }
        }
        return rows
    }
}
