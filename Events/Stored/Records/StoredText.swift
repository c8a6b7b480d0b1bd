/// A range of stored bytes in 32 bits.
struct StoredPlace: Sendable, BitwiseCopyable {
    let bits: UInt32

    init(bits: UInt32) { self.bits = bits }

    /// Both offsets are at most 65,535.
    @inline(__always)
    init(_ start: Int, _ end: Int) { bits = UInt32(truncatingIfNeeded: start << 16 | end) }

    @inline(__always)
    var start: Int { Int(bits >> 16) }
    @inline(__always)
    var end: Int { Int(bits & 0xFFFF) }
    @inline(__always)
    var count: Int { end - start }
}

/// One string of stored bytes: where it ends and what stands in it.
struct StoredText {
    /// Where the quote behind it stands; -1 where there is none, or a control character before it.
    private(set) var end = -1
    /// Whether it has an escape.
    private(set) var isEscaped = false
    /// Whether it has a byte that is not printable ASCII.
    private(set) var isWide = false

    /// Looks through the string whose first byte stands at an offset.
    @inline(__always)
    init(_ bytes: RawSpan, from start: Int) {
        var place = start
        var high: UInt64 = 0
        while place < bytes.byteCount {
            let word = bytes.word(at: place)
            let stops =
                Bytes.equal(word, to: UInt8(ascii: "\"")) | Bytes.equal(word, to: UInt8(ascii: "\\"))
                | Bytes.less(word, than: 0x20)
            if stops == 0 {
                high |= word & Bytes.highBits | Bytes.equal(word, to: 0x7F)
                place += 8
                continue
            }
            let first = Bytes.first(stops)
            let before = word & Bytes.mask(first)
            high |= before & Bytes.highBits | Bytes.equal(before, to: 0x7F)
            place += first
            let stop = UInt8(truncatingIfNeeded: word >> UInt64(first * 8))
            if stop == UInt8(ascii: "\"") {
                end = place
                break
            }
            guard stop == UInt8(ascii: "\\") else { break }
            isEscaped = true
            place += 2
        }
        isWide = high != 0
    }
}
