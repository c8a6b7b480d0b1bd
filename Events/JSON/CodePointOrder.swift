/// A string that is told apart by its code points, for sets and dictionaries of JSON keys.
struct CodePoints: Hashable {
    let text: String

    init(_ text: String) {
        self.text = text
    }

    static func == (left: CodePoints, right: CodePoints) -> Bool {
        left.text.hasSameCodePoints(as: right.text)
    }

    func hash(into hasher: inout Hasher) {
        // Not the hash of `String`: all spellings of one canonical form would collide, and a hostile text can
        // hold thousands of those.
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension String {
    /// Whether both are the same sequence of code points, which is stricter than `==`.
    func hasSameCodePoints(as other: String) -> Bool {
        // The first two tests are cheap and settle nearly every case: canonically different is different.
        utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
    }

    /// Whether this sorts before the other by UTF-16 code units, as RFC 8785 section 3.2.3 orders keys.
    ///
    /// UTF-8 bytes sort by code point. The two orders differ in one place: characters beyond U+FFFF (first byte F0
    /// to F4) are surrogates D800 to DFFF in UTF-16 and so come before U+E000 to U+FFFF (first byte EE or EF).
    func precedesInUTF16(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8) { utf16Weight($0) < utf16Weight($1) }
    }
}

/// Moves the first bytes EE and EF behind F0 to F4 and leaves all others where they are.
private func utf16Weight(_ byte: UInt8) -> UInt8 {
    byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
}
