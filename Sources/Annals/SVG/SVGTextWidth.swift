/// How wide text is about, without knowing the font that will draw it: rather too wide than too narrow.
enum SVGTextWidth {
    /// The width in units of the font's size.
    static func ems(of text: String) -> Double { text.reduce(0) { $0 + ems(of: $1) } }

    /// The text, or as much of it as fits with an ellipsis.
    static func fitted(_ text: String, to width: Double, size: Double) -> String {
        guard ems(of: text) * size > width else { return text }
        var kept = ""
        var used = 1.0
        for character in text {
            used += ems(of: character)
            if used * size > width { break }
            kept.append(character)
        }
        return kept.trimmingLastSpaces + "…"
    }

    private static func ems(of character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar {
        case "i", "l", "j", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", "-", "t", "f", "r", " ": return 0.37
        case "m", "w", "M", "W", "@", "%": return 0.92
        case "A"..."Z": return 0.7
        case "a"..."z", "0"..."9": return 0.58
        default: break
        }
        // East Asian scripts and pictures are square.
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F000...0x3FFFF:
            return 1.05
        default: return 0.66
        }
    }
}

extension String {
    fileprivate var trimmingLastSpaces: String {
        var text = self
        while text.last == " " { text.removeLast() }
        return text
    }
}
