import Annals
import Events
import Projections

/// What an append did, told to the user.
struct AppendReport {
    private let events: [Event]
    private let result: AppendResult
    private let ledger: Ledger
    private let isDryRun: Bool

    /// An event of the batch, and where it stands.
    private struct Line {
        let event: Event
        let id: EventID
        let seq: Int?
        let isNew: Bool
    }

    init(_ events: [Event], _ result: AppendResult, _ ledger: Ledger, isDryRun: Bool) {
        self.events = events
        self.result = result
        self.ledger = ledger
        self.isDryRun = isDryRun
    }

    /// Prints the report.
    ///
    /// - Parameter effect: What the events change; nil where that is not shown.
    func show(_ format: AppendFormat, _ output: Output, effect: Effect? = nil) throws {
        switch format {
        case .text:
            var text = try text(lines(), output)
            if let effect, !result.recorded.isEmpty { text += [""] + effect.lines(output, showsNewcomers: false) }
            try output.show(text)
        case .json:
            var object = try json()
            if let effect { object["effect"] = .object(effect.json) }
            try output.show(object)
        }
    }

    /// What was done, for programs.
    func json() throws -> JSONObject { try json(lines()) }

    private func lines() throws -> [Line] {
        var recorded = result.recorded.makeIterator()
        return try events.enumerated().compactMap { index, event in
            if let id = result.alreadyInEffect[index] {
                return Line(event: event, id: id, seq: try position(of: id), isNew: false)
            }
            guard let stored = recorded.next() else { return nil }
            return Line(event: event, id: stored.id, seq: isDryRun ? nil : stored.seq, isNew: true)
        }
    }

    private func position(of id: EventID) throws -> Int? {
        do {
            return try ledger.event(id.hex).stored.seq
        } catch LedgerError.unknownEvent {
            // It stands twice in what was given, and a dry run keeps neither.
            return nil
        }
    }

    /// The most events that are shown one by one.
    private static let shown = 20

    private func text(_ lines: [Line], _ output: Output) throws -> [String] {
        let new = lines.filter(\.isNew)
        var text = [headline(new, old: lines.count - new.count)]
        let shown = (new.isEmpty ? lines : new).prefix(Self.shown)
        let summary = try ledger.summarizer(tellingNamesakesIn: shown.map(\.event))
        for line in shown {
            let place = line.seq.map { "#\($0)  " } ?? ""
            let date = line.event.date.map { "\($0.text)  " } ?? ""
            let rest = StyledText("\(place)\(line.id.short)  \(date)\(summary(line.event))")
            text.append("  " + rest.rendered(in: output.style))
        }
        let hidden = (new.isEmpty ? lines : new).count - Self.shown
        if hidden > 0 { text.append("  and \(hidden) more") }
        return text
    }

    private func headline(_ new: [Line], old: Int) -> String {
        let inEffect =
            old == 0 ? "" : "; \(new.isEmpty ? "" : "\(old) ")\(old == 1 ? "is" : "are") recorded already and in effect"
        guard let first = new.first else {
            if events.isEmpty { return "nothing to record: no events were given" }
            return "nothing to record: \(old == 1 ? "this is" : "all \(old) are") recorded already and in effect"
        }
        let count = new.count == 1 ? "1 event" : "\(new.count) events"
        if isDryRun { return "would record \(count)\(inEffect); nothing was recorded (--dry-run)" }
        let batch = result.recorded.first.map { " in batch \($0.batch)" } ?? ""
        guard new.count > 1, let last = new.last?.seq, let opening = first.seq else {
            return "recorded \(count)\(batch)\(inEffect)"
        }
        return "recorded \(count) (#\(opening) to #\(last))\(batch)\(inEffect)"
    }

    private func status(_ line: Line) -> String {
        if !line.isNew { return "already_in_effect" }
        return isDryRun ? "would_record" : "recorded"
    }

    private func json(_ lines: [Line]) throws -> JSONObject {
        let first = isDryRun ? nil : result.recorded.first
        return [
            "dry_run": .bool(isDryRun),
            "batch": first.map { .number(Double($0.batch)) } ?? .null,
            "recorded": first.map { .string($0.recorded.description) } ?? .null,
            "events": .array(
                lines.map { line in
                    .object([
                        "seq": line.seq.map { .number(Double($0)) } ?? .null, "event": .string(line.id.hex),
                        "type": .string(line.event.type),
                        "status": .string(status(line)),
                    ])
                }),
        ]
    }
}
