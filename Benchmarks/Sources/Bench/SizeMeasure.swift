import Foundation

/// How large the file is for each event, and what in it.
struct SizeMeasure: Measure {
    private static let key = "file-size"
    private let ledger: BuiltLedger
    private let tools: Tools

    init(_ ledger: BuiltLedger, _ tools: Tools) { (self.ledger, self.tools) = (ledger, tools) }

    let keys = [key]

    private struct Part: Decodable {
        /// A table or an index; the file itself has no name.
        let name: String
        let bytes: Double
    }

    func rows() throws -> [Row] {
        let parts: [Part] = try tools.floor(["sizes", ledger.path])
        guard let file = parts.first(where: { $0.name.isEmpty }) else { throw Failure("the file has no size") }
        let events = Double(ledger.workload.events)
        let size = file.bytes / events
        var row = Row(
            key: Self.key, title: "file: log, projections and proofs", events: ledger.workload.events,
            unit: .bytesPerEvent, figure: size, floor: try Scan(ledger, tools).bytesPerEvent,
            goal: "≤ 450 bytes an event", isMet: size <= 450)
        for part in parts where !part.name.isEmpty && part.bytes / events >= 1 {
            row.counted[part.name] = part.bytes / events
        }
        row.note = "the floor is the stored bodies alone"
        return [row]
    }
}
