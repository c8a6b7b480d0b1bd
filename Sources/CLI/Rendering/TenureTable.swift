import Chronology
import Events
import Projections

/// Tenures as a table, and as bars over it where there is room.
struct TenureTable {
    /// What the first columns of a line show: the rest of it is the same for everyone's history.
    enum Subject {
        case person, post, organization
    }

    let subject: Subject
    let tenures: [PersonHistory.Tenure]
    /// Those of the answer who share a name.
    let namesakes: Namesakes
    /// The date asked for, as the header has it; nil leaves the column out that says who held it then.
    var asked: String?
    /// The ids of events at places in the log, shortened; nil where they are not asked for.
    var eventIDs: (([Int]) -> String)?

    /// The bars, nil where there is no room for them or nothing dates a tenure.
    func bars(width: Int, today: CivilDay, style: Style, glyphs: Glyphs) -> [String]? {
        let rows = order.map { label, spans in TenureBars.Row(StyledText(label), spans) }
        guard !rows.isEmpty else { return nil }
        return TenureBars(rows: rows, today: today).lines(width: width, style: style, glyphs: glyphs)
    }

    /// The labels in the order of their first tenure, each with all of its tenures.
    private var order: [(String, [TenureBars.Span])] {
        var labels: [String] = []
        var spans: [String: [TenureBars.Span]] = [:]
        for tenure in tenures {
            let label = label(tenure)
            if spans[label] == nil { labels.append(label) }
            spans[label, default: []].append(TenureWords.span(tenure.stint, seen: tenure.seenDays))
        }
        return labels.map { ($0, spans[$0] ?? []) }
    }

    private func label(_ tenure: PersonHistory.Tenure) -> String {
        switch subject {
        case .person: "\(tenure.title), \(namesakes.text(tenure.organization))"
        case .post: tenure.person.id == .nobody ? "vacant" : namesakes.text(tenure.person)
        case .organization: "\(tenure.person.id == .nobody ? "vacant" : namesakes.text(tenure.person)), \(tenure.title)"
        }
    }

    /// The table's lines.
    func lines(fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        lines(of: tenures.map(row), fitting: width, style: style, glyphs: glyphs)
    }

    private func lines(of rows: [[StyledText]], fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let columns = [16, 12, 26, 10, 9, 12].map { TextTable.Column(minimum: $0, wraps: true) }
        return TextTable(columns: columns, rows: rows)
            .lines(fitting: width, style: style, glyphs: glyphs)
    }

    private func row(_ tenure: PersonHistory.Tenure) -> [StyledText] {
        let isActing = tenure.stint.kind == .acting
        let holder = HolderWords.text(tenure.person, nil, isActing: isActing, telling: namesakes)
        let title = StyledText(tenure.title) + (isActing ? " (acting)" : "")
        let subjects: [StyledText] =
            switch subject {
            case .person: [title, StyledText(namesakes.text(tenure.organization))]
            case .post: [holder, ""]
            case .organization: [holder, StyledText(tenure.title)]
            }
        return subjects + [
            StyledText(TenureWords.text(tenure.stint)), remarks(tenure), then(tenure),
            StyledText(eventIDs?(tenure.stint.events) ?? "", .faint),
        ]
    }

    private func remarks(_ tenure: PersonHistory.Tenure) -> StyledText {
        var remarks: [StyledText] = []
        if let area = tenure.details.area { remarks.append(StyledText(area, .faint)) }
        let manners = [tenure.details.howStarted?.rawValue, tenure.details.howEnded?.rawValue].compactMap(\.self)
            .filter { $0 != "other" }.map { String($0.map { $0 == "_" ? " " : $0 }) }
        if !manners.isEmpty { remarks.append(StyledText(manners.joined(separator: ", then "), .faint)) }
        if tenure.isDisputed { remarks.append(StyledText("disputed", .disputed)) }
        return remarks.reduce(into: "") { $0 += ($0.isEmpty ? "" : "; ") + $1 }
    }

    /// How surely it held on the date asked for.
    private func then(_ tenure: PersonHistory.Tenure) -> StyledText {
        guard asked != nil, let certainty = tenure.certainty else { return "" }
        switch certainty {
        case .certain: return StyledText("held then", .certain)
        case .possible: return StyledText("possibly held then", .possible)
        case .undated: return StyledText("undated", .undated)
        }
    }
}

extension TenureTable {
    /// The lines of a seat's history: tenures with the gaps between them.
    func lines(_ history: [PostHistory.Line], fitting width: Int?, style: Style, glyphs: Glyphs) -> [String] {
        let rows = history.map { line -> [StyledText] in
            switch line {
            case .tenure(let tenure):
                return row(tenure)
            case .gap(let gap):
                let start = DateWords.moment(gap.start).map { "since \($0)" }
                let end = gap.end.flatMap(DateWords.moment).map { "until \($0)" }
                let dates = [start, end].compactMap(\.self).joined(separator: ", ")
                return [
                    HolderWords.nobodyKnown, "", StyledText(dates), "", "",
                    StyledText(eventIDs?(gap.events) ?? "", .faint),
                ]
            }
        }
        return lines(of: rows, fitting: width, style: style, glyphs: glyphs)
    }
}
