import Foundation

/// The rows of several runs as a page: sizes beside each other, with peers, growth and the machine.
struct Results {
    private let joined: JoinedRows

    init(_ joined: JoinedRows) { self.joined = joined }

    var markdown: String {
        get throws {
            """
            # Results

            What the figures mean, and how they are taken, is in [README.md](README.md).

            ## Machine

            \(try Machine(Tools()).markdown)

            ## Figures

            Growth is the figure by that of the next smaller size. Behind a peer's figure stands how often this program's
            is better.

            | what | goal | events | figure | 95 % | floor | by the floor | growth | met |
            |---|---|--:|--:|--:|--:|--:|--:|---|
            \(joined.keys.flatMap(lines).joined(separator: "\n"))

            ## Peers

            \(joined.keys.flatMap(peers).joined(separator: "\n"))

            ## Growth

            | what | from | to | by | goal | met |
            |---|--:|--:|--:|---|---|
            \(Growth.all.compactMap { $0.cells(joined.rows) }.map(Self.line).joined(separator: "\n"))

            ## Counted besides

            \(joined.keys.flatMap(remarks).joined(separator: "\n"))
            """
        }
    }

    private static func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private func lines(_ key: String) -> [String] {
        joined.sizes(key).enumerated().map { place, row in
            Self.line([
                place == 0 ? row.title : "", place == 0 ? row.goal ?? "" : "", Figure.plain(Double(row.events)),
                row.figure.map { Figure.text($0, row.unit) } ?? "-", row.p95.map { Figure.text($0, row.unit) } ?? "",
                row.floor.map { Figure.text($0, row.unit) } ?? "", row.ratio.map(Figure.ratio) ?? "",
                joined.growth(row).map(Figure.ratio) ?? "", Figure.isMet(row.isMet),
            ])
        }
    }

    private func peers(_ key: String) -> [String] {
        joined.sizes(key).flatMap { row -> [String] in
            let texts = joined.peers(of: row).map(\.text)
            guard !texts.isEmpty else { return [] }
            let own = row.figure.map { Figure.text($0, row.unit) } ?? "no figure"
            return ["- \(row.title), \(Figure.plain(Double(row.events))) events: \(own)"] + texts.map { "  - \($0)" }
        }
    }

    private func remarks(_ key: String) -> [String] {
        joined.sizes(key).compactMap { row in
            let parts = [Figure.counted(row.counted).joined(separator: ", "), row.note ?? ""].filter { !$0.isEmpty }
            return parts.isEmpty
                ? nil : "- \(row.title), \(Figure.plain(Double(row.events))) events: \(parts.joined(separator: "; "))"
        }
    }
}
