import Annals
import Events
import Projections

/// What an append did, told to the user.
///
/// It is made while the batch is in the ledger, so that a dry run can name whom the batch introduces.
struct AppendReport {
    private let count: Int
    private let result: AppendResult
    private let isDryRun: Bool
    private var lines: [Line] = []
    /// What the events that are shown say, those that are new before the others.
    private var sentences: [String] = []

    /// An event of the batch, and where it stands.
    private struct Line {
        let event: Event
        let id: EventID
        let seq: Int?
        let isNew: Bool
    }

    /// The most events that are shown one by one.
    static let shown = 20

    init(_ events: [Event], _ result: AppendResult, _ ledger: Ledger, isDryRun: Bool) throws {
        count = events.count
        self.result = result
        self.isDryRun = isDryRun
        var recorded = result.recorded.makeIterator()
        lines = try events.enumerated().compactMap { index, event in
            if let id = result.alreadyInEffect[index] {
                return Line(event: event, id: id, seq: try position(of: id, ledger), isNew: false)
            }
            guard let stored = recorded.next() else { return nil }
            return Line(event: event, id: stored.id, seq: isDryRun ? nil : stored.seq, isNew: true)
        }
        let shown = listed.prefix(Self.shown).map(\.event)
        sentences = shown.map(try ledger.summarizer(tellingNamesakesIn: shown))
    }

    /// Where an event stands that is there already; nil where only a dry run put it there.
    private func position(of id: EventID, _ ledger: Ledger) throws -> Int? {
        do {
            let seq = try ledger.event(id.hex).stored.seq
            return isDryRun && result.recorded.contains { $0.seq == seq } ? nil : seq
        } catch LedgerError.unknownEvent {
            return nil
        }
    }

    /// The events that are listed: the new ones, or those there already where none is new.
    private var listed: [Line] {
        let new = lines.filter(\.isNew)
        return new.isEmpty ? lines : new
    }

    /// Prints the report.
    ///
    /// - Parameters:
    ///   - effect: What the events change; nil where that is not shown.
    ///   - limit: How much of that is shown.
    func show(_ format: AppendFormat, _ output: Output, effect: Effect? = nil, limit: LineLimit) throws {
        switch format {
        case .text:
            var text = text(output)
            if let effect, case let lines = effect.lines(output, limit: limit, showsNewcomers: false), !lines.isEmpty {
                text += [""] + lines
            }
            try output.show(text)
        case .json:
            var object = json
            if let effect { object["effect"] = .object(effect.json) }
            try output.show(object)
        }
    }

    private func text(_ output: Output) -> [String] {
        let new = lines.filter(\.isNew)
        var text = [headline(new, old: lines.count - new.count)]
        for (line, sentence) in zip(listed, sentences) {
            text.append(Self.row(line.seq, line.id, line.event, sentence, output))
        }
        if listed.count > Self.shown { text.append(Self.more(than: listed.count)) }
        if let checkpoint = result.checkpoint { text.append(CheckpointPage.line(checkpoint)) }
        return text
    }

    /// The line of an event.
    static func row(_ seq: Int?, _ id: EventID, _ event: Event, _ sentence: String, _ output: Output) -> String {
        let place = seq.map { "#\($0)  " } ?? ""
        let date = event.date.map { "\($0.text)  " } ?? ""
        return "  " + StyledText("\(place)\(id.short)  \(date)\(sentence)").rendered(in: output.style)
    }

    /// What stands behind the events that are shown, where there are others.
    static func more(than count: Int) -> String { "  and \(count - shown) more" }

    private func headline(_ new: [Line], old: Int) -> String {
        let inEffect =
            old == 0 ? "" : "; \(new.isEmpty ? "" : "\(old) ")\(old == 1 ? "is" : "are") recorded already and in effect"
        guard let first = new.first else {
            if count == 0 { return "nothing to record: no events were given" }
            return "nothing to record: \(old == 1 ? "this is" : "all \(old) are") recorded already and in effect"
        }
        let count = new.count == 1 ? "1 event" : "\(new.count) events"
        if isDryRun { return "would record \(count)\(inEffect); nothing was recorded (--dry-run)" }
        let batch = result.recorded.first.map { " in batch \($0.batch)" } ?? ""
        guard new.count > 1, let last = new.last?.seq, let opening = first.seq else {
            return "recorded \(count)\(batch)\(inEffect)"
        }
        return "\(Self.recorded(new.count, opening...last))\(batch)\(inEffect)"
    }

    /// That several events were recorded, and where.
    static func recorded(_ count: Int, _ places: ClosedRange<Int>) -> String {
        "recorded \(count) events (#\(places.lowerBound) to #\(places.upperBound))"
    }

    private func status(_ line: Line) -> String {
        if !line.isNew { return "already_in_effect" }
        return isDryRun ? "would_record" : "recorded"
    }

    /// What was done, for programs.
    var json: JSONObject {
        let first = isDryRun ? nil : result.recorded.first
        var object: JSONObject = [
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
        if let checkpoint = result.checkpoint { object["checkpoint"] = .object(checkpoint.json) }
        return object
    }
}
