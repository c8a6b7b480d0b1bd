import Chronology

/// Tenures drawn as bars over one time axis.
///
/// A bar is as precise as a column: a column is drawn as what holds on the day in its middle, and a stretch too short
/// to meet any middle is drawn in one column all the same, so that three days in office are seen on an axis of
/// decades.
struct TenureBars: Sendable {
    /// How a tenure's end stands.
    enum End: Hashable, Sendable {
        case ended
        /// None is recorded: the bar runs to today and is marked as going on.
        case open
        /// Known to have ended, or said to be unknown: never drawn as going on.
        case unknown
    }

    /// The days between which a moment lies; nil where nothing bounds that side.
    struct Moment: Hashable, Sendable {
        var earliest: CivilDay?
        var latest: CivilDay?

        init(_ earliest: CivilDay?, _ latest: CivilDay?) {
            self.earliest = earliest
            self.latest = latest
        }

        /// Nothing is known of it.
        static let undated = Moment(nil, nil)

        /// Whether nothing bounds it at all.
        var isUndated: Bool { earliest == nil && latest == nil }
    }

    /// One tenure, half-open: its end is the first day on which it no longer holds.
    struct Span: Hashable, Sendable {
        var start: Moment
        /// Of no account where the end is open.
        var endMoment: Moment
        var end: End
        /// Whether it is possible only because a side has no date: drawn faintly, so as not to look like a finding.
        var isUndated: Bool
        /// Days that are certain for another reason: somebody was seen in the post.
        var seen: [CivilDay]

        /// A tenure; it is undated where one side has no bound at all, unless the caller knows better.
        init(start: Moment, end: End, at endMoment: Moment = .undated, isUndated: Bool? = nil, seen: [CivilDay] = []) {
            self.start = start
            self.endMoment = endMoment
            self.end = end
            self.isUndated = isUndated ?? (start.isUndated || end != .open && endMoment.isUndated)
            self.seen = seen
        }

        /// The days that the tenure names.
        fileprivate var days: [CivilDay] {
            let ends = end == .open ? [] : [endMoment.earliest, endMoment.latest]
            return ([start.earliest, start.latest] + ends).compactMap { $0 } + seen
        }
    }

    /// A label and the tenures that belong to it, in any order.
    struct Row: Sendable {
        var label: StyledText
        var spans: [Span]

        init(_ label: StyledText, _ spans: [Span]) {
            self.label = label
            self.spans = spans
        }
    }

    /// The narrowest terminal on which bars say anything.
    static let minimumWidth = 60
    private static let widestAxis = 120

    var rows: [Row]
    /// The day asked for: what is open runs up to it, and nothing after it is drawn as certain.
    var today: CivilDay

    init(rows: [Row], today: CivilDay) {
        self.rows = rows
        self.today = today
    }

    /// A line for each row, the axis under them, and a legend of the signs that occur.
    ///
    /// Nil where the terminal has fewer than `minimumWidth` columns or where no tenure has a date, so that there is no
    /// axis to draw on. O(rows · columns).
    func lines(width: Int, style: Style = .plain, glyphs: Glyphs = .unicode) -> [String]? {
        guard width >= Self.minimumWidth, let extent else { return nil }
        let labels = min(rows.map(\.label.width).max() ?? 0, width / 3)
        let room = min(width - labels - 2, Self.widestAxis)
        let canvas = BarCanvas(
            from: extent.first, through: extent.last, today: today, columns: room,
            before: spans.contains { $0.start.earliest == nil } ? 2 : 0,
            after: spans.contains { $0.end != .open && $0.endMoment.latest == nil } ? 2 : hasOpen ? 1 : 0)
        let bars = rows.map { canvas.bar(of: $0.spans) }
        var lines = zip(rows, bars).map { row, bar in
            let label = row.label.fitted(to: labels, ellipsis: glyphs.ellipsis).padded(to: labels, .left)
            return (label + "  " + canvas.drawn(bar, glyphs: glyphs)).withoutTrailingBlanks.rendered(in: style)
        }
        for footer in [canvas.scale(glyphs: glyphs), canvas.legend(of: bars, glyphs: glyphs)] {
            // Under the bars; further to the left only where a legend is longer than they are.
            let margin = StyledText(String(repeating: " ", count: max(0, min(labels + 2, width - footer.width))))
            lines.append((margin + footer).withoutTrailingBlanks.rendered(in: style))
        }
        return lines
    }

    private var spans: [Span] { rows.flatMap(\.spans) }
    private var hasOpen: Bool { spans.contains { $0.end == .open } }

    /// The first and the last day that any tenure names, and today where one goes on.
    private var extent: (first: CivilDay, last: CivilDay)? {
        var days = spans.flatMap(\.days)
        guard !days.isEmpty else { return nil }
        if hasOpen { days.append(today) }
        guard let first = days.min(), let last = days.max() else { return nil }
        return (first, last)
    }
}
