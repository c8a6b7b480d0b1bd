import Annals
import EventLog
import Events
import Projections

/// The log as people read it.
struct LogText {
    /// The most events of a batch that are shown unless the batch was asked for.
    static let shown = 20

    let summary: (Event) -> String
    let output: Output
    /// Whether nothing is left out.
    let showsAll: Bool

    /// The lines of one batch.
    func lines(_ shown: ShownBatch) -> [String] {
        let batch = shown.batch
        var head = StyledText("batch \(batch.number)", .heading) + "  " + StyledText(Self.time(batch.recorded))
        if let author = batch.author { head += "  " + StyledText(author, .strong) }
        var lines = [head.rendered(in: output.style)]
        for line in SafeText(batch.message ?? "", breaks: .kept).string.split(separator: "\n") {
            lines.append("    " + line)
        }
        let rows = shown.events.map(row)
        let columns = [TextTable.Column("", .right), .init(minimum: 12), .init(), .init(minimum: 20)]
        lines += TextTable(columns: columns, rows: rows)
            .lines(fitting: output.width.map { $0 - 2 }, style: output.style, glyphs: output.glyphs).map { "  " + $0 }
        if shown.hidden > 0 {
            lines.append("  and \(ProgressLine.grouped(shown.hidden)) more: annals log --batch \(batch.number)")
        }
        return lines
    }

    private func row(_ row: LoggedRow) -> [StyledText] {
        let place = StyledText("#\(row.seq)", .faint)
        switch row {
        case .event(let event):
            let date = StyledText(event.stored.event.date?.text ?? "")
            return [place, StyledText(event.stored.id.short, .faint), date, text(event)]
        case .redacted(let logged):
            let id = StyledText(logged.redacted.kept?.id?.short ?? "", .faint)
            return [place, id, "", StyledText(SafeText(logged.sentence, breaks: .flattened), .disputed)]
        }
    }

    private func text(_ event: LoggedEvent) -> StyledText {
        let text = StyledText(SafeText(summary(event.stored.event), breaks: .flattened))
        guard let setAside = event.setAside else { return text }
        return StyledText("[\(setAside.words)] ", .disputed) + text.styled(.faint)
    }

    /// A recorded time to the second.
    static func time(_ time: RecordedTime) -> String {
        let text = time.description
        return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8))Z"
    }
}

/// The log as programs read it.
struct LogJSON {
    let summary: (Event) -> String
    let ledger: Ledger

    /// A batch with its events.
    func object(_ shown: ShownBatch) throws -> JSONObject {
        var object = self.object(shown.batch)
        object["events"] = .array(try shown.events.map { .object(try self.object($0)) })
        return object
    }

    /// One event as a line of its own.
    func line(_ row: LoggedRow, of batch: Batch) throws -> JSONObject {
        var object: JSONObject = self.object(batch)
        for (key, value) in try self.object(row).members { object[key] = value }
        return object
    }

    private func object(_ batch: Batch) -> JSONObject {
        [
            "batch": .number(Double(batch.number)), "recorded": .string(batch.recorded.description),
            "author": batch.author.map { .string($0) } ?? .null,
            "message": batch.message.map { .string($0) } ?? .null,
        ]
    }

    private func object(_ row: LoggedRow) throws -> JSONObject {
        guard let event = row.event else { return try Self.json(row, ledger) }
        let stored = event.stored
        return [
            "seq": .number(Double(stored.seq)), "event": .string(stored.id.hex), "type": .string(stored.event.type),
            "date": stored.event.date.map { .string($0.text) } ?? .null,
            "summary": .string(summary(stored.event)),
            "sources": .array(stored.event.sources.map { .string($0.source.text) }),
            "set_aside": try Self.json(event.setAside, ledger),
        ]
    }

    /// What is left of a redacted event, with the keys of other events.
    private static func json(_ row: LoggedRow, _ ledger: Ledger) throws -> JSONObject {
        guard case .redacted(let logged) = row else { return [:] }
        return [
            "seq": .number(Double(row.seq)),
            "event": logged.redacted.kept?.id.map { .string($0.hex) } ?? .null,
            "type": row.type.map { .string($0) } ?? .null, "date": .null, "summary": .null, "sources": .array([]),
            "set_aside": try json(row.setAside, ledger), "redacted": .object(logged.json),
        ]
    }

    /// Why an event is not in effect; null where it is.
    static func json(_ setAside: SetAside?, _ ledger: Ledger) throws -> JSONValue {
        guard let setAside else { return .null }
        return .object([
            "reason": .string(setAside.reason.rawValue), "by_seq": .number(Double(setAside.by)),
            "by": try ledger.rows(at: [setAside.by]).first?.id.map { .string($0.hex) } ?? .null,
        ])
    }
}
