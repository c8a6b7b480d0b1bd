import Chronology

/// The columns of a time axis, with room on both sides for what lies beyond it, and what is drawn in them.
struct BarCanvas: Sendable {
    /// What one column shows.
    enum Mark: Hashable, Sendable, CaseIterable {
        case certain, acting, possible, disputed, undated, ongoing, unknown, event
    }

    private let axis: TimeAxis
    private let today: CivilDay
    private let before: Int
    private let after: Int

    /// An axis over the days, with `before` and `after` columns around it out of `columns` in all.
    init(from first: CivilDay, through last: CivilDay, today: CivilDay, columns: Int, before: Int, after: Int) {
        axis = TimeAxis(from: first, through: last, columns: columns - before - after)
        self.today = today
        self.before = before
        self.after = after
    }

    /// All columns.
    var columns: Int { before + axis.columns + after }

    /// What stands in each column: the weaker is painted first and the stronger over it.
    func bar(of spans: [TenureBars.Span]) -> [Mark?] {
        var bar = [Mark?](repeating: nil, count: columns)
        for span in spans where span.isUndated { paint(.undated, reach(of: span), on: &bar) }
        for span in spans where !span.isUndated { paint(.possible, reach(of: span), on: &bar) }
        for span in spans {
            if let days = certainDays(of: span) {
                paint(.certain, columns(from: days.lowerBound, to: days.upperBound), on: &bar)
            }
            for day in span.seen where day <= today {
                paint(.certain, columns(from: day.drawnNumber, to: day.drawnNumber + 1), on: &bar)
            }
            if span.end == .open { paint(.ongoing, openEnd..<(openEnd + 1), on: &bar) }
        }
        return bar
    }

    /// Draws a mark over columns.
    func paint(_ mark: Mark, _ range: Range<Int>, on bar: inout [Mark?]) {
        for column in range { bar[column] = mark }
    }

    /// The column of the sign that a tenure goes on: the one after today's.
    private var openEnd: Int {
        min(before + axis.column(of: today.drawnNumber) + 1, columns - 1)
    }

    /// The days on which a tenure surely holds, up to today.
    private func certainDays(of span: TenureBars.Span) -> Range<Int>? {
        guard let start = span.start.latest?.drawnNumber else { return nil }
        let tomorrow = today.drawnNumber + 1
        guard let end = span.end == .open ? tomorrow : span.endMoment.earliest?.drawnNumber else { return nil }
        return start < min(end, tomorrow) ? start..<min(end, tomorrow) : nil
    }

    /// The columns in which a tenure is possible at all.
    private func reach(of span: TenureBars.Span) -> Range<Int> {
        let end = span.end == .open ? today.drawnNumber + 1 : span.endMoment.latest?.drawnNumber
        return columns(from: span.start.earliest?.drawnNumber, to: end)
    }

    /// The columns whose middle day lies in a half-open range of days, at least one where the range has any day.
    ///
    /// Nil reaches to the edge, beyond the axis.
    func columns(from start: Int?, to end: Int?) -> Range<Int> {
        if let start, let end, start >= end { return 0..<0 }
        let lower = start.map { before + axis.columnsWithMiddle(before: $0) } ?? 0
        let upper = end.map { before + axis.columnsWithMiddle(before: $0) } ?? columns
        if lower < upper { return lower..<upper }
        let middle = before + axis.column(of: ((start ?? axis.first) + (end ?? axis.last) - 1) / 2)
        return middle..<(middle + 1)
    }

    /// A bar in its signs and colours.
    func drawn(_ bar: [Mark?], glyphs: Glyphs) -> StyledText {
        var line: StyledText = ""
        var index = 0
        while index < bar.count {
            let mark = bar[index]
            let length = bar[index...].prefix { $0 == mark }.count
            let sign = mark.map { $0.sign(glyphs) } ?? " "
            line += StyledText(String(repeating: sign, count: length), mark?.role)
            index += length
        }
        return line
    }

    /// The dates under the bars, each behind a sign that stands exactly under its day.
    func scale(glyphs: Glyphs) -> StyledText {
        var text = String(repeating: " ", count: before)
        for tick in axis.ticks() {
            text += String(repeating: " ", count: before + tick.column - text.count)
            text.append(glyphs.tick)
            text += tick.label
        }
        return StyledText(text, .faint)
    }

    /// What the signs mean that occur in any of the bars.
    func legend(of bars: [[Mark?]], glyphs: Glyphs) -> StyledText {
        let used = Set(bars.joined().compactMap { $0 })
        var line: StyledText = ""
        for mark in Mark.allCases where used.contains(mark) {
            if !line.isEmpty { line += "  " }
            line += StyledText(String(mark.sign(glyphs)), mark.role) + StyledText(" \(mark.meaning)", .faint)
        }
        return line
    }
}

extension BarCanvas.Mark {
    fileprivate func sign(_ glyphs: Glyphs) -> Character {
        switch self {
        case .certain: glyphs.certain
        case .possible: glyphs.possible
        case .undated: glyphs.undated
        case .ongoing: glyphs.ongoing
        case .acting: glyphs.acting
        case .disputed: glyphs.disputed
        case .unknown: glyphs.unknown
        case .event: glyphs.event
        }
    }

    fileprivate var role: TextRole {
        switch self {
        case .certain, .acting, .ongoing: .certain
        case .possible: .possible
        case .disputed: .disputed
        case .unknown: .faint
        case .event: .strong
        case .undated: .undated
        }
    }

    fileprivate var meaning: String {
        switch self {
        case .certain: "certain"
        case .possible: "possible"
        case .undated: "undated"
        case .ongoing: "ongoing"
        case .acting: "acting"
        case .disputed: "disputed"
        case .unknown: "start or end unknown"
        case .event: "event"
        }
    }
}
