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
        let rows = shown.events.map { event -> [StyledText] in
            let stored = event.stored
            return [
                StyledText("#\(stored.seq)", .faint), StyledText(stored.id.short, .faint),
                StyledText(stored.event.date?.text ?? ""), text(event),
            ]
        }
        let columns = [TextTable.Column("", .right), .init(minimum: 12), .init(), .init(minimum: 20)]
        lines += TextTable(columns: columns, rows: rows)
            .lines(fitting: output.width.map { $0 - 2 }, style: output.style, glyphs: output.glyphs).map { "  " + $0 }
        if shown.hidden > 0 {
            lines.append("  and \(ProgressLine.grouped(shown.hidden)) more: annals log --batch \(batch.number)")
        }
        return lines
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
    func line(_ event: LoggedEvent, of batch: Batch) throws -> JSONObject {
        var object: JSONObject = self.object(batch)
        for (key, value) in try self.object(event).members { object[key] = value }
        return object
    }

    private func object(_ batch: Batch) -> JSONObject {
        [
            "batch": .number(Double(batch.number)), "recorded": .string(batch.recorded.description),
            "author": batch.author.map { .string($0) } ?? .null,
            "message": batch.message.map { .string($0) } ?? .null,
        ]
    }

    private func object(_ event: LoggedEvent) throws -> JSONObject {
        let stored = event.stored
        return [
            "seq": .number(Double(stored.seq)), "event": .string(stored.id.hex), "type": .string(stored.event.type),
            "date": stored.event.date.map { .string($0.text) } ?? .null,
            "summary": .string(summary(stored.event)),
            "sources": .array(stored.event.sources.map { .string($0.source.text) }),
            "set_aside": try Self.json(event.setAside, ledger),
        ]
    }

    /// Why an event is not in effect; null where it is.
    static func json(_ setAside: SetAside?, _ ledger: Ledger) throws -> JSONValue {
        guard let setAside else { return .null }
        return .object([
            "reason": .string(setAside.reason.rawValue), "by_seq": .number(Double(setAside.by)),
            "by": try ledger.event(at: setAside.by).map { .string($0.id.hex) } ?? .null,
        ])
    }
}
