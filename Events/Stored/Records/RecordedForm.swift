/// Texts in the form in which events have them.
enum RecordedForm {
    /// Whether a text without escapes is in normal form and has nothing that is refused, and not too many characters.
    @inline(__always)
    static func holds(_ bytes: RawSpan, _ place: StoredPlace, isWide: Bool, longest: Int) -> Bool {
        guard place.count > 0 else { return false }
        if isWide { return holdsWide(bytes, place, longest) }
        return place.count <= longest && bytes.byte(at: place.start) != 0x20 && bytes.byte(at: place.end &- 1) != 0x20
    }

    @inline(never)
    private static func holdsWide(_ bytes: RawSpan, _ place: StoredPlace, _ longest: Int) -> Bool {
        if place.count <= longest, isUsual(bytes, place) { return true }
        guard let text = String(validating: bytes.copied(place.start..<place.end), as: UTF8.self),
            text.unicodeScalars.count <= longest, (try? TextRules.check(text, allowingLines: false)) != nil
        else { return false }
        return TextRules.normalized(text).utf8.elementsEqual(text.utf8)
    }

    /// Whether a text has only characters of which it is known beforehand that they stay as they are in normal form,
    /// whatever stands beside them, and that none is refused: most texts of most scripts.
    private static func isUsual(_ bytes: RawSpan, _ place: StoredPlace) -> Bool {
        guard bytes.byte(at: place.start) != 0x20, bytes.byte(at: place.end &- 1) != 0x20 else { return false }
        var offset = place.start
        while offset < place.end {
            let first = bytes.byte(at: offset)
            if first < 0x7F {
                offset &+= 1
                continue
            }
            let isLong = first & 0xF0 == 0xE0
            guard isLong || first & 0xE0 == 0xC0, offset &+ (isLong ? 2 : 1) < place.end else { return false }
            let second = bytes.byte(at: offset &+ 1)
            let third = isLong ? bytes.byte(at: offset &+ 2) : 0x80
            guard second & 0xC0 == 0x80, third & 0xC0 == 0x80 else { return false }
            let scalar =
                isLong
                ? UInt32(first & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
                : UInt32(first & 0x1F) << 6 | UInt32(second & 0x3F)
            guard isUsual(scalar), scalar >= (isLong ? 0x800 : 0x80) else { return false }
            offset &+= isLong ? 3 : 2
        }
        return true
    }

    /// Starters that neither change nor join with what stands before them in NFC (Unicode Standard Annex #15, section
    /// 9), and are no white space.
    static func isUsual(_ scalar: UInt32) -> Bool {
        switch scalar {
        // Latin letters; Greek; Cyrillic.
        case 0x00A1...0x02FF, 0x0388...0x03FF, 0x0400...0x0482, 0x048A...0x052F: true
        // More Latin letters; dashes and quotation marks.
        case 0x1E00...0x1EFF, 0x2010...0x2027: true
        // Hiragana; Katakana; Chinese characters; Hangul.
        case 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xAC00...0xD7A3: true
        default: false
        }
    }
}
