import Chronology
import Projections

/// Draws what happened to the subject of a timeline: a diamond with words, and a line down through the rows.
struct TimelineMarks {
    /// A mark with what to write beside it.
    struct Label {
        let mark: TimelineMark
        let text: String
    }

    static let lineHeight = 18.0

    let scale: SVGTimeScale
    let labels: [Label]

    /// Adds the marks from a place down, one a line, with lines down to the bottom of the rows.
    func draw(top: Double, bottom: Double, into svg: inout SVGWriter) {
        for (index, label) in labels.enumerated() {
            let middle = top + (Double(index) + 0.5) * Self.lineHeight
            let range = label.mark.range
            let left = scale.x(max(range.earliest, DayRange.past))
            let right = scale.x(min(range.latest, DayRange.future - 1) + 1)
            let isBefore = Double(range.latest) < scale.first
            if isBefore {
                svg.add(
                    "text", ["class": "mark", "x": scale.left.svg, "y": (middle + 4).svg], text: "← \(label.text)")
                continue
            }
            for x in right - left < 2 ? [(left + right) / 2] : [left, right] {
                svg.add("line", ["class": "event", "x1": x.svg, "y1": middle.svg, "x2": x.svg, "y2": bottom.svg])
            }
            if right - left >= 2 {
                svg.add(
                    "line", ["class": "rule", "x1": left.svg, "y1": middle.svg, "x2": right.svg, "y2": middle.svg])
            }
            let x = (left + right) / 2
            Self.diamond(at: x, middle, into: &svg)
            let words = label.text
            let width = SVGTextWidth.ems(of: words) * 11.5
            let fitsRight = max(right, x) + 10 + width <= scale.right + 14
            svg.add(
                "text",
                [
                    "class": "mark", "x": (fitsRight ? max(right, x) + 9 : min(left, x) - 9).svg,
                    "y": (middle + 4).svg, "text-anchor": fitsRight ? "start" : "end",
                ],
                text: words)
        }
    }

    /// Adds the sign of an event.
    static func diamond(at x: Double, _ middle: Double, into svg: inout SVGWriter) {
        svg.add("path", ["class": "diamond", "d": "M\(x.svg) \((middle - 5).svg)l5 5l-5 5l-5 -5z"])
    }
}
