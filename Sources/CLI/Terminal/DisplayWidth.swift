/// The columns that text takes on a terminal.
///
/// East Asian wide and fullwidth characters take two columns (Unicode Standard Annex #11, ambiguous ones one),
/// combining marks and format characters none, and a picture made of several scalars (a flag, a family joined by
/// U+200D, a skin tone, a keycap) two. Other scalars of one cluster add up, as terminals draw them.
enum DisplayWidth {
    /// The columns of a whole string; O(n) in its length. Control characters count none: clean with `SafeText` first.
    static func columns(of text: some StringProtocol) -> Int {
        if let plain = plainColumns(of: text) { return plain }
        return text.reduce(0) { $0 + columns(of: $1) }
    }

    /// The columns of one grapheme cluster.
    static func columns(of cluster: Character) -> Int {
        var total = 0
        var lastWidth = 0
        var lastIsEmoji = false
        var isJoined = false
        for scalar in cluster.unicodeScalars {
            let properties = scalar.properties
            if scalar == zeroWidthJoiner {
                isJoined = lastIsEmoji
                continue
            }
            if lastIsEmoji && (isJoined && properties.isEmoji || properties.isEmojiModifier) {
                isJoined = false
                continue
            }
            if scalar == emojiSelector {
                if lastIsEmoji && lastWidth == 1 {
                    total += 1
                    lastWidth = 2
                }
                continue
            }
            let width = columns(of: scalar)
            guard width > 0 else { continue }
            total += width
            lastWidth = width
            lastIsEmoji = properties.isEmoji
            isJoined = false
        }
        return total
    }

    /// The columns of one scalar by itself: 0, 1 or 2.
    static func columns(of scalar: Unicode.Scalar) -> Int {
        let value = scalar.value
        if value < 0x7F { return value < 0x20 ? 0 : 1 }
        if value < 0x300 { return value < 0xA0 ? 0 : 1 }
        if (0x1160...0x11FF).contains(value) || (0xD7B0...0xD7FF).contains(value) { return 0 }
        let properties = scalar.properties
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .lineSeparator, .paragraphSeparator:
            return 0
        case .format:
            return SafeText.isVisibleFormat(scalar) ? 1 : 0
        default:
            let isFlagLetter = (0x1F1E6...0x1F1FF).contains(value)
            if properties.isEmojiPresentation && !isFlagLetter { return 2 }
            return EastAsianWideRanges.contains(scalar) ? 2 : 1
        }
    }

    private static let zeroWidthJoiner: Unicode.Scalar = "\u{200D}"
    private static let emojiSelector: Unicode.Scalar = "\u{FE0F}"

    /// The length of printable ASCII, or nil where the text is anything else.
    private static func plainColumns(of text: some StringProtocol) -> Int? {
        var count = 0
        for byte in text.utf8 {
            guard byte >= 0x20 && byte < 0x7F else { return nil }
            count += 1
        }
        return count
    }
}
