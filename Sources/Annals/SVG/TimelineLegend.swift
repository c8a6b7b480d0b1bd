import Projections

/// The signs of a timeline that occur in it, with what they mean.
struct TimelineLegend {
    /// A sign.
    enum Entry: CaseIterable {
        case certain, acting, possible, disputed, undated, open, unknown, event

        var meaning: String {
            switch self {
            case .certain: "certain"
            case .acting: "acting"
            case .possible: "only possible"
            case .disputed: "sources disagree"
            case .undated: "undated"
            case .open: "goes on"
            case .unknown: "start or end unknown"
            case .event: "event"
            }
        }
    }

    let entries: [Entry]

    /// The signs that a timeline needs.
    init(_ timeline: Timeline) {
        let rows = timeline.rows
        entries = Entry.allCases.filter { entry in
            switch entry {
            case .certain: rows.contains { $0.spans.contains { $0.certainty == .certain && !$0.isActing } }
            case .acting: rows.contains { $0.spans.contains { $0.isActing && $0.certainty != .undated } }
            case .possible: rows.contains { $0.spans.contains { $0.certainty == .possible && !$0.isDisputed } }
            case .disputed: rows.contains { $0.spans.contains { $0.isDisputed && $0.certainty != .undated } }
            case .undated: rows.contains { $0.spans.contains { $0.certainty == .undated } }
            case .open: rows.contains { $0.tips.contains { $0.kind == .open } }
            case .unknown: rows.contains { $0.tips.contains { $0.kind != .open } }
            case .event: !timeline.marks.isEmpty
            }
        }
    }

    private static let size = 11.5
    private static let sign = 26.0
    private static let gap = 18.0
    /// The height of a line.
    static let lineHeight = 20.0

    /// How many lines the legend takes.
    func lineCount(width: Double) -> Int { (places(width: width).last?.line ?? 0) + 1 }

    /// Adds the legend from a place down.
    func draw(left: Double, top: Double, width: Double, into svg: inout SVGWriter) {
        for (entry, place) in zip(entries, places(width: width)) {
            let middle = top + Double(place.line) * Self.lineHeight
            draw(entry, at: left + place.x, middle, into: &svg)
            svg.add(
                "text", ["class": "key", "x": (left + place.x + Self.sign + 6).svg, "y": (middle + 4).svg],
                text: entry.meaning)
        }
    }

    private func draw(_ entry: Entry, at x: Double, _ middle: Double, into svg: inout SVGWriter) {
        // A sign stands by itself: no axis is needed for it.
        let bar = TimelineBar(
            scale: SVGTimeScale(.init(uncheckedBounds: (.init(number: 0), .init(number: 0))), left: 0, right: 1),
            middle: middle)
        let end = x + Self.sign
        switch entry {
        case .certain: bar.bar(.certain, from: x, to: end, into: &svg)
        case .acting: bar.bar(.certain, isActing: true, from: x, to: end, into: &svg)
        case .possible: bar.bar(.possible, from: x, to: end, into: &svg)
        case .disputed: bar.bar(.possible, isDisputed: true, from: x, to: end, into: &svg)
        case .undated: bar.bar(.undated, from: x, to: end, into: &svg)
        case .open:
            bar.bar(.certain, from: x, to: end - 9, into: &svg)
            bar.arrow(at: end - 9, into: &svg)
        case .unknown: bar.unknown(at: end - 4, anchor: "end", into: &svg)
        case .event: TimelineMarks.diamond(at: end - 8, middle, into: &svg)
        }
    }

    private func places(width: Double) -> [(line: Int, x: Double)] {
        var places: [(line: Int, x: Double)] = []
        var (line, x) = (0, 0.0)
        for entry in entries {
            let needed = Self.sign + 6 + SVGTextWidth.ems(of: entry.meaning) * Self.size
            if x > 0 && x + needed > width { (line, x) = (line + 1, 0) }
            places.append((line, x))
            x += needed + Self.gap
        }
        return places
    }
}
