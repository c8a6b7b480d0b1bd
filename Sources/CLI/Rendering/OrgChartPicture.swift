import Events
import Projections

/// An org chart as a tree: board, chief, those who report to them, the other kinds in groups, the undated apart.
struct OrgChartPicture {
    /// How many undated holders are shown before the others are only counted.
    static let undatedShown = 10

    let chart: OrgChart
    /// Whether undated holders are shown however many there are.
    let showsAllUndated: Bool
    /// Those of the chart who share a name.
    private let namesakes: Namesakes
    /// What ids are called.
    private let name: (EntityID) -> String
    /// The ids of events at places in the log, shortened; nil where they are not asked for.
    private let eventIDs: (([Int]) -> String)?

    init(
        chart: OrgChart, showsAllUndated: Bool = false, named: @escaping (EntityID) -> Named,
        eventIDs: (([Int]) -> String)? = nil
    ) {
        var namesakes = Namesakes()
        namesakes.note(chart)
        self.chart = chart
        self.showsAllUndated = showsAllUndated
        self.namesakes = namesakes
        self.eventIDs = eventIDs
        name = { [namesakes] in namesakes.text(named($0)) }
    }

    /// The tree's lines; without a line where nobody is known to hold anything.
    func lines(fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let columns = [
            TextTable.Column(minimum: 26), TextTable.Column(minimum: 20, wraps: true),
            TextTable.Column(minimum: 26, wraps: true), TextTable.Column(minimum: 10, wraps: true),
            TextTable.Column(minimum: 12, wraps: true),
        ]
        return TextTree(roots: sections(of: chart), columns: columns)
            .lines(fitting: width, style: style, glyphs: glyphs)
    }

    private func sections(of chart: OrgChart) -> [TextTree.Node] {
        let hierarchy = OrgHierarchy(chart)
        var sections: [TextTree.Node] = []
        for group in ChartGroup.allCases {
            let roots = (hierarchy.roots[group] ?? []).map { node($0, in: hierarchy) }
            guard !roots.isEmpty else { continue }
            // Executives stand at the top without a heading.
            if group != .executive {
                sections.append(TextTree.Node([StyledText(group.heading, .heading)], children: roots))
            } else {
                sections += roots
            }
        }
        if let undated = undated(of: chart) { sections.append(undated) }
        for unit in chart.units {
            var children = self.sections(of: unit)
            if children.isEmpty { children = [TextTree.Node([StyledText("nobody is known", .faint)])] }
            sections.append(TextTree.Node([HolderWords.heading(unit.organization)], children: children))
        }
        return sections
    }

    /// One node with everything under it; a stack of its own, so that a long chain of superiors is no danger.
    private func node(_ root: Int, in hierarchy: OrgHierarchy) -> TextTree.Node {
        var order = [root]
        var next = 0
        while next < order.count {
            order += hierarchy.nodes[order[next]].children
            next += 1
        }
        var drawn: [Int: TextTree.Node] = [:]
        for index in order.reversed() {
            let node = hierarchy.nodes[index]
            drawn[index] = self.node(node, children: node.children.compactMap { drawn.removeValue(forKey: $0) })
        }
        return drawn[root] ?? TextTree.Node([])
    }

    private func node(_ node: OrgHierarchy.Node, children: [TextTree.Node]) -> TextTree.Node {
        let title = StyledText(node.position.title, .strong)
        let superior = node.remarked.isEmpty ? nil : "reports to \(node.remarked.map(called).joined(separator: " or "))"
        if node.holders.isEmpty {
            return TextTree.Node(
                [title, HolderWords.vacant, "", StyledText(superior ?? "", .faint), events(of: node.position)],
                children: children)
        }
        var rows = node.holders.map { row($0, title: "", superior: nil) }
        rows[0] = row(node.holders[0], title: title, superior: superior)
        if let free = freeSeats(node.position) {
            let vacant = StyledText(free == 1 ? "1 seat vacant" : "\(free) seats vacant", .vacant)
            rows.append(["", vacant, "", "", events(of: node.position)])
        }
        return TextTree.Node(rows[0], continued: Array(rows.dropFirst()), children: children)
    }

    /// What speaks of a post, for a line without a holder.
    private func events(of position: OrgChart.Position) -> StyledText {
        StyledText(eventIDs?(position.events) ?? "", .faint)
    }

    private func row(_ holder: OrgChart.Holder, title: StyledText, superior: String?) -> [StyledText] {
        var remarks: StyledText = ""
        if let on = holder.details.onBehalfOf { remarks += StyledText("for \(name(on)) ", .faint) }
        if let area = holder.details.area { remarks += StyledText("\(area) ", .faint) }
        if holder.isDisputed { remarks += StyledText("disputed ", .disputed) }
        if let superior { remarks += StyledText(superior, .faint) }
        let dates = holder.stint.map(TenureWords.text) ?? ""
        return [
            title, HolderWords.text(holder, telling: namesakes), StyledText(dates), remarks.withoutTrailingBlanks,
            StyledText(eventIDs?(holder.events) ?? "", .faint),
        ]
    }

    /// How many seats of a post surely stand empty; nil where none do or where their number is not known.
    private func freeSeats(_ position: OrgChart.Position) -> Int? {
        guard let seats = position.seats else { return nil }
        let taken = position.holders.filter { $0.person.id != .nobody }.count
        return taken < seats ? seats - taken : nil
    }

    /// A superior in words: a person's or post's name, else what the source says.
    private func called(_ superior: String) -> String { EntityID(superior).map(name) ?? superior }

    private func undated(of chart: OrgChart) -> TextTree.Node? {
        let holders = chart.positions.flatMap { position in
            position.holders.filter { $0.certainty == .undated }.map { (position, $0) }
        }
        guard !holders.isEmpty else { return nil }
        let shown = showsAllUndated ? holders.count : Self.undatedShown
        var children = holders.prefix(shown).map { position, holder in
            TextTree.Node(row(holder, title: StyledText(position.title), superior: nil))
        }
        if holders.count > shown {
            children.append(TextTree.Node([StyledText("and \(holders.count - shown) more (--all)", .faint)]))
        }
        return TextTree.Node([StyledText("Undated", .heading)], children: children)
    }
}
