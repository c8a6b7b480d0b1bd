@_spi(_Unicode) import Swift

extension EntityID {
    /// The id that a name suggests: `Ilya Sutskever` gives `ilya-sutskever`, `Łukasz Kaiser` gives `lukasz-kaiser`.
    ///
    /// Letters lose their diacritics, apostrophes vanish, everything else that is not an ASCII letter or digit
    /// separates words. Nil when nothing is left (a name in Chinese) or when the result is reserved.
    public static func slug(from name: String) -> EntityID? {
        var words: [String] = [""]
        for scalar in name._nfd {
            switch SlugLetter(scalar) {
            case .kept(let letters): words[words.count - 1] += letters
            case .dropped: continue
            case .separator: if words[words.count - 1] != "" { words.append("") }
            }
        }
        var slug = ""
        for word in words where !word.isEmpty {
            let longer = slug.isEmpty ? String(word.prefix(maximumLength)) : slug + "-" + word
            if longer.utf8.count > maximumLength { break }
            slug = longer
        }
        guard let id = EntityID(slug), !id.isReserved else { return nil }
        return id
    }
}

/// What one scalar of a decomposed name contributes to a slug.
private enum SlugLetter {
    case kept(String)
    case dropped
    case separator

    /// Latin letters that Unicode does not decompose into an ASCII letter and a mark.
    private static let undecomposed: [Unicode.Scalar: String] = [
        "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
        "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ħ": "h", "Ħ": "h", "ı": "i", "ŋ": "n",
        "Ŋ": "n", "ŧ": "t", "Ŧ": "t", "ƒ": "f", "ə": "e", "Ə": "e",
    ]

    init(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "a"..."z", "0"..."9":
            self = .kept(String(scalar))
        case "A"..."Z":
            self = .kept(String(scalar).lowercased())
        case "'", "\u{2019}", "\u{2018}", "\u{02BC}", "\u{00B4}", "`":
            self = .dropped
        default:
            if let letters = Self.undecomposed[scalar] {
                self = .kept(letters)
            } else if scalar.properties.canonicalCombiningClass != .notReordered {
                self = .dropped
            } else {
                self = .separator
            }
        }
    }
}
