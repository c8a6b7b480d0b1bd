/// Text that can do nothing to a terminal but be read on it.
///
/// Control characters (C0, DEL, C1), line and paragraph separators, every bidirectional control and every other
/// invisible format character are shown as `\u{202E}` is written in Swift, so that a name can neither move the cursor,
/// nor hide a part of itself, nor reverse what follows it. Kept are the joiners U+200C and U+200D and the Mongolian
/// vowel separator, which scripts and emoji need, the visible signs of category Cf, and tags behind a black flag.
/// A backslash in the text stays one backslash: this is for eyes, not for reading back.
struct SafeText: Hashable, Sendable, CustomStringConvertible {
    /// What becomes of line ends and tabs.
    enum Breaks: Sendable {
        /// Shown as `\n`, `\r` and `\t`: for names and everything else that ought to have none.
        case shown
        /// Each run of them is one space: for notes and quotations in a cell.
        case flattened
        /// Line ends stay (CR LF and CR become LF), a tab is four spaces: for text that stands by itself.
        case kept
    }

    /// The harmless text.
    let string: String

    var description: String { string }

    /// Makes any string harmless; O(n), and nothing is copied where there was nothing to do.
    init(_ raw: String, breaks: Breaks = .shown) {
        string = Self.isHarmless(raw) ? raw : Self.cleaned(raw, breaks: breaks)
    }

    /// Whether a scalar of category Cf has a shape of its own (`Prepended_Concatenation_Mark`).
    static func isVisibleFormat(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x600...0x605, 0x6DD, 0x70F, 0x890...0x891, 0x8E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    /// Whether a scalar may reach a terminal as it is, wherever it stands.
    static func isHarmless(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x7F { return scalar.value >= 0x20 }
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator:
            return false
        case .format:
            return isVisibleFormat(scalar) || [0x180E, 0x200C, 0x200D].contains(scalar.value)
        default:
            return true
        }
    }

    private static func isHarmless(_ raw: String) -> Bool {
        if raw.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return true }
        return raw.unicodeScalars.allSatisfy { isHarmless($0) }
    }

    private static func cleaned(_ raw: String, breaks: Breaks) -> String {
        var result = ""
        for cluster in raw {
            if let replaced = replacement(of: cluster, breaks: breaks, after: result.last) {
                result += replaced
                continue
            }
            let isFlag = cluster.unicodeScalars.first == "\u{1F3F4}"
            for scalar in cluster.unicodeScalars {
                if isHarmless(scalar) || isFlag && (0xE0020...0xE007F).contains(scalar.value) {
                    result.unicodeScalars.append(scalar)
                } else {
                    result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
                }
            }
        }
        return result
    }

    /// What a line end or a tab becomes, each of which is a cluster of its own; nil for everything else.
    private static func replacement(of cluster: Character, breaks: Breaks, after last: Character?) -> String? {
        guard let (shown, kept) = breakForms[cluster] else { return nil }
        switch breaks {
        case .shown: return shown
        case .flattened: return last == " " ? "" : " "
        case .kept: return kept
        }
    }

    private static let breakForms: [Character: (shown: String, kept: String)] = [
        "\n": ("\\n", "\n"), "\r": ("\\r", "\n"), "\r\n": ("\\r\\n", "\n"), "\t": ("\\t", "    "),
    ]
}
