/// A graph whose edges hold for some days each, to find the circles that hold on a day.
struct DatedGraph<Node: Hashable> {
    struct Edge {
        let from: Node
        let to: Node
        let days: Range<Int>
        /// What it stands for; nil for one that only connects.
        var line: Int?
    }

    /// The edges on some circle, days aside.
    private let edges: [Edge]

    init(_ edges: [Edge]) {
        self.edges = Self.trimmed(edges)
    }

    /// Circles whose edges all hold on one day, each with the first days in a row on which it does.
    ///
    /// On each day circles are told until every other one shares an edge with one of them. O(e) where there are none,
    /// O(e²) in the edges on circles.
    func cycles() -> [(edges: [Edge], days: Range<Int>)] {
        let points = Set(edges.flatMap { [$0.days.lowerBound, $0.days.upperBound] }).sorted()
        var found: [(edges: [Edge], days: Range<Int>)] = []
        var places: [Set<Node>: Int] = [:]
        for (day, next) in zip(points, points.dropFirst()) {
            var active = Self.trimmed(edges.filter { $0.days.contains(day) })
            while let circle = Self.circle(in: active) {
                let nodes = Set(circle.map(\.from))
                if let place = places[nodes] {
                    if found[place].days.upperBound == day {
                        found[place].days = found[place].days.lowerBound..<next
                    }
                } else {
                    places[nodes] = found.count
                    found.append((circle, day..<next))
                }
                active = Self.trimmed(active.filter { !nodes.contains($0.from) })
            }
        }
        return found
    }

    /// The edges without those that lead to, or come from, what is on no circle. O(e).
    private static func trimmed(_ edges: [Edge]) -> [Edge] {
        let ahead = pruned(edges, by: \.from, \.to)
        return pruned(ahead, by: \.to, \.from)
    }

    /// The edges whose far end has, again and again, an edge that goes on.
    private static func pruned(
        _ edges: [Edge], by near: KeyPath<Edge, Node>, _ far: KeyPath<Edge, Node>
    ) -> [Edge] {
        var going: [Node: Int] = [:]
        var incoming: [Node: [Int]] = [:]
        for (index, edge) in edges.enumerated() {
            going[edge[keyPath: near], default: 0] += 1
            incoming[edge[keyPath: far], default: []].append(index)
        }
        var isGone = edges.map { _ in false }
        var ends = incoming.keys.filter { going[$0] == nil }
        while let end = ends.popLast() {
            for index in incoming[end] ?? [] where !isGone[index] {
                isGone[index] = true
                let node = edges[index][keyPath: near]
                going[node, default: 0] -= 1
                if going[node] == 0 { ends.append(node) }
            }
        }
        return zip(edges, isGone).filter { !$0.1 }.map(\.0)
    }

    /// A circle of edges each of which goes on; nil where there are none.
    private static func circle(in edges: [Edge]) -> [Edge]? {
        guard let first = edges.first else { return nil }
        let going = Dictionary(edges.map { ($0.from, $0) }) { first, _ in first }
        var path: [Edge] = []
        var places: [Node: Int] = [:]
        var node = first.from
        while let edge = going[node] {
            if let place = places[node] { return Array(path[place...]) }
            places[node] = path.count
            path.append(edge)
            node = edge.to
        }
        return nil
    }
}
