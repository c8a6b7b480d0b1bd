import Chronology
import Projections

/// Draws the days of a row: what is certain, only possible, disputed, undated, for the time being.
struct TimelineBar {
    static let height = 11.0

    let scale: SVGTimeScale
    /// The middle of the row.
    let middle: Double

    /// Adds the bars of a row and the signs at their ends.
    func draw(_ row: Timeline.Row, into svg: inout SVGWriter) {
        // What is surer is drawn later, so that a short certain time is not hidden by what is beside it.
        for certainty in Certainty.allCases {
            for span in row.spans where span.certainty == certainty { draw(span, into: &svg) }
        }
        for tip in row.tips { draw(tip, of: row, into: &svg) }
    }

    private func draw(_ span: Timeline.Span, into svg: inout SVGWriter) {
        bar(
            span.certainty, isActing: span.isActing, isDisputed: span.isDisputed, from: scale.x(span.days.lowerBound),
            to: scale.end(span.days.upperBound), into: &svg)
    }

    /// Adds a bar between two places, at least two pixels wide.
    func bar(
        _ certainty: Certainty, isActing: Bool = false, isDisputed: Bool = false, from left: Double, to right: Double,
        into svg: inout SVGWriter
    ) {
        if certainty == .undated {
            svg.add(
                "line",
                [
                    "class": "undated", "x1": left.svg, "y1": middle.svg, "x2": max(right, left + 2).svg,
                    "y2": middle.svg,
                ]
            )
            return
        }
        let style = isDisputed ? "disputed" : certainty == .certain ? "certain" : "possible"
        // A stroke is drawn half outside of its rectangle.
        let inset = style == "certain" ? 0.0 : 0.5
        let height = isActing ? 5.0 : Self.height
        let width = max(right - left, 2) - 2 * inset
        svg.add(
            "rect",
            [
                "class": style, "x": (left + inset).svg, "y": (middle - height / 2 + inset).svg, "width": width.svg,
                "height": (height - 2 * inset).svg,
            ])
    }

    private func draw(_ tip: Timeline.Tip, of row: Timeline.Row, into svg: inout SVGWriter) {
        // The sign of an unknown end stands behind its bar, or on it where the next one begins at once.
        let (start, end) = (scale.x(tip.day), scale.end(tip.day))
        switch tip.kind {
        case .open: arrow(at: end, into: &svg)
        case .endUnknown where row.hasBar(from: end, to: end + 9, on: scale):
            unknown(at: end - 2, anchor: "end", into: &svg)
        case .endUnknown: unknown(at: end + 2, anchor: "start", into: &svg)
        case .startUnknown: unknown(at: start - 2, anchor: "end", into: &svg)
        }
    }

    /// Adds the sign that something goes on.
    func arrow(at x: Double, into svg: inout SVGWriter) {
        let half = Self.height / 2 + 1.5
        svg.add(
            "path",
            ["class": "tip", "d": "M\(x.svg) \((middle - half).svg)l9 \(half.svg)l-9 \(half.svg)z"])
    }

    /// Adds the sign that nothing says when, with a rim of the paper's colour around it.
    func unknown(at x: Double, anchor: String, into svg: inout SVGWriter) {
        for style in ["rim", "unknown"] {
            svg.add("text", ["class": style, "x": x.svg, "y": (middle + 4.3).svg, "text-anchor": anchor], text: "?")
        }
    }
}

extension Timeline.Row {
    /// Whether something is drawn between two places.
    fileprivate func hasBar(from left: Double, to right: Double, on scale: SVGTimeScale) -> Bool {
        spans.contains { scale.x($0.days.lowerBound) < right && scale.end($0.days.upperBound) > left }
    }
}
