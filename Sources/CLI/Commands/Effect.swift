import Annals
import Events
import Projections

/// What a batch changes: tenures on all dates, posts and parents on the dates from which they differ, names, and the
/// charts of one date where they are asked for.
///
/// It is read while the batch is in and not yet kept, so that a dry run sees the same as a recording.
struct Effect {
    /// A chart with what it was before.
    struct ChartChange {
        let before: OrgChart
        let after: OrgChart
        /// What those reported to are called, by id.
        let superiors: [EntityID: Named]
        let json: JSONObject
    }

    /// Why the last event of the batch is not in effect; nil where it is.
    private(set) var setAside: SetAside?
    private(set) var tenures: TenureDiff?
    private(set) var names: [NameChange] = []
    private(set) var charts: [ChartChange] = []
    /// The date of the charts as it was understood.
    private(set) var at: String?
    /// The tenures in JSON; their events are named by ids that a dry run does not keep.
    private(set) var tenuresJSON = JSONValue.array([])
    /// What changes besides tenures: in words, and in JSON as the tenures are.
    private var structure: StructurePicture?
    private var structureJSON = JSONValue.array([])
    private var later: [(chart: OrgChart, superiors: [EntityID: Named], json: JSONObject)] = []

    /// Nothing changes.
    init() {}

    /// Reads what a batch changes, before it is kept.
    init(_ result: AppendResult, _ ledger: Ledger, at asked: AskedTime?, _ session: Session) throws {
        let diff = try ledger.tenureDiff(of: result, isDryRun: false, today: session.today)
        tenures = diff
        tenuresJSON = try AnswerJSON(ledger).sections(diff)
        let differences = try ledger.structureDiff(of: result, at: asked?.time, today: session.today)
        structure = try StructurePicture(differences, at: asked?.text, of: ledger)
        structureJSON = try AnswerJSON(ledger).structure(differences, at: asked?.text)
        names = result.nameChanges
        setAside = try result.recorded.last.flatMap { try ledger.setAside($0.seq) }
        guard let asked else { return }
        at = asked.text
        let named = try ledger.names(at: asked.time)
        later = try ledger.organizations(touchedBy: result).map { organization in
            let chart = try ledger.orgChart(of: organization, at: asked.time, today: session.today)
            return (chart, chart.superiors(named), try AnswerJSON(ledger).object(chart, at: asked.text))
        }
    }

    /// Reads what the charts were, from a ledger that has not kept the batch.
    mutating func compareCharts(with ledger: Ledger, at asked: AskedTime?, _ session: Session) throws {
        guard let asked else { return }
        let named = try ledger.names(at: asked.time)
        charts = try later.map { later in
            let former = try ledger.orgChart(of: later.chart.organization.id, at: asked.time, today: session.today)
            let json = try AnswerJSON(ledger).object(former, at: asked.text)
            return ChartChange(
                before: former, after: later.chart,
                superiors: former.superiors(named).merging(later.superiors) { $1 },
                json: [
                    "organization": later.json["organization"] ?? .null, "before": json["positions"] ?? .null,
                    "after": later.json["positions"] ?? .null,
                ])
        }
    }

    // MARK: - Printing

    /// What changes, for people.
    ///
    /// - Parameters:
    ///   - limit: The most lines about tenures that are shown, about structure, about names, and about charts.
    ///   - showsNewcomers: Whether names are shown of those who had none before.
    func lines(_ output: Output, limit: LineLimit, showsNewcomers: Bool = true) -> [String] {
        let names = showsNewcomers ? self.names : self.names.filter { !$0.before.isEmpty }
        var lines: [String] = []
        if let tenures, !tenures.isEmpty {
            let picture = TenureDiffPicture(tenures)
                .lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
            lines += cut(picture, to: limit)
        }
        if let structure, case let changes = structure.lines(output), !changes.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines += cut(changes, to: limit)
        }
        if !names.isEmpty {
            if !lines.isEmpty { lines.append("") }
            lines.append(StyledText("names", .heading).rendered(in: output.style))
            lines += cut(nameLines(names, output), to: limit)
        }
        if !charts.isEmpty {
            if !lines.isEmpty { lines.append("") }
            let pictures = charts.map { chart in
                ChartChangePicture(
                    chart.before, chart.after, at: at ?? "",
                    named: { chart.superiors[$0] ?? Named(id: $0, name: $0.text) }
                ).lines(output)
            }
            lines += cut(Array(pictures.joined(separator: [""])), to: limit)
        }
        return lines.isEmpty && showsNewcomers ? ["no tenure and no name changes"] : lines
    }

    private func cut(_ lines: [String], to limit: LineLimit) -> [String] {
        // A line that says how many are left out is no shorter than the one that it would stand for.
        guard let most = limit.lines, lines.count > most + 1 else { return lines }
        return lines.prefix(most) + ["and \(ProgressLine.grouped(lines.count - most)) more lines\(limit.hint)"]
    }

    private func nameLines(_ names: [NameChange], _ output: Output) -> [String] {
        let rows = names.map { change -> [StyledText] in
            let merged = change.current == change.id ? "" : "is \(change.current)"
            let after = change.after.isEmpty ? merged : change.after.joined(separator: ", ")
            return [
                StyledText(change.id.text), StyledText(change.before.joined(separator: ", "), .faint),
                StyledText(output.glyphs.arrow, .faint), StyledText(after.isEmpty ? "not known" : after),
            ]
        }
        let columns = [
            TextTable.Column(minimum: 8), .init(minimum: 12, wraps: true), .init(minimum: 1),
            .init(minimum: 12, wraps: true),
        ]
        return TextTable(columns: columns, rows: rows)
            .lines(fitting: output.cutWidth, style: output.style, glyphs: output.glyphs)
    }

    /// What changes, for programs.
    var json: JSONObject {
        func texts(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
        var object: JSONObject = [
            "tenures": tenuresJSON,
            "structure": structureJSON,
            "names": .array(
                names.map { change in
                    .object([
                        "id": .string(change.id.text), "before": texts(change.before), "after": texts(change.after),
                        "current": .string(change.current.text),
                    ])
                }),
        ]
        if let at {
            object["at"] = .string(at)
            object["charts"] = .array(charts.map { .object($0.json) })
        }
        return object
    }
}

/// How many lines about what changes are shown.
enum LineLimit {
    /// All.
    case none
    /// The first of a preview, which can be asked for again.
    case preview
    /// The first of what has been done.
    case recording

    init(_ options: EventOptions) {
        self = options.showsAll ? .none : options.isDryRun ? .preview : .recording
    }

    fileprivate var lines: Int? {
        switch self {
        case .none: nil
        case .preview: 40
        case .recording: 12
        }
    }

    fileprivate var hint: String {
        if case .preview = self { return "; --all shows them" }
        return ""
    }
}

extension OrgChart {
    /// What those are called whom its positions and holders report to, by id.
    fileprivate func superiors(_ named: (EntityID) -> Named) -> [EntityID: Named] {
        let texts = positions.flatMap { [$0.reportsTo] + $0.holders.map(\.details.reportsTo) }
        return texts.compactMap { $0.flatMap(EntityID.init) }.reduce(into: [:]) { $0[$1] = named($1) }
    }
}

extension Ledger {
    /// The organisations whose charts a batch may change, by id: those of its tenures, and those that it speaks of.
    fileprivate func organizations(touchedBy result: AppendResult) throws -> [EntityID] {
        var ids = Set(result.changes.map(\.key.organization))
        for stored in result.recorded {
            var event = stored.event
            ids.formUnion(event.subjects)
            while let next = try target(of: event) {
                event = next
                ids.formUnion(event.subjects)
            }
        }
        return try Set(ids.compactMap(organization)).sorted()
    }

    private func organization(_ id: EntityID) throws -> EntityID? {
        do {
            return try resolve(id.text, as: [.organization]).id
        } catch is LedgerError {
            return nil
        }
    }
}
