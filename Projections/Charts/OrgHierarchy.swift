import Events

/// Who stands under whom in a chart.
///
/// Every position of the chart stands in exactly one place: under its superior where that is in the chart, else at the
/// top of its group. Superiors that are missing, ambiguous, in another group or in a circle are said in a remark, so
/// that nobody is lost and nothing loops.
public struct OrgHierarchy: Hashable, Sendable {
    /// A position with those of its dated holders that share a superior.
    public struct Node: Hashable, Sendable {
        /// The position.
        public let position: OrgChart.Position
        /// Those of its dated holders that share the superiors; none where the seat stands empty.
        public let holders: [OrgChart.Holder]
        /// Whom it reports to, as the sources say; several where it is not certain.
        public let superiors: [String]
        /// The nodes under it, as indices.
        public fileprivate(set) var children: [Int] = []
        /// The superior to be named beside it, because it does not stand under one.
        public fileprivate(set) var remarked: [String] = []

        /// Whether the title, not the kind that a source gives, makes it a board, executive or other position.
        public var group: ChartGroup { ChartGroup(position.kind, title: position.title) }
    }

    /// All nodes.
    public private(set) var nodes: [Node]
    /// The nodes without a superior in the chart, as indices, by group.
    public private(set) var roots: [ChartGroup: [Int]] = [:]

    /// Arranges the positions of a chart; holders that nothing dates are left out. O(n) in the holders.
    public init(_ chart: OrgChart) {
        nodes = chart.positions.flatMap(Self.nodes)
        let index = Superiors(nodes)
        var parents = nodes.indices.map { parent(of: $0, index) }
        cutCircles(&parents)
        for (child, parent) in parents.enumerated() {
            if let parent {
                nodes[parent].children.append(child)
            } else {
                roots[nodes[child].group, default: []].append(child)
            }
        }
        for node in nodes.indices { nodes[node].children = headsFirst(nodes[node].children) }
        roots = roots.mapValues(headsFirst)
    }

    /// A position's dated holders by whom they report to; one node without a holder where the seat stands empty.
    private static func nodes(_ position: OrgChart.Position) -> [Node] {
        let dated = position.holders.filter { $0.certainty != .undated }
        if dated.isEmpty {
            // Somebody undated may hold it: it is then shown with them, not as vacant.
            guard position.holders.isEmpty else { return [] }
            return [Node(position: position, holders: [], superiors: position.superiors)]
        }
        var order: [[String]] = []
        var groups: [[String]: [OrgChart.Holder]] = [:]
        for holder in dated {
            let superiors = holder.details.reportsTo.map { [$0] } ?? position.superiors
            if groups[superiors] == nil { order.append(superiors) }
            groups[superiors, default: []].append(holder)
        }
        return order.map { Node(position: position, holders: groups[$0] ?? [], superiors: $0) }
    }

    /// The node that another stands under; notes a remark where there is none and there should be.
    private mutating func parent(of child: Int, _ index: Superiors) -> Int? {
        let node = nodes[child]
        guard let superior = node.superiors.first else { return nil }
        if node.superiors.count == 1, let parent = index.node(for: superior, of: child) {
            let isBoard = (node.group == .board, nodes[parent].group == .board)
            // The board is a group of its own: whoever reports to it is not drawn inside it.
            if isBoard.0 == isBoard.1 {
                let isOneOfSeveral = index.isPerson(superior) && nodes[parent].holders.count > 1
                if isOneOfSeveral { nodes[child].remarked = node.superiors }
                return parent
            }
        }
        nodes[child].remarked = node.superiors
        return nil
    }

    /// Takes the first node of every circle out of it. O(n).
    private mutating func cutCircles(_ parents: inout [Int?]) {
        var walk = Array(repeating: 0, count: nodes.count)
        for start in nodes.indices where walk[start] == 0 {
            var next: Int? = start
            while let node = next, walk[node] == 0 {
                walk[node] = start + 1
                next = parents[node]
            }
            guard let met = next, walk[met] == start + 1 else { continue }
            var first = met
            var member = parents[met]
            while let node = member, node != met {
                first = min(first, node)
                member = parents[node]
            }
            parents[first] = nil
            nodes[first].remarked = nodes[first].superiors
        }
    }

    /// Chiefs and chairs before the others, which keep their order.
    private func headsFirst(_ children: [Int]) -> [Int] {
        func isHead(_ child: Int) -> Bool {
            let node = nodes[child]
            return node.group == .board
                ? ChartTitles.isChair(node.position.title) : ChartTitles.isChief(node.position.title)
        }
        return children.filter(isHead) + children.filter { !isHead($0) }
    }
}

/// Finds the node that a `reports_to` means: a post, a title in the same organisation, or a person.
private struct Superiors {
    private var seats: [Seat: [Int]] = [:]
    private var titles: [String: [Int]] = [:]
    private var people: [EntityID: [Int]] = [:]

    init(_ nodes: [OrgHierarchy.Node]) {
        for (index, node) in nodes.enumerated() {
            seats[node.position.seat, default: []].append(index)
            titles[CaseFolding.fold(node.position.title), default: []].append(index)
            for holder in node.holders where !holder.person.id.isReserved {
                people[holder.person.id, default: []].append(index)
            }
        }
    }

    func node(for superior: String, of child: Int) -> Int? {
        let folded = CaseFolding.fold(superior)
        let id = EntityID(superior)
        let candidates =
            (id.flatMap { seats[.post($0)] } ?? []) + (seats[.title(folded)] ?? []) + (titles[folded] ?? [])
            + (id.flatMap { people[$0] } ?? [])
        return candidates.first { $0 != child }
    }

    func isPerson(_ superior: String) -> Bool {
        EntityID(superior).map { people[$0] != nil && seats[.post($0)] == nil } ?? false
    }
}
