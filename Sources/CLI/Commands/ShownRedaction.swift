import Annals
import EventLog
import Events
import Projections

/// What is left of a redacted event, laid out.
struct ShownRedaction {
    private let logged: LoggedRedaction
    private let ledger: Ledger
    private let batch: Batch?
    private let evidence: [LoggedRow]

    init(_ logged: LoggedRedaction, _ ledger: Ledger) throws {
        self.logged = logged
        self.ledger = ledger
        batch = try ledger.batch(logged.redacted.batch)
        evidence = try logged.redacted.kept?.id.map { try ledger.rows(at: ledger.evidence(about: $0)) } ?? []
    }

    private var redacted: RedactedEvent { logged.redacted }

    // MARK: - Text

    /// What is left, as people read it.
    func lines(_ output: Output) throws -> [String] {
        let type = redacted.type.map { "  \($0)" } ?? ""
        var lines = [
            StyledText("#\(redacted.seq)\(type)", .heading).rendered(in: output.style),
            StyledText(SafeText(logged.sentence, breaks: .flattened), .disputed).rendered(in: output.style), "",
        ]
        let columns = [TextTable.Column(), .init(minimum: 20)]
        lines += TextTable(columns: columns, rows: keptRows() + assignedRows())
            .lines(fitting: nil, style: output.style, glyphs: output.glyphs)
        lines += ["", status.rendered(in: output.style)]
        if !evidence.isEmpty {
            let sentence = try ledger.summarizer(tellingNamesakesIn: evidence.compactMap { $0.event?.stored.event })
            lines += ["", StyledText("evidence about it", .heading).rendered(in: output.style)]
            lines += evidence.map { ("  " + $0.line(sentence)).rendered(in: output.style) }
        }
        return lines
    }

    private func keptRows() -> [[StyledText]] {
        let members = redacted.kept?.unstamped?.json.members.filter { $0.key != "type" && $0.key != "id" } ?? []
        return members.map { key, value in [StyledText(key, .faint), StyledText(Self.text(value))] }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let values): values.map(text).joined(separator: "; ")
        default: JSONText.compact(value)
        }
    }

    private func assignedRows() -> [[StyledText]] {
        var rows: [[StyledText]] = []
        if let id = redacted.kept?.id { rows.append([StyledText("id", .faint), StyledText(id.hex)]) }
        rows += [
            [StyledText("leaf", .faint), StyledText(redacted.leafHex)],
            [StyledText("recorded", .faint), StyledText("\(redacted.recorded) in batch \(redacted.batch)")],
        ]
        if let author = batch?.author { rows.append([StyledText("author", .faint), StyledText(author)]) }
        if let message = batch?.message {
            rows.append([StyledText("message", .faint), StyledText(SafeText(message, breaks: .flattened))])
        }
        return rows
    }

    private var status: StyledText {
        guard let setAside = logged.setAside, setAside.reason != .redacted else {
            return redacted.isEvidence
                ? StyledText("in effect: what is left of it still counts", .certain)
                : StyledText("not in effect", .disputed)
        }
        return StyledText("not in effect: \(setAside.words)", .disputed)
    }

    // MARK: - JSON

    /// What is left, as programs read it.
    func json() throws -> JSONObject {
        let summary = try ledger.summarizer()
        return [
            "event": .null, "redacted": .object(logged.json),
            "in_effect": .bool(logged.setAside == nil && redacted.isEvidence),
            "set_aside": try LogJSON.json(logged.setAside, ledger),
            "batch": .object([
                "batch": .number(Double(redacted.batch)), "recorded": .string(redacted.recorded.description),
                "author": batch?.author.map { .string($0) } ?? .null,
                "message": batch?.message.map { .string($0) } ?? .null,
            ]),
            "evidence": .array(evidence.map { .object($0.json(summary)) }),
        ]
    }
}

extension LoggedRedaction {
    /// What the log says in the place of the event: "[redacted by #20: privacy] event.retracted".
    var sentence: String {
        let by = redacted.by.map { " by #\($0)" } ?? ""
        let why = reason.map { ": \($0)" } ?? ""
        return "[redacted\(by)\(why)]" + (redacted.type.map { " \($0)" } ?? "")
    }

    /// What is left, and which event says why.
    var json: JSONObject {
        var object = redacted.json
        object["by_seq"] = redacted.by.map { .number(Double($0)) } ?? .null
        object["reason"] = reason.map { .string($0) } ?? .null
        return object
    }
}

extension LoggedRow {
    /// A line about the event in a list of others.
    func line(_ sentence: (Event) -> String) -> StyledText {
        let place = StyledText("#\(seq)  " + (id.map { "\($0.short)  " } ?? ""), .faint)
        switch self {
        case .event(let event):
            let mark = event.setAside.map { StyledText(" [\($0.words)]", .disputed) } ?? ""
            return place + StyledText(SafeText(sentence(event.stored.event), breaks: .flattened)) + mark
        case .redacted(let logged):
            return place + StyledText(SafeText(logged.sentence, breaks: .flattened), .disputed)
        }
    }

    /// The event in a list of others.
    func json(_ summary: (Event) -> String) -> JSONObject {
        [
            "seq": .number(Double(seq)), "event": id.map { .string($0.hex) } ?? .null,
            "type": type.map { .string($0) } ?? .null,
            "summary": event.map { .string(summary($0.stored.event)) } ?? .null,
            "in_effect": .bool(setAside == nil),
        ]
    }
}
