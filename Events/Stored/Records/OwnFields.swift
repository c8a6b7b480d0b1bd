/// The user's own fields, `x`: looked through, never interpreted.
enum OwnFields {
    private static let deepest = 16

    /// Whether an object that is not empty stands in a place, canonical and with nothing that is refused.
    static func areCanonical(_ bytes: RawSpan, _ place: StoredPlace) -> Bool {
        guard place.count > 2, bytes.byte(at: place.start) == UInt8(ascii: "{") else { return false }
        return end(ofValue: bytes, place.start, depth: 0) == place.end
    }

    /// Where a value ends; nil where it is not canonical or not plain.
    private static func end(ofValue bytes: RawSpan, _ start: Int, depth: Int) -> Int? {
        guard depth < deepest else { return nil }
        switch bytes.byte(at: start) {
        case UInt8(ascii: "\""): return endOfText(bytes, start)
        case UInt8(ascii: "{"): return endOfObject(bytes, start, depth: depth)
        case UInt8(ascii: "["): return endOfArray(bytes, start, depth: depth)
        case UInt8(ascii: "t"): return endOfWord(bytes, start, 0x6575_7274, 4)
        case UInt8(ascii: "f"): return endOfWord(bytes, start, 0x65_736C_6166, 5)
        case UInt8(ascii: "n"): return endOfWord(bytes, start, 0x6C6C_756E, 4)
        default: return StoredNumber.read(bytes, start)?.end
        }
    }

    private static func endOfWord(_ bytes: RawSpan, _ start: Int, _ word: UInt64, _ count: Int) -> Int? {
        bytes.word(at: start) & Bytes.mask(count) == word ? start + count : nil
    }

    /// Where a text ends that is printable ASCII without escapes.
    private static func endOfText(_ bytes: RawSpan, _ start: Int) -> Int? {
        let text = StoredText(bytes, from: start + 1)
        return text.end >= 0 && !text.isEscaped && !text.isWide ? text.end + 1 : nil
    }

    private static func endOfArray(_ bytes: RawSpan, _ start: Int, depth: Int) -> Int? {
        var place = start + 1
        if bytes.byte(at: place) == UInt8(ascii: "]") { return place + 1 }
        while true {
            guard let end = end(ofValue: bytes, place, depth: depth + 1) else { return nil }
            switch bytes.byte(at: end) {
            case UInt8(ascii: ","): place = end + 1
            case UInt8(ascii: "]"): return end + 1
            default: return nil
            }
        }
    }

    private static func endOfObject(_ bytes: RawSpan, _ start: Int, depth: Int) -> Int? {
        var place = start + 1
        if bytes.byte(at: place) == UInt8(ascii: "}") { return place + 1 }
        var last: Range<Int>?
        while true {
            guard bytes.byte(at: place) == UInt8(ascii: "\""), let end = endOfText(bytes, place) else { return nil }
            let key = place + 1..<end - 1
            if let last, !precedes(bytes, last, key) { return nil }
            last = key
            guard bytes.byte(at: end) == UInt8(ascii: ":"),
                let end = self.end(ofValue: bytes, end + 1, depth: depth + 1)
            else { return nil }
            switch bytes.byte(at: end) {
            case UInt8(ascii: ","): place = end + 1
            case UInt8(ascii: "}"): return end + 1
            default: return nil
            }
        }
    }

    /// Whether one key sorts before another: both are ASCII, so that bytes sort as UTF-16 does.
    private static func precedes(_ bytes: RawSpan, _ first: Range<Int>, _ second: Range<Int>) -> Bool {
        for (one, other) in zip(first, second) where bytes.byte(at: one) != bytes.byte(at: other) {
            return bytes.byte(at: one) < bytes.byte(at: other)
        }
        return first.count < second.count
    }
}
