/// One line of text whose parts have meanings, and with them colours.
///
/// Every part is made safe when it comes in, so that whatever is laid out from styled text is safe to print.
struct StyledText: Hashable, Sendable, ExpressibleByStringInterpolation {
    /// A stretch of one meaning.
    struct Run: Hashable, Sendable {
        let text: SafeText
        let role: TextRole?
    }

    /// The parts in reading order; none is empty.
    private(set) var runs: [Run] = []

    /// A line of one meaning; line ends and tabs in it are shown as `\n` and `\t`.
    init(_ raw: String, _ role: TextRole? = nil) {
        self.init(SafeText(raw), role)
    }

    init(_ text: SafeText, _ role: TextRole? = nil) {
        if !text.string.isEmpty { runs = [Run(text: text, role: role)] }
    }

    init(stringLiteral value: String) {
        self.init(value)
    }

    /// The text without its meanings.
    var plain: String { runs.reduce(into: "") { $0 += $1.text.string } }

    /// The columns that it takes.
    var width: Int { DisplayWidth.columns(of: plain) }

    var isEmpty: Bool { runs.isEmpty }

    static func + (left: StyledText, right: StyledText) -> StyledText {
        var joined = left
        joined += right
        return joined
    }

    static func += (left: inout StyledText, right: StyledText) {
        left.runs += right.runs
    }

    /// The text with a role wherever it has none of its own.
    func styled(_ role: TextRole) -> StyledText {
        var result = self
        result.runs = runs.map { Run(text: $0.text, role: $0.role ?? role) }
        return result
    }

    /// The text if it fits the columns, else as much of it as leaves room for the ellipsis.
    ///
    /// Cuts between grapheme clusters, so the result may be a column short where a wide one did not fit. Where there
    /// is not even room for the ellipsis, nothing is left. O(n) in the text's length.
    func fitted(to columns: Int, ellipsis: String) -> StyledText {
        if width <= columns { return self }
        let mark = DisplayWidth.columns(of: ellipsis)
        guard mark <= columns else { return StyledText("") }
        var result = StyledText("")
        var used = 0
        scan: for run in runs {
            var kept = ""
            for cluster in run.text.string {
                let next = used + DisplayWidth.columns(of: cluster)
                if next > columns - mark {
                    result += StyledText(kept, run.role)
                    break scan
                }
                kept.append(cluster)
                used = next
            }
            result += StyledText(kept, run.role)
        }
        return result.withoutTrailingBlanks + StyledText(ellipsis, result.runs.last?.role)
    }

    /// The text without white space at its end.
    var withoutTrailingBlanks: StyledText {
        var result = self
        while let last = result.runs.last {
            let text = last.text.string
            guard let end = text.lastIndex(where: { !$0.isWhitespace }) else {
                result.runs.removeLast()
                continue
            }
            if text.index(after: end) < text.endIndex {
                result.runs[result.runs.count - 1] = Run(text: SafeText(String(text[...end])), role: last.role)
            }
            break
        }
        return result
    }

    /// The text padded with spaces to a width; unchanged where it is as wide already.
    func padded(to columns: Int, _ alignment: TextAlignment) -> StyledText {
        let missing = columns - width
        guard missing > 0 else { return self }
        let blanks = StyledText(String(repeating: " ", count: missing))
        return alignment == .left ? self + blanks : blanks + self
    }

    /// The text as it is printed, with escape sequences only where the style is on.
    func rendered(in style: Style) -> String {
        runs.reduce(into: "") { $0 += style.paint($1.text.string, $1.role) }
    }
}

/// The side on which a column's text begins.
enum TextAlignment: Hashable, Sendable {
    case left, right
}
