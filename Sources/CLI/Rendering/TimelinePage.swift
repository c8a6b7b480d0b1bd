import Annals
import Chronology
import Projections

/// A timeline with its heading, as text or as a picture.
struct TimelinePage {
    let timeline: Timeline
    let believed: AskedBelief

    /// The page as text; for a file without colours and 100 columns wide.
    func lines(_ output: Output, isForFile: Bool) -> [String] {
        let style = isForFile ? Style.plain : output.style
        let heading = HolderWords.heading(timeline.subject) + StyledText(period.map { ", \($0)" } ?? "")
        let lines = [(heading + StyledText(believed.header)).rendered(in: style), ""]
        guard !timeline.rows.isEmpty else { return lines + [StyledText(nothing).rendered(in: style)] }
        let picture = TimelinePicture(timeline: timeline, namesakes: namesakes)
        return lines
            + picture.lines(width: isForFile ? 100 : output.width ?? 80, style: style, glyphs: output.glyphs)
    }

    /// The page as an SVG file.
    var picture: String {
        let namesakes = namesakes
        let subtitle = (period.map { "\($0)" } ?? "nothing has a date") + believed.header
        return TimelineSVG(
            timeline,
            words: TimelineSVG.Words(
                title: timeline.subject.name, subtitle: timeline.rows.isEmpty ? nothing : subtitle,
                name: { namesakes.text($0) }, dates: TenureWords.text, moment: DateWords.occasion)
        ).text
    }

    private var period: String? {
        timeline.days.map { "\(DateWords.text($0.lowerBound)) to \(DateWords.text($0.upperBound))" }
    }

    private var nothing: String { "Nobody is known to have held anything then." }

    private var namesakes: Namesakes {
        var namesakes = Namesakes()
        namesakes.note(timeline.subject)
        for row in timeline.rows { namesakes.note([row.person, row.organization]) }
        return namesakes
    }
}
