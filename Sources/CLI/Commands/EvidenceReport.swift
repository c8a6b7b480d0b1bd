import Annals
import Events
import Projections

/// What a correction, a retraction, a merge or a distrust did, told to the user.
struct EvidenceReport {
    private let report: AppendReport
    private let result: AppendResult
    private let ledger: Ledger
    private let effect: Effect
    private let isDryRun: Bool
    private let limit: LineLimit
    private let corrected: Standing?
    /// The source that is no longer introduced, and the events that count all the same.
    private let stillCited: (source: EntityID, count: Int)?

    /// - Parameter corrected: What the event said that is corrected.
    init(
        _ report: AppendReport, _ effect: Effect, _ result: AppendResult, _ ledger: Ledger, _ options: EventOptions,
        corrected: Standing? = nil
    ) throws {
        self.report = report
        self.result = result
        self.ledger = ledger
        self.effect = effect
        isDryRun = options.isDryRun
        limit = LineLimit(options)
        self.corrected = corrected
        stillCited = try Self.stillCited(result, ledger)
    }

    /// The source whose introduction is retracted, and how many events count that cite it; nil where none does.
    private static func stillCited(
        _ result: AppendResult, _ ledger: Ledger
    ) throws -> (source: EntityID, count: Int)? {
        guard case .eventRetracted(let retraction)? = result.recorded.last?.event.fact,
            case .sourceAdded(let added)? = try ledger.target(of: .init(.eventRetracted(retraction)))?.fact,
            let count = try ledger.eventsCiting(added.source), count > 0
        else { return nil }
        return (added.source, count)
    }

    /// Prints the report.
    func show(_ format: AppendFormat, _ output: Output) throws {
        guard let evidence = result.recorded.last else { return try report.show(format, output, limit: limit) }
        switch format {
        case .text: try output.show(text(evidence, output))
        case .json: try output.show(json(evidence))
        }
    }

    /// How it is taken back.
    private func undoing(_ evidence: StoredEvent) -> String { "annals retract \(evidence.seq) --reason \"…\"" }

    // MARK: - Text

    private func text(_ evidence: StoredEvent, _ output: Output) throws -> [String] {
        var lines = [StyledText(SafeText(try headline(evidence), breaks: .flattened)).rendered(in: output.style)]
        lines += fieldLines(output)
        lines += [""] + effect.lines(output, limit: limit) + [""]
        if let setAside = effect.setAside {
            lines.append(
                "not in effect: \(setAside.words), for it rests on no source that is trusted; "
                    + "cite another with --source")
        }
        if let stillCited {
            lines.append(
                "\(Self.events(stillCited.count)) still \(stillCited.count == 1 ? "cites" : "cite") \(stillCited.source); "
                    + "`annals distrust \(stillCited.source) --reason \"…\"` takes \(stillCited.count == 1 ? "it" : "them") out"
            )
        }
        if let checkpoint = result.checkpoint { lines.append(CheckpointPage.line(checkpoint)) }
        lines.append(
            isDryRun ? "nothing was recorded (--dry-run)" : "to take it back: \(undoing(evidence))")
        return lines
    }

    private static func events(_ count: Int) -> String {
        "\(ProgressLine.grouped(count)) \(count == 1 ? "event" : "events")"
    }

    private func headline(_ evidence: StoredEvent) throws -> String {
        let place = isDryRun ? "" : " by #\(evidence.seq) in batch \(evidence.batch)"
        let would = isDryRun
        switch evidence.event.fact {
        case .eventCorrected:
            guard let corrected else { return "" }
            return "\(would ? "would correct" : "corrected") #\(corrected.original.seq)\(place): "
                + (try summary(corrected.event))
        case .eventRetracted(let retraction):
            let target = try ledger.row(retraction.event.hex)
            let said = try target.event.map { try summary($0.stored.event) } ?? target.type ?? ""
            return "\(would ? "would retract" : "retracted") #\(target.seq)\(place): \(said)"
        case .entityMerged(let merge):
            return "\(would ? "would merge" : "merged") \(merge.from) into \(merge.into)\(place)"
        case .sourceDistrusted(let distrust):
            return "\(would ? "would distrust" : "distrusted") \(distrust.source)\(place)"
        default:
            return evidence.event.type
        }
    }

    private func summary(_ event: Event) throws -> String {
        try ledger.summarizer(tellingNamesakesIn: [event])(event)
    }

    /// Old and new beside each other where both are short, else below each other.
    private func fieldLines(_ output: Output) -> [String] {
        let texts = differences.map { (field: $0.field, old: Self.text($0.old), new: Self.text($0.new)) }
        func isShort(_ text: StyledText) -> Bool { text.width <= Self.shortWidth }
        let short = texts.filter { isShort($0.old) && isShort($0.new) }
        let rows = short.map {
            [StyledText($0.field, .faint), $0.old, StyledText(output.glyphs.arrow, .faint), $0.new]
        }
        let columns = [
            TextTable.Column(minimum: 8), .init(minimum: 12, wraps: true), .init(minimum: 1),
            .init(minimum: 12, wraps: true),
        ]
        let long = texts.filter { !isShort($0.old) || !isShort($0.new) }
        return lines(columns, rows, output)
            + long.flatMap { text in
                [("  " + StyledText(text.field, .faint)).rendered(in: output.style)]
                    + lines(
                        [.init(minimum: 2), .init(minimum: 20, wraps: true)],
                        [
                            ["  " + StyledText("-", .possible), text.old],
                            ["  " + StyledText("+", .certain), text.new],
                        ],
                        output)
            }
    }

    /// The widest text that stands beside another.
    private static let shortWidth = 36

    private func lines(_ columns: [TextTable.Column], _ rows: [[StyledText]], _ output: Output) -> [String] {
        TextTable(columns: columns, rows: rows)
            .lines(fitting: output.cutWidth.map { $0 - 2 }, style: output.style, glyphs: output.glyphs)
            .map { "  " + $0 }
    }

    private var differences: [FieldDifference] {
        guard let corrected, let recorded = result.recorded.last?.event else { return [] }
        return recorded.type == EventCorrected.type ? corrected.event.differences(to: recorded.content) : []
    }

    private static func text(_ value: JSONValue?) -> StyledText {
        guard let value else { return StyledText("not said", .faint) }
        return StyledText(SafeText(words(value), breaks: .flattened))
    }

    private static func words(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): return text
        case .array(let values): return values.map(words).joined(separator: "; ")
        case .object(let object):
            // A citation reads as its source with the place behind it; the rest as JSON.
            guard case .string(let source)? = object["source"], object["scheme"] == nil else {
                return JSONText.compact(value)
            }
            let details = [object["locator"], object["quote"].map { _ in .string("with a quote") }]
                .compactMap { $0.map(words) }
            return details.isEmpty ? source : "\(source) (\(details.joined(separator: ", ")))"
        default: return JSONText.compact(value)
        }
    }

    // MARK: - JSON

    private func json(_ evidence: StoredEvent) throws -> JSONObject {
        var object = report.json
        if let corrected {
            object["corrects"] = .object([
                "seq": .number(Double(corrected.original.seq)), "event": .string(corrected.original.id.hex),
                "said_by": .string(corrected.entry.id.hex),
            ])
            object["fields"] = .array(
                differences.map { difference in
                    .object([
                        "field": .string(difference.field), "old": difference.old ?? .null,
                        "new": difference.new ?? .null,
                    ])
                })
        }
        object["effect"] = .object(effect.json)
        object["set_aside"] = try LogJSON.json(effect.setAside, ledger)
        if let stillCited {
            object["still_cited"] = .object([
                "source": .string(stillCited.source.text), "events": .number(Double(stillCited.count)),
            ])
        }
        object["undo"] = isDryRun ? .null : .string("annals retract \(evidence.seq)")
        return object
    }
}
