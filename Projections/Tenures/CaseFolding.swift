@_spi(_Unicode) import Swift

/// How titles and names are compared: NFC, without case, white space collapsed.
public enum CaseFolding {
    /// The folded form of a text. O(length).
    ///
    /// Case is folded by mapping to upper and then to lower case scalar by scalar (Unicode, full mappings), which
    /// makes one of `ß`, `ss` and `SS`, and of the two lower-case sigmas.
    public static func fold(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        var needsSpace = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace {
                needsSpace = !folded.isEmpty
                continue
            }
            if needsSpace {
                folded.append(" ")
                needsSpace = false
            }
            for upper in scalar.properties.uppercaseMapping.unicodeScalars {
                folded.append(contentsOf: upper.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(String.UnicodeScalarView(String(folded)._nfc))
    }

    /// The folded form without accents and other combining marks, for search. O(length).
    public static func searchKey(_ text: String) -> String {
        let folded = fold(text)
        let bare = folded._nfd.filter { $0.properties.generalCategory != .nonspacingMark }
        return String(String.UnicodeScalarView(String(String.UnicodeScalarView(bare))._nfc))
    }
}

extension CaseFolding {
    /// The folded first letters of a title's words, small words left out: `CEO` for Chief Executive Officer.
    public static func initials(_ text: String) -> String {
        let small: Set<String> = ["of", "the", "and", "for", "de", "la"]
        let words = fold(text).split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
        return String(words.filter { !small.contains($0) }.compactMap(\.first))
    }
}
