import Annals
import EventLog
import Events
import Projections

/// An event with everything that the ledger knows of it, laid out.
struct ShownEvent {
    private let logged: LoggedEvent
    private let ledger: Ledger
    private let summary: (Event) -> String
    /// The same with the ids of namesakes, for people.
    private let sentence: (Event) -> String
    private let batch: Batch?
    private let evidence: [LoggedRow]

    init(_ logged: LoggedEvent, _ ledger: Ledger) throws {
        self.logged = logged
        self.ledger = ledger
        summary = try ledger.summarizer()
        batch = try ledger.batch(logged.stored.batch)
        evidence = try ledger.rows(at: ledger.evidence(about: logged.stored.id))
        let shown = [logged] + evidence.compactMap(\.event)
        sentence = try ledger.summarizer(tellingNamesakesIn: shown.map(\.stored.event))
    }

    private var stored: StoredEvent { logged.stored }

    // MARK: - Text

    /// The event as people read it.
    func lines(_ output: Output) throws -> [String] {
        var lines = [
            (StyledText("#\(stored.seq)  \(stored.event.type)", .heading)
                + StyledText(stored.event.date.map { "  \($0.text)" } ?? "")).rendered(in: output.style),
            StyledText(SafeText(sentence(stored.event), breaks: .flattened)).rendered(in: output.style), "",
        ]
        let columns = [TextTable.Column(), .init(minimum: 20)]
        lines += TextTable(columns: columns, rows: fieldRows() + assignedRows())
            .lines(fitting: nil, style: output.style, glyphs: output.glyphs)
        if !stored.event.sources.isEmpty {
            lines += ["", StyledText("sources", .heading).rendered(in: output.style)]
            for citation in stored.event.sources { lines += try self.lines(citation, output) }
        }
        lines += ["", try status().rendered(in: output.style)]
        if !evidence.isEmpty {
            lines += ["", StyledText("evidence about it", .heading).rendered(in: output.style)]
            lines += evidence.map { ("  " + $0.line(sentence)).rendered(in: output.style) }
        }
        return lines
    }

    private func fieldRows() -> [[StyledText]] {
        let skipped: Set<String> = ["type", "date", "sources"]
        return stored.event.json.members.filter { !skipped.contains($0.key) }.map { key, value in
            [StyledText(key, .faint), StyledText(SafeText(Self.text(value), breaks: .flattened))]
        }
    }

    private func assignedRows() -> [[StyledText]] {
        var rows: [[StyledText]] = [
            [StyledText("id", .faint), StyledText(stored.id.hex)],
            [StyledText("recorded", .faint), StyledText("\(stored.recorded) in batch \(stored.batch)")],
        ]
        if let author = batch?.author { rows.append([StyledText("author", .faint), StyledText(author)]) }
        if let message = batch?.message {
            rows.append([StyledText("message", .faint), StyledText(SafeText(message, breaks: .flattened))])
        }
        return rows
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): text
        case .array(let values): values.map(text).joined(separator: "; ")
        default: JSONText.compact(value)
        }
    }

    private func lines(_ citation: Citation, _ output: Output) throws -> [String] {
        var line = "  " + StyledText(citation.source.text)
        if let title = try title(of: citation.source) { line += "  " + StyledText(title, .faint) }
        if let locator = citation.locator { line += "  " + StyledText(locator) }
        var lines = [line.rendered(in: output.style)]
        if let quote = citation.quote {
            for part in SafeText(quote, breaks: .kept).string.split(separator: "\n") { lines.append("    > \(part)") }
        }
        return lines
    }

    private func title(of source: EntityID) throws -> String? {
        do {
            let entity = try ledger.resolve(source.text, as: [.source])
            return entity.name == source.text ? nil : entity.name
        } catch is LedgerError {
            return nil
        }
    }

    private func status() throws -> StyledText {
        guard let setAside = logged.setAside else { return StyledText("in effect", .certain) }
        var text = StyledText("not in effect: \(setAside.words)", .disputed)
        if let by = try ledger.event(at: setAside.by) {
            text += StyledText(": ") + StyledText(SafeText(sentence(by.event), breaks: .flattened))
        }
        return text
    }

    // MARK: - JSON

    /// The event as programs read it.
    func json() throws -> JSONObject {
        [
            "event": .object(stored.json), "summary": .string(summary(stored.event)),
            "in_effect": .bool(logged.setAside == nil), "set_aside": try LogJSON.json(logged.setAside, ledger),
            "batch": .object([
                "batch": .number(Double(stored.batch)), "recorded": .string(stored.recorded.description),
                "author": batch?.author.map { .string($0) } ?? .null,
                "message": batch?.message.map { .string($0) } ?? .null,
            ]),
            "sources": .array(try stored.event.sources.map { .object(try json($0)) }),
            "evidence": .array(evidence.map { .object($0.json(summary)) }),
        ]
    }

    private func json(_ citation: Citation) throws -> JSONObject {
        [
            "source": .string(citation.source.text),
            "title": try title(of: citation.source).map { .string($0) } ?? .null,
            "locator": citation.locator.map { .string($0) } ?? .null,
            "quote": citation.quote.map { .string($0) } ?? .null,
        ]
    }
}
