import Chronology

/// 64 lower-case hexadecimal digits: the ids of events.
enum Hex {
    /// Whether an event's id stands in a place.
    @inline(__always)
    static func isEventID(_ bytes: RawSpan, _ place: StoredPlace) -> Bool {
        guard place.count == 64 else { return false }
        var offset = place.start
        var wrong: UInt64 = 0
        while offset < place.end {
            let word = bytes.word(at: offset)
            let ascii = word & ~Bytes.highBits
            let digits = Bytes.within(ascii, UInt8(ascii: "0"), UInt8(ascii: "9"))
            let letters = Bytes.within(ascii, UInt8(ascii: "a"), UInt8(ascii: "f"))
            wrong |= ~(digits | letters) & Bytes.highBits | word & Bytes.highBits
            offset &+= 8
        }
        return wrong == 0
    }

    /// The first 8 bytes that digits stand for, the first one highest.
    @inline(__always)
    static func prefix(_ bytes: RawSpan, at offset: Int) -> UInt64 {
        half(bytes.word(at: offset)) << 32 | half(bytes.word(at: offset &+ 8))
    }

    /// The 4 bytes that the 8 digits of a word stand for.
    @inline(__always)
    private static func half(_ word: UInt64) -> UInt64 {
        // The low four bits of a digit, and 9 more for a letter; then each two neighbours are pushed together.
        var digits = (word & 0x0F0F_0F0F_0F0F_0F0F) &+ (word >> 6 & Bytes.ones) &* 9
        digits = digits.byteSwapped
        digits = (digits | digits >> 4) & 0x00FF_00FF_00FF_00FF
        digits = (digits | digits >> 8) & 0x0000_FFFF_0000_FFFF
        return (digits | digits >> 16) & 0xFFFF_FFFF
    }
}

/// Salts: 22 to 100 digits of base64url.
enum Base64Salt {
    @inline(__always)
    static func isSalt(_ bytes: RawSpan, _ place: StoredPlace) -> Bool {
        guard place.count >= 22, place.count <= 100 else { return false }
        var offset = place.start
        var wrong: UInt64 = 0
        while offset < place.end {
            let mask = Bytes.mask(place.end &- offset)
            let word = bytes.word(at: offset)
            let ascii = word & ~Bytes.highBits
            let digits = Bytes.within(ascii, UInt8(ascii: "0"), UInt8(ascii: "9"))
            let letters =
                Bytes.within(ascii, UInt8(ascii: "A"), UInt8(ascii: "Z"))
                | Bytes.within(ascii, UInt8(ascii: "a"), UInt8(ascii: "z"))
            let marks =
                Bytes.within(ascii, UInt8(ascii: "-"), UInt8(ascii: "-"))
                | Bytes.within(ascii, UInt8(ascii: "_"), UInt8(ascii: "_"))
            wrong |= (~(digits | letters | marks) & Bytes.highBits | word & Bytes.highBits) & mask
            offset &+= 8
        }
        return wrong == 0
    }
}

/// Times as the ledger writes them: `2026-11-25T17:39:42.123456Z`.
enum RecordedText {
    private static let count = 27

    @inline(__always)
    static func isTime(_ bytes: RawSpan, _ place: StoredPlace) -> Bool {
        guard place.count == count, PlainDate(bytes, from: place.start, to: place.start &+ 10) != nil else {
            return false
        }
        return digits(bytes, place.start &+ 10, after: "T", below: 24)
            && digits(bytes, place.start &+ 13, after: ":", below: 60)
            && digits(bytes, place.start &+ 16, after: ":", below: 60)
            && digits(bytes, place.start &+ 20, after: nil, below: 100)
            && digits(bytes, place.start &+ 22, after: nil, below: 100)
            && digits(bytes, place.start &+ 24, after: nil, below: 100)
            && bytes.byte(at: place.start &+ 19) == UInt8(ascii: ".")
            && bytes.byte(at: place.start &+ 26) == UInt8(ascii: "Z")
    }

    /// Whether two digits stand behind a mark, or at the offset itself.
    @inline(__always)
    private static func digits(_ bytes: RawSpan, _ offset: Int, after mark: Unicode.Scalar?, below bound: Int) -> Bool {
        var offset = offset
        if let mark {
            guard bytes.byte(at: offset) == UInt8(ascii: mark) else { return false }
            offset &+= 1
        }
        let tens = bytes.byte(at: offset) &- UInt8(ascii: "0")
        let ones = bytes.byte(at: offset &+ 1) &- UInt8(ascii: "0")
        return tens < 10 && ones < 10 && Int(tens) &* 10 &+ Int(ones) < bound
    }
}

/// The ids of entities.
enum SlugText {
    /// Whether a range of bytes holds an id: 1 to 100 of `a`–`z`, `0`–`9` and `-`, with no hyphen at either end.
    @inline(__always)
    static func isSlug(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        let count = end &- start
        guard count >= 1, count <= EntityID.maximumLength, bytes.byte(at: start) != UInt8(ascii: "-"),
            bytes.byte(at: end &- 1) != UInt8(ascii: "-")
        else { return false }
        var offset = start
        var wrong: UInt64 = 0
        while offset < end {
            let word = bytes.word(at: offset)
            let ascii = word & ~Bytes.highBits
            let good =
                Bytes.within(ascii, UInt8(ascii: "a"), UInt8(ascii: "z"))
                | Bytes.within(ascii, UInt8(ascii: "0"), UInt8(ascii: "9"))
                | Bytes.within(ascii, UInt8(ascii: "-"), UInt8(ascii: "-"))
            wrong |= (~good & Bytes.highBits | word & Bytes.highBits) & Bytes.mask(end &- offset)
            offset &+= 8
        }
        return wrong == 0
    }

    /// Whether an id is `unnamed` or `nobody`.
    @inline(__always)
    static func isReserved(_ bytes: RawSpan, from start: Int, to end: Int) -> Bool {
        let count = end &- start
        guard count == 6 || count == 7 else { return false }
        let word = bytes.word(at: start) & Bytes.mask(count)
        return count == 6 ? word == nobody : word == unnamed
    }

    private static let nobody: UInt64 = 0x79_646F_626F_6E
    private static let unnamed: UInt64 = 0x6465_6D61_6E6E_75
}
