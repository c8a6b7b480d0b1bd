import Events
import Projections

/// What changed in tenures, as a table by organisation: `-` what a stint was, `+` what it is.
struct TenureDiffPicture {
    let diff: TenureDiff
    private let namesakes: Namesakes

    init(_ diff: TenureDiff) {
        var namesakes = Namesakes()
        for section in diff.sections {
            for line in section.lines { namesakes.note([line.before, line.after].compactMap { $0?.person }) }
        }
        self.diff = diff
        self.namesakes = namesakes
    }

    /// The lines; one that says so where nothing changed.
    func lines(fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        if diff.isEmpty { return [StyledText("No tenure changes.").rendered(in: style)] }
        let blocks = diff.sections.map { section -> [String] in
            let columns = [
                TextTable.Column(minimum: 1), .init(minimum: 14, wraps: true), .init(minimum: 16, wraps: true),
                .init(minimum: 20, wraps: true), .init(minimum: 12, wraps: true),
            ]
            return [HolderWords.heading(section.organization).rendered(in: style)]
                + TextTable(columns: columns, rows: section.lines.flatMap(rows))
                .lines(fitting: width, style: style, glyphs: glyphs)
        }
        return Array(blocks.joined(separator: [""]))
    }

    private func rows(_ line: TenureDiff.Line) -> [[StyledText]] {
        let remark = StyledText(DiffWords.text(line), .faint)
        if line.isEvidenceOnly { return line.shown.map { [row("=", $0, remark, nil)] } ?? [] }
        var rows: [[StyledText]] = []
        if let before = line.before { rows.append(row("-", before, line.after == nil ? remark : "", .possible)) }
        if let after = line.after { rows.append(row("+", after, remark, .certain)) }
        return rows
    }

    private func row(
        _ sign: String, _ tenure: PersonHistory.Tenure, _ remark: StyledText, _ role: TextRole?
    ) -> [StyledText] {
        let isActing = tenure.stint.kind == .acting
        var dates = StyledText(TenureWords.text(tenure.stint))
        if tenure.isDisputed { dates += StyledText(", disputed", .disputed) }
        return [
            StyledText(sign, role), HolderWords.text(tenure.person, nil, isActing: isActing, telling: namesakes),
            StyledText(tenure.title), dates, remark,
        ]
    }
}

/// What became of a stint in words.
enum DiffWords {
    /// All that changed of a stint; empty where the lines themselves tell.
    static func text(_ line: TenureDiff.Line) -> String {
        var words = line.kinds.map(text)
        if let details = details(line), let place = line.kinds.firstIndex(of: .detailsChanged) {
            words[place] = details
        }
        return words.joined(separator: ", ")
    }

    private static func text(_ kind: TenureDiff.Kind) -> String {
        switch kind {
        case .added: "new"
        case .gone: "gone"
        case .startChanged: "start changed"
        case .endChanged: "end changed"
        case .actingChanged: "acting changed"
        case .becameDisputed: "now disputed"
        case .settled: "no longer disputed"
        case .detailsChanged: "details changed"
        case .sightingsChanged: "seen on other days"
        case .evidenceChanged: "same, on other events"
        }
    }

    /// The details that the lines do not show themselves; nil where they do.
    private static func details(_ line: TenureDiff.Line) -> String? {
        guard let old = line.before?.details, let new = line.after?.details else { return nil }
        let changes: [(String, String?, String?)] = [
            ("title", old.position, new.position), ("kind", old.kind?.rawValue, new.kind?.rawValue),
            ("area", old.area, new.area), ("reports to", old.reportsTo, new.reportsTo),
            ("for", old.onBehalfOf?.text, new.onBehalfOf?.text),
            ("started", old.howStarted?.rawValue, new.howStarted?.rawValue),
            ("ended", old.howEnded?.rawValue, new.howEnded?.rawValue),
        ]
        let changed = changes.filter { $0.1 != $0.2 }.map { name, old, new in
            name == "title" ? "title changed" : "\(name) \(words(new)), was \(words(old))"
        }
        return changed.isEmpty ? nil : changed.joined(separator: ", ")
    }

    private static func words(_ value: String?) -> String {
        value.map { String($0.map { $0 == "_" ? " " : $0 }) } ?? "not said"
    }
}
