import Chronology
import Projections

/// A timeline as a picture that stands by itself: one SVG file without scripts, fonts or links.
///
/// What is certain, possible, disputed and undated differs in shape, so that nothing is lost in black and white; a
/// style sheet inside gives it other colours on a dark screen. Names are text. Programs that read aloud find a title, a
/// description, and the dates of every row.
public struct TimelineSVG {
    /// What a timeline does not know how to say.
    public struct Words {
        /// The headline.
        public var title: String
        /// The line under it: over which days, and in which belief.
        public var subtitle: String
        /// What somebody or something is called.
        public var name: (Named) -> String
        /// The dates of a stint.
        public var dates: (Stint) -> String
        /// The days on which something may have happened; nil where nothing bounds them.
        public var moment: (DayRange) -> String?

        /// Creates the words.
        public init(
            title: String, subtitle: String, name: @escaping (Named) -> String, dates: @escaping (Stint) -> String,
            moment: @escaping (DayRange) -> String?
        ) {
            self.title = title
            self.subtitle = subtitle
            self.name = name
            self.dates = dates
            self.moment = moment
        }
    }

    private let timeline: Timeline
    private let words: Words
    private let lines: [Timeline.Line]
    private let width: Double
    private let labelWidth: Double

    private static let margin = 24.0
    private static let rowHeight = 20.0
    private static let headerHeight = 66.0

    /// Prepares the picture.
    ///
    /// - Parameter width: The picture's width, in pixels where nothing scales it.
    public init(_ timeline: Timeline, words: Words, width: Int = 960) {
        self.timeline = timeline
        self.words = words
        self.width = Double(max(width, 480))
        lines = timeline.lines(name: words.name)
        labelWidth = Self.labelWidth(of: lines, within: self.width)
    }

    /// The picture as the text of a file. O(rows).
    public var text: String {
        let left = Self.margin + labelWidth + 16
        let scale = timeline.days.map { SVGTimeScale($0, left: left, right: width - Self.margin - 14) }
        let marks = scale.map { TimelineMarks(scale: $0, labels: markLabels) }
        let legend = TimelineLegend(timeline)
        let rowsTop = Self.headerHeight + Double(marks?.labels.count ?? 0) * TimelineMarks.lineHeight + 6
        let rowsBottom = rowsTop + lines.reduce(0) { $0 + Self.height(of: $1) } + 4
        let legendTop = rowsBottom + (scale == nil ? 14 : 38)
        let legendWidth = width - 2 * Self.margin
        let legendLines = Double(legend.lineCount(width: legendWidth))
        let height = legendTop + legendLines * TimelineLegend.lineHeight + Self.margin - 14
        var svg = SVGWriter()
        begin(height, into: &svg)
        if let scale { grid(scale, top: rowsTop, bottom: rowsBottom, into: &svg) }
        marks?.draw(top: Self.headerHeight, bottom: rowsBottom, into: &svg)
        rows(scale, top: rowsTop, into: &svg)
        legend.draw(left: Self.margin, top: legendTop, width: legendWidth, into: &svg)
        svg.end()
        return svg.lines.map { $0 + "\n" }.joined()
    }

    private func begin(_ height: Double, into svg: inout SVGWriter) {
        svg.begin(
            "svg",
            [
                "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width.svg) \(height.svg)", "width": width.svg,
                "height": height.svg, "role": "img",
                "aria-labelledby": "title description",
            ])
        svg.add("title", ["id": "title"], text: words.title)
        svg.add("desc", ["id": "description"], text: description)
        svg.add(verbatim: TimelineStyle.sheet)
        svg.add(verbatim: TimelineStyle.patterns)
        svg.add("rect", ["class": "page", "width": width.svg, "height": height.svg])
        svg.add("text", ["class": "title", "x": Self.margin.svg, "y": "36"], text: words.title)
        svg.add("text", ["class": "subtitle", "x": Self.margin.svg, "y": "55"], text: words.subtitle)
    }

    /// What the picture shows, for those who do not see it: every row with its dates, up to a number that can be heard.
    private var description: String {
        let rows = timeline.rows
        let most = 200
        var sentences = [words.subtitle] + markLabels.map(\.text)
        sentences += rows.prefix(most).map(told)
        if rows.count > most { sentences.append("and \(rows.count - most) more") }
        return sentences.map { $0 + "." }.joined(separator: " ")
    }

    private func told(_ row: Timeline.Row) -> String {
        let subject = "\(words.name(row.person)), \(words.name(row.organization))"
        let tenures = row.tenures.map { tenure in
            let remarks =
                (tenure.stint.kind == .acting ? " (acting)" : "") + (tenure.isDisputed ? " (sources disagree)" : "")
            return "\(tenure.title)\(remarks) \(words.dates(tenure.stint))"
        }
        return subject + ": " + tenures.joined(separator: "; ")
    }

    private var markLabels: [TimelineMarks.Label] {
        timeline.marks.map { mark in
            TimelineMarks.Label(
                mark: mark, text: [mark.words, words.moment(mark.range)].compactMap(\.self).joined(separator: " "))
        }
    }

    private func grid(_ scale: SVGTimeScale, top: Double, bottom: Double, into svg: inout SVGWriter) {
        for tick in scale.ticks(labelWidth: 62) {
            svg.add("line", ["class": "grid", "x1": tick.x.svg, "y1": top.svg, "x2": tick.x.svg, "y2": bottom.svg])
            svg.add("text", ["class": "tick", "x": (tick.x + 1).svg, "y": (bottom + 14).svg], text: tick.label)
        }
        svg.add(
            "line",
            ["class": "rule", "x1": scale.left.svg, "y1": bottom.svg, "x2": scale.right.svg, "y2": bottom.svg])
        if timeline.today < CivilDay(number: Int(scale.last) - 1), Double(timeline.today.number) > scale.first {
            let x = scale.end(timeline.today)
            svg.add("line", ["class": "rule", "x1": x.svg, "y1": top.svg, "x2": x.svg, "y2": bottom.svg])
        }
    }

    private func rows(_ scale: SVGTimeScale?, top: Double, into svg: inout SVGWriter) {
        var top = top
        for line in lines {
            let height = Self.height(of: line)
            let baseline = top + height - Self.rowHeight / 2 + 4.3
            switch line {
            case .heading(let text, let level):
                svg.add(
                    "text",
                    ["class": level == 0 ? "group" : "seat", "x": Self.indent(level).svg, "y": baseline.svg],
                    text: fitted(text, level))
            case .folded(let count, let level):
                svg.add(
                    "text", ["class": "key", "x": Self.indent(level).svg, "y": baseline.svg],
                    text: "and \(count) more, undated")
            case .row(let row, let label, let level):
                svg.begin("g")
                svg.add("title", text: told(row))
                svg.add(
                    "text", ["class": "label", "x": Self.indent(level).svg, "y": baseline.svg],
                    text: fitted(label, level))
                if let scale { TimelineBar(scale: scale, middle: baseline - 4.3).draw(row, into: &svg) }
                svg.end()
            }
            top += height
        }
    }

    private func fitted(_ text: String, _ level: Int) -> String {
        SVGTextWidth.fitted(text, to: labelWidth + Self.margin - Self.indent(level), size: Self.size(level))
    }

    /// The room that labels take: what the longest needs, up to a third of the picture.
    private static func labelWidth(of lines: [Timeline.Line], within width: Double) -> Double {
        let needed = lines.map { line in
            switch line {
            case .heading(let text, let level), .row(_, let text, let level):
                SVGTextWidth.ems(of: text) * size(level) + indent(level) - margin
            case .folded: 120.0
            }
        }
        return min(needed.max() ?? 0, width * 0.34)
    }

    /// The size of a label's letters; headings are bold, and take the more room.
    private static func size(_ level: Int) -> Double { level == 0 ? 14.8 : 12.5 }

    private static func indent(_ level: Int) -> Double { margin + Double(level) * 12 }

    private static func height(of line: Timeline.Line) -> Double {
        if case .heading(_, level: 0) = line { return rowHeight + 6 }
        return rowHeight
    }
}
