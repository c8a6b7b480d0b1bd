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
        + [
            "org-typical", "org-largest", "org-typical-known", "org-largest-known", "org-memory", "person-history",
            "headcount-series", "chart-diff",
        ].map { Growth(key: $0, from: 1_000_000, goal: flat, isMet: { $0 <= 1.2 }) }
        + [Growth(key: "org-process", from: 10_000, goal: flat, isMet: { $0 <= 1.2 })]

    /// The cells of a line: what, from, to, by how much, the goal, whether it is met.
    ///
    /// None where one of the sizes is missing.
    func cells(_ rows: [Row]) -> [String]? {
        func value(_ events: Int) -> (Row, Double)? {
            guard let row = rows.last(where: { $0.key == key && $0.events == events }) else { return nil }
            return (counted.map { row.counted[$0] } ?? row.figure).map { (row, $0) }
        }
        guard let (row, first) = value(from), let (_, second) = value(Self.to) else { return nil }
        return [
            row.title + (counted.map { ", " + $0 } ?? ""), "\(Figure.plain(first)) at \(Figure.plain(Double(from)))",
            "\(Figure.plain(second)) at \(Figure.plain(Double(Self.to)))", Figure.ratio(second / first), goal,
            Figure.isMet(isMet(second / first)),
        ]
    }
}
