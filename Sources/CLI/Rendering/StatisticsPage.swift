import Annals

/// What is in a ledger in numbers, for people.
struct StatisticsPage {
    let path: String
    let found: LedgerStatistics

    var lines: [String] { [path] + Self.rows(numbers) + tables }

    private var numbers: [(name: String, value: String)] {
        let events = Self.count(found.head.seq, "event", "events")
        var log = "\(events) in \(Self.count(found.head.batch, "batch", "batches"))"
        log += ", \(ProgressLine.grouped(found.erased)) erased"
        log += ", \(Self.count(found.checkpoints, "checkpoint", "checkpoints"))"
        var rows: [(name: String, value: String)] = [("log", log)]
        if let recorded = found.head.recorded { rows.append(("recorded", "last at \(recorded)")) }
        for (kind, name) in Self.kinds { found.count(kind).map { rows.append((name, ProgressLine.grouped($0))) } }
        if let known = found.known { rows.append(("tenures", ProgressLine.grouped(known.tenures))) }
        rows.append(("tables", state))
        var file = "\(ProgressLine.grouped(found.fileBytes)) bytes"
        if let each = found.bytesAnEvent { file += ", \(ProgressLine.grouped(each)) an event" }
        if found.freeBytes > 0 { file += ", \(ProgressLine.grouped(found.freeBytes)) of them free" }
        if found.walBytes > 0 { file += "; \(ProgressLine.grouped(found.walBytes)) in the write-ahead log" }
        return rows + [("file", file)]
    }

    private static let kinds: [(EntityKind, String)] = [
        (.person, "people"), (.organization, "organizations"), (.post, "posts"), (.work, "works"),
        (.source, "sources"),
    ]

    private var state: String {
        let version = "version \(found.tableVersion)"
        switch found.tables {
        case .current:
            return "\(version), current"
        case .behind(let through):
            return "\(version), behind: they know the first \(ProgressLine.grouped(through)) events"
        case .ahead(let through):
            return "\(version), and know \(ProgressLine.grouped(through)) events, which the log has not: "
                + "`annals verify` says what was removed"
        case .outdated(let other):
            return (other.map { "of version \($0)" } ?? "missing or changed")
                + ": the next command that opens the ledger makes them anew"
        }
    }

    /// The bytes of each table, those of the log apart from the rest.
    private var tables: [String] {
        guard let space = found.space else { return ["", "This SQLite cannot tell how much each table takes."] }
        let log = space.filter { $0.owner == .log }
        let rest = space.filter { $0.owner == .other }
        return [("The log", log), ("What is made from it, and the rest", rest)].flatMap { title, uses -> [String] in
            guard !uses.isEmpty else { return [] }
            let total = uses.reduce(0) { $0 + $1.bytes }
            let widest = uses.map(\.table.count).max() ?? 0
            return ["", "\(title): \(ProgressLine.grouped(total)) bytes"]
                + uses.map { use in
                    let name = use.table + String(repeating: " ", count: widest - use.table.count)
                    let digits = ProgressLine.grouped(use.bytes)
                    let number = String(repeating: " ", count: max(0, 14 - digits.count)) + digits
                    return "  \(name)\(number)"
                        + (use.indexBytes > 0 ? ", \(ProgressLine.grouped(use.indexBytes)) of them indices" : "")
                }
        }
    }

    private static func rows(_ rows: [(name: String, value: String)]) -> [String] {
        rows.map { "  " + $0.name + String(repeating: " ", count: max(1, 15 - $0.name.count)) + $0.value }
    }

    private static func count(_ number: Int, _ one: String, _ several: String) -> String {
        number == 1 ? "1 \(one)" : "\(ProgressLine.grouped(number)) \(several)"
    }
}
