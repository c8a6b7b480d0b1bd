@_spi(_Unicode) import Swift

/// How titles and names are compared: NFC, without case, white space collapsed.
public enum CaseFolding {
    /// The folded form of a text. O(length).
    ///
    /// Case is folded by mapping to lower, upper and lower case again scalar by scalar (Unicode, full mappings), which
    /// makes one of `ẞ`, `ß`, `ss` and `SS`, and of the two lower-case sigmas.
    public static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return foldASCII(text) }
        var folded = String.UnicodeScalarView()
        var needsSpace = false
        // In NFC first: in a text that is in no normal form, folding a mark can keep others from their order.
        for scalar in text._nfc {
            if scalar.properties.isWhitespace {
                needsSpace = !folded.isEmpty
                continue
            }
            if needsSpace {
                folded.append(" ")
                needsSpace = false
            }
            // Most of a text that is not all ASCII is: that takes no look at Unicode's tables.
            if scalar.isASCII {
                folded.append(("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar)
                continue
            }
            for lower in scalar.properties.lowercaseMapping.unicodeScalars {
                for upper in lower.properties.uppercaseMapping.unicodeScalars {
                    folded.append(contentsOf: upper.properties.lowercaseMapping.unicodeScalars)
                }
            }
        }
        return String(String.UnicodeScalarView(String(folded)._nfc))
    }

    /// The same for ASCII, as most titles are, without a look at Unicode's tables.
    private static func foldASCII(_ text: String) -> String {
        var folded: [UInt8] = []
        folded.reserveCapacity(text.utf8.count)
        appendFolded(text.utf8.span, to: &folded)
        return String(decoding: folded, as: UTF8.self)
    }

    /// Appends the folded form of a text in ASCII, which is its search key too, without making a string of it.
    ///
    /// - Returns: Whether the text is ASCII; where it is not, nothing is appended. O(length).
    public static func appendFoldedASCII(_ text: Span<UInt8>, to output: inout [UInt8]) -> Bool {
        var bits: UInt8 = 0
        for place in text.indices { bits |= text[place] }
        guard bits < 0x80 else { return false }
        appendFolded(text, to: &output)
        return true
    }

    private static func appendFolded(_ text: Span<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        var needsSpace = false
        for place in text.indices {
            let byte = text[place]
            if byte == 0x20 || (0x09...0x0D).contains(byte) {
                needsSpace = output.count > start
                continue
            }
            if needsSpace { output.append(0x20) }
            needsSpace = false
            output.append((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)
        }
    }

    /// Whether a search key holds another, compared as bytes as SQLite's `instr` does. O(length × length).
    ///
    /// Swift's own `contains` looks for whole characters, and क is none in कि.
    public static func searchKey(_ key: String, holds word: String) -> Bool {
        let (bytes, wanted) = (Array(key.utf8), Array(word.utf8))
        guard bytes.count >= wanted.count else { return false }
        return (0...bytes.count - wanted.count).contains { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
    }

    /// The folded form without accents and other combining marks, for search. O(length).
    public static func searchKey(_ text: String) -> String {
        unaccented(folded: fold(text))
    }

    /// The search key of a text that is folded already. O(length).
    public static func unaccented(folded: String) -> String {
        // In ASCII there are no marks, and what is folded once stays as it is.
        if folded.utf8.allSatisfy({ $0 < 0x80 }) { return folded }
        let bare = folded._nfd.filter { $0.properties.generalCategory != .nonspacingMark }
        // Once more: where a mark stood alone, white space is left.
        return fold(String(String.UnicodeScalarView(bare)))
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
