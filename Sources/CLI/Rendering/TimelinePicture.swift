import Chronology
import Projections

/// A timeline as text: labels on the left, bars over one axis on the right, a legend of the signs that occur.
struct TimelinePicture {
    let timeline: Timeline
    let namesakes: Namesakes

    private static let widestAxis = 120

    /// The picture's lines.
    func lines(width: Int, style: Style, glyphs: Glyphs) -> [String] {
        let width = max(width, TenureBars.minimumWidth)
        let lines = timeline.lines { namesakes.text($0) }
        guard let days = timeline.days else { return undated(lines, style) }
        let labels = min(lines.map(\.label.width).max() ?? 0, width * 2 / 5)
        let tips = timeline.rows.flatMap(\.tips)
        let canvas = BarCanvas(
            from: days.lowerBound, through: days.upperBound, today: timeline.today,
            columns: min(width - labels - 2, Self.widestAxis),
            before: tips.contains { $0.kind == .startUnknown } ? 1 : 0,
            after: tips.contains { $0.kind != .startUnknown } ? 1 : 0)
        var drawn: [[BarCanvas.Mark?]] = []
        var result = marks(on: canvas, days, glyphs).map {
            indented($0, labels).fitted(to: width, ellipsis: glyphs.ellipsis).rendered(in: style)
        }
        if !timeline.marks.isEmpty { drawn.append([.event]) }
        for line in lines {
            var text = line.label.fitted(to: labels, ellipsis: glyphs.ellipsis)
            if case .row(let row, _, _) = line {
                let bar = bar(of: row, on: canvas)
                drawn.append(bar)
                text = text.padded(to: labels + 2, .left) + canvas.drawn(bar, glyphs: glyphs)
            } else {
                // A heading has the whole line to itself.
                text = line.label.fitted(to: width, ellipsis: glyphs.ellipsis)
            }
            result.append(text.withoutTrailingBlanks.rendered(in: style))
        }
        for footer in [canvas.scale(glyphs: glyphs), canvas.legend(of: drawn, glyphs: glyphs)] {
            let margin = max(0, min(labels + 2, width - footer.width))
            result.append(indented(footer, margin - 2).withoutTrailingBlanks.rendered(in: style))
        }
        return result
    }

    /// The rows of a timeline without an axis: there is nothing to draw, only whom it is about.
    private func undated(_ lines: [Timeline.Line], _ style: Style) -> [String] {
        lines.map { $0.label.rendered(in: style) }
            + ["", StyledText("Nothing here has a date, so there are no bars.", .faint).rendered(in: style)]
    }

    private func indented(_ text: StyledText, _ labels: Int) -> StyledText {
        StyledText(String(repeating: " ", count: max(0, labels + 2))) + text
    }

    /// What happened to the subject, each on a line of its own over the bars.
    private func marks(
        on canvas: BarCanvas, _ days: ClosedRange<CivilDay>, _ glyphs: Glyphs
    ) -> [StyledText] {
        timeline.marks.map { mark in
            let words = [mark.words, DateWords.occasion(mark.range)].compactMap(\.self).joined(separator: " ")
            let first = max(mark.range.earliest, days.lowerBound.number)
            let last = min(mark.range.latest, days.upperBound.number)
            guard first <= last else { return StyledText("\(words), earlier") }
            let columns = canvas.columns(from: first, to: last + 1)
            let signs = StyledText(String(repeating: glyphs.event, count: columns.count), .strong)
            let text = StyledText(words)
            // Behind the sign where there is room, else before it.
            if columns.upperBound + 1 + text.width <= canvas.columns || columns.lowerBound < text.width + 1 {
                return StyledText(String(repeating: " ", count: columns.lowerBound)) + signs + " " + text
            }
            let blanks = columns.lowerBound - text.width - 1
            return StyledText(String(repeating: " ", count: blanks)) + text + " " + signs
        }
    }

    /// What stands in each column: the weaker is painted first and the stronger over it, what is disputed over all.
    private func bar(of row: Timeline.Row, on canvas: BarCanvas) -> [BarCanvas.Mark?] {
        var bar = [BarCanvas.Mark?](repeating: nil, count: canvas.columns)
        func paint(_ mark: BarCanvas.Mark, where condition: (Timeline.Span) -> Bool) {
            for span in row.spans where condition(span) {
                let columns = canvas.columns(
                    from: span.days.lowerBound.drawnNumber, to: span.days.upperBound.drawnNumber + 1)
                canvas.paint(mark, columns, on: &bar)
            }
        }
        paint(.undated) { $0.certainty == .undated }
        paint(.possible) { $0.certainty == .possible && !$0.isDisputed }
        paint(.certain) { $0.certainty == .certain && !$0.isActing }
        paint(.acting) { $0.certainty == .certain && $0.isActing }
        paint(.disputed) { $0.certainty != .certain && $0.isDisputed }
        for tip in row.tips {
            let filled = bar.indices.filter { bar[$0] != nil }
            switch tip.kind {
            case .startUnknown: if let first = filled.first, first > 0 { bar[first - 1] = .unknown }
            case .endUnknown: mark(.unknown, behind: tip.day, on: canvas, &bar)
            case .open: mark(.ongoing, behind: tip.day, on: canvas, &bar)
            }
        }
        return bar
    }

    /// A sign in the column after that of a day, unless a bar goes on there.
    private func mark(
        _ mark: BarCanvas.Mark, behind day: CivilDay, on canvas: BarCanvas, _ bar: inout [BarCanvas.Mark?]
    ) {
        let number = day.drawnNumber
        let column = canvas.columns(from: number, to: number + 1).upperBound
        let place = min(column, canvas.columns - 1)
        if bar[place] == nil || place == canvas.columns - 1 { bar[place] = mark }
    }
}

extension Timeline.Line {
    /// What stands at the line's beginning.
    fileprivate var label: StyledText {
        switch self {
        case .heading(let text, let level):
            StyledText(Self.blanks(level)) + StyledText(text, level == 0 ? .heading : nil)
        case .row(_, let label, let level): StyledText(Self.blanks(level) + label)
        case .folded(let count, let level):
            StyledText(Self.blanks(level)) + StyledText("and \(count) more, undated (--all)", .faint)
        }
    }

    private static func blanks(_ level: Int) -> String { String(repeating: "  ", count: level) }
}
