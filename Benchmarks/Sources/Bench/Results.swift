import Foundation

/// The rows of several runs, joined: sizes beside each other, with peers, growth and the machine.
struct Results {
    private let rows: [Row]
    private let peers: [Row]
    private let keys: [String]

    /// - Parameter paths: Files of JSON Lines, as runs and peers write them. Of a row that is there twice the last counts.
    init(_ paths: [String]) throws {
        var all: [Row] = []
        for path in paths {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            all += try text.split(separator: "\n").map { try JSONDecoder().decode(Row.self, from: Data($0.utf8)) }
        }
        var last: [[String]: Row] = [:]
        var order: [[String]] = []
        for row in all {
            let name = [row.key, String(row.events), row.peer ?? ""]
            if last.updateValue(row, forKey: name) == nil { order.append(name) }
        }
        let rows = order.compactMap { last[$0] }
        (self.rows, peers) = (rows.filter { $0.peer == nil }, rows.filter { $0.peer != nil })
        var keys: [String] = []
        for row in self.rows where !keys.contains(row.key) { keys.append(row.key) }
        self.keys = keys
    }

    /// The results as a page.
    var markdown: String {
        get throws {
            """
            # Results

            What the figures mean, and how they are taken, is in [README.md](README.md).

            ## Machine

            \(try Machine(Tools()).markdown)

            ## Figures

            Growth is the figure by that of the next smaller size.

            | what | events | figure | 95 % | floor | by the floor | peers | growth | goal | met |
            |---|--:|--:|--:|--:|--:|---|--:|---|---|
            \(keys.flatMap(lines).joined(separator: "\n"))

            ## Growth

            | what | from | to | by | goal | met |
            |---|--:|--:|--:|---|---|
            \(Growth.all.flatMap { $0.lines(rows) }.joined(separator: "\n"))

            ## Counted besides

            \(keys.flatMap(remarks).joined(separator: "\n"))
            """
        }
    }

    private func sizes(_ key: String) -> [Row] { rows.filter { $0.key == key }.sorted { $0.events < $1.events } }

    private func lines(_ key: String) -> [String] {
        let sizes = sizes(key)
        return sizes.enumerated().map { place, row in
            let smaller = place > 0 ? sizes[place - 1].figure : nil
            let growth = smaller.flatMap { smaller in row.figure.map { Figure.ratio($0 / smaller) } }
            let cells = [
                place == 0 ? row.title : "", Figure.plain(Double(row.events)),
                row.figure.map { Figure.text($0, row.unit) } ?? "", row.p95.map { Figure.text($0, row.unit) } ?? "",
                row.floor.map { Figure.text($0, row.unit) } ?? "", row.ratio.map(Figure.ratio) ?? "",
                peersOf(row), growth ?? "", row.goal ?? "", row.isMet.map { $0 ? "yes" : "no" } ?? "",
            ]
            return "| " + cells.joined(separator: " | ") + " |"
        }
    }

    /// What peers need for the same, and by how much this program is ahead of each.
    private func peersOf(_ row: Row) -> String {
        peers.filter { $0.key == row.key && $0.events == row.events && $0.unit == row.unit }
            .map { peer in
                guard let name = peer.peer, let theirs = peer.figure else { return "\(peer.peer ?? ""): none" }
                guard let own = row.figure else { return "\(name) \(Figure.text(theirs, row.unit))" }
                let ahead = row.unit.isBetterHigher ? own / theirs : theirs / own
                return "\(name) \(Figure.text(theirs, row.unit)) (\(Figure.ratio(ahead)))"
            }
            .joined(separator: "<br>")
    }

    private func remarks(_ key: String) -> [String] {
        sizes(key).compactMap { row in
            let counted = Figure.counted(row.counted)
            let parts = [counted, row.note ?? ""].filter { !$0.isEmpty }
            return parts.isEmpty
                ? nil : "- \(row.title), \(Figure.plain(Double(row.events))) events: \(parts.joined(separator: "; "))"
        }
    }
}

/// How a figure may grow between two sizes.
struct Growth {
    let key: String
    /// What was counted besides; nil is the figure itself.
    var counted: String?
    let from: Int
    let goal: String
    let isMet: @Sendable (Double) -> Bool

    private static let to = 10_000_000
    private static let flat = "flat within 20 %"

    static let all: [Growth] =
        [
            Growth(
                key: "append-batches", counted: "events/s in the last tenth", from: 1_000_000, goal: "≥ 0.7",
                isMet: { $0 >= 0.7 }),
            Growth(key: "import-process", counted: "peak MB", from: 1_000_000, goal: flat, isMet: { $0 <= 1.2 }),
        ]
        + ["org-typical", "org-largest", "person-history", "headcount-series", "chart-diff"].map {
            Growth(key: $0, from: 1_000_000, goal: flat, isMet: { $0 <= 1.2 })
        } + [Growth(key: "org-process", from: 10_000, goal: flat, isMet: { $0 <= 1.2 })]

    /// The line of a table; none where one of the sizes is missing.
    func lines(_ rows: [Row]) -> [String] {
        func value(_ events: Int) -> (Row, Double)? {
            guard let row = rows.last(where: { $0.key == key && $0.events == events }) else { return nil }
            return (counted.map { row.counted[$0] } ?? row.figure).map { (row, $0) }
        }
        guard let (row, first) = value(from), let (_, second) = value(Self.to) else { return [] }
        let title = row.title + (counted.map { ", " + $0 } ?? "")
        let cells = [
            title, "\(Figure.plain(first)) at \(Figure.plain(Double(from)))",
            "\(Figure.plain(second)) at \(Figure.plain(Double(Self.to)))", Figure.ratio(second / first), goal,
            isMet(second / first) ? "yes" : "no",
        ]
        return ["| " + cells.joined(separator: " | ") + " |"]
    }
}
