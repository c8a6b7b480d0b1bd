/// Eight bytes at a time: how stored bytes are read where every nanosecond counts.
extension RawSpan {
    /// The eight bytes at an offset, the first one lowest; zeros beyond the end.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        // Any eight bytes make a UInt64, and the load itself checks that they lie within the span.
        if offset &+ 8 <= byteCount {
            return UInt64(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        return lastWord(at: offset)
    }

    @inline(never)
    private func lastWord(at offset: Int) -> UInt64 {
        var word: UInt64 = 0
        var place = offset
        while place < byteCount {
            word |= UInt64(byte(at: place)) << UInt64((place - offset) * 8)
            place += 1
        }
        return word
    }

    /// The byte at an offset, 0 beyond the end.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        // Any byte makes a UInt8, and the load itself checks that it lies within the span.
        offset < byteCount ? unsafeLoad(fromByteOffset: offset, as: UInt8.self) : 0
    }

    /// The bytes of a range as an array.
    func copied(_ range: Range<Int>) -> [UInt8] {
        range.map { byte(at: $0) }
    }
}

/// Questions about the eight bytes of a word, answered for all of them at once.
///
/// An answer has the highest bit of a byte set where it is yes. Where the comment says so, only the lowest yes counts:
/// a borrow can make further ones above it.
enum Bytes {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highBits: UInt64 = 0x8080_8080_8080_8080

    /// The lowest `count` bytes of a word.
    @inline(__always)
    static func mask(_ count: Int) -> UInt64 { count >= 8 ? ~0 : (1 &<< UInt64(count &* 8)) &- 1 }

    /// Which bytes are this one; the lowest yes counts.
    @inline(__always)
    static func equal(_ word: UInt64, to byte: UInt8) -> UInt64 {
        let difference = word ^ (ones &* UInt64(byte))
        return (difference &- ones) & ~difference & highBits
    }

    /// Which bytes are less than this one, at most 0x80; the lowest yes counts.
    @inline(__always)
    static func less(_ word: UInt64, than byte: UInt8) -> UInt64 {
        (word &- ones &* UInt64(byte)) & ~word & highBits
    }

    /// Which bytes are at least this one, exactly. All of the word is ASCII, and so is the byte.
    @inline(__always)
    static func atLeast(_ word: UInt64, _ byte: UInt8) -> UInt64 {
        (word &+ ones &* UInt64(0x80 - byte)) & highBits
    }

    /// Which bytes lie within this range, exactly. All of the word is ASCII, and so are the bounds, below 0x7F.
    @inline(__always)
    static func within(_ word: UInt64, _ first: UInt8, _ last: UInt8) -> UInt64 {
        atLeast(word, first) & ~atLeast(word, last + 1)
    }

    /// The place of the lowest yes.
    @inline(__always)
    static func first(_ answers: UInt64) -> Int { answers.trailingZeroBitCount &>> 3 }
}
