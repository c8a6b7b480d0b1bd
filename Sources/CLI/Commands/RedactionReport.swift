import Annals
import EventLog
import Events
import Projections

/// What a redaction would do and did, told to the user.
struct RedactionReport {
    private let preview: RedactionPreview
    private let ledger: Ledger
    private let effect: Effect
    private let limit: LineLimit
    private let summary: String

    /// The most ids of other events that are listed.
    private static let shownIDs = 8

    init(_ preview: RedactionPreview, _ ledger: Ledger, effect: Effect, showsAll: Bool) throws {
        self.preview = preview
        self.ledger = ledger
        self.effect = effect
        limit = showsAll ? .none : .preview
        summary = try ledger.summarizer(tellingNamesakesIn: [preview.target.stored.event])(preview.target.stored.event)
    }

    private var seq: Int { preview.target.stored.seq }

    // MARK: - Text

    /// What it would do, for people.
    func preview(_ output: Output) throws -> [String] {
        let title = StyledText("#\(seq)  \(preview.target.stored.event.type)", .heading)
        var lines = [
            title.rendered(in: output.style),
            StyledText(SafeText(summary, breaks: .flattened)).rendered(in: output.style), "",
        ]
        if preview.retracts == nil {
            lines += ["what counts stays as it is", ""]
        } else {
            lines += effect.lines(output, limit: limit) + [""]
        }
        lines += [remains] + warnings + [""]
        return lines
    }

    private var remains: String {
        var parts = ["its place", "its batch and time", "its leaf hash"]
        if preview.kept.fact != nil { parts.append("its type and the ids that it rests on") }
        if preview.kept.id != nil { parts.append("its id") }
        return "left of it: \(parts.dropLast().joined(separator: ", ")) and \(parts.last ?? "")"
    }

    private var warnings: [String] {
        var lines: [String] = []
        if !preview.namedBy.isEmpty {
            lines.append(
                "\(Self.places(preview.namedBy)) \(preview.namedBy.count == 1 ? "names" : "name") its id, which stays "
                    + "and would confirm a guess of what it said")
        }
        if !preview.corrections.isEmpty {
            let one = preview.corrections.count == 1
            lines.append(
                "\(Self.places(preview.corrections)) \(one ? "corrects it and does" : "correct it and do") not count "
                    + "any more either; what is to hold has to be said anew")
        }
        if preview.target.stored.event.type == EventCorrected.type, preview.retracts != nil {
            lines.append("what it corrected does not come back; correct that again, and what is said then holds")
        }
        if let batch = preview.batch {
            let texts = [batch.author.map { _ in "author" }, batch.message.map { _ in "message" }].compactMap(\.self)
            lines.append(
                "the \(texts.joined(separator: " and the ")) of batch \(batch.number) \(texts.count == 1 ? "goes" : "go") with it"
            )
        }
        if !preview.ids.isEmpty {
            let shown = preview.ids.prefix(Self.shownIDs).map { "\($0.id) (\(ProgressLine.grouped($0.others)))" }
            let more = preview.ids.count > Self.shownIDs ? " and \(preview.ids.count - Self.shownIDs) more" : ""
            lines.append("other events name the ids that it names: \(shown.joined(separator: ", "))\(more)")
        }
        return lines + ["exports and backups made before still have it"]
    }

    private static func places(_ seqs: [Int]) -> String { seqs.map { "#\($0)" }.joined(separator: ", ") }

    /// What it did, for people.
    func done(_ result: RedactionResult, _ output: Output) -> [String] {
        let place = "#\(result.recorded.seq) in batch \(result.recorded.batch)"
        var lines = ["redacted #\(seq) by \(place)"]
        if result.unfinished == nil { lines.append("no byte of it is left in \(ledger.path)") }
        if let checkpoint = result.checkpoint { lines.append(CheckpointPage.line(checkpoint)) }
        return lines.map { StyledText(SafeText($0, breaks: .flattened)).rendered(in: output.style) }
    }

    // MARK: - JSON

    /// What it would do, for programs.
    var json: JSONObject {
        func places(_ seqs: [Int]) -> JSONValue { .array(seqs.map { .number(Double($0)) }) }
        return [
            "seq": .number(Double(seq)), "type": .string(preview.target.stored.event.type),
            "summary": .string(summary), "kept": .object(preview.kept.json),
            "named_by": places(preview.namedBy), "corrections": places(preview.corrections),
            "batch_texts": preview.batch.map { .number(Double($0.number)) } ?? .null,
            "ids": .array(
                preview.ids.map { .object(["id": .string($0.id.text), "events": .number(Double($0.others))]) }),
            "effect": .object(effect.json), "dry_run": .bool(true),
        ]
    }

    /// What it did, for programs.
    func json(_ result: RedactionResult) -> JSONObject {
        var object = json
        object["summary"] = .null
        object["dry_run"] = .bool(false)
        object["redacted"] = .object(result.redacted.json)
        object["recorded"] = .object([
            "seq": .number(Double(result.recorded.seq)), "event": .string(result.recorded.id.hex),
            "batch": .number(Double(result.recorded.batch)),
        ])
        object["erased"] = .bool(result.unfinished == nil)
        if let checkpoint = result.checkpoint { object["checkpoint"] = .object(checkpoint.json) }
        return object
    }
}
