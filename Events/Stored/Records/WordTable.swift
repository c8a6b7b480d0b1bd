/// Finds which of a few words, known beforehand, stands at a place in some bytes: in one step, whichever it is.
///
/// Words have 1 to 24 bytes. Each of them is kept as three machine words in a place that its bytes decide; the
/// multiplier is chosen when the table is made so that no two share one.
struct WordTable: Sendable {
    private struct Entry: Sendable {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var count = 0
        var index = -1
    }

    static let longest = 24

    private let entries: [Entry]
    private let multiplier: UInt64
    private let shift: UInt64

    /// Makes the table of these words, each of which stands once.
    init(_ words: [String]) {
        var sizeBits: UInt64 = 1
        while 1 << sizeBits < words.count * 4 { sizeBits += 1 }
        let made = words.enumerated().map { index, word in
            let bytes = Array(word.utf8)
            return Entry(
                words: (Self.word(bytes, 0), Self.word(bytes, 8), Self.word(bytes, 16)), count: bytes.count,
                index: index)
        }
        var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        var found: [Entry]?
        while found == nil {
            multiplier = multiplier &* 0xD134_2543_DE82_EF95 | 1
            found = Self.placed(made, multiplier, 64 - sizeBits)
        }
        self.multiplier = multiplier
        entries = found ?? []
        shift = 64 - sizeBits
    }

    /// The index of the word of `count` bytes that stands at an offset; nil where it is none of them.
    @inline(__always)
    func index(in bytes: RawSpan, at offset: Int, count: Int) -> Int? {
        guard count > 0, count <= Self.longest else { return nil }
        let words = (
            bytes.word(at: offset) & Bytes.mask(count),
            count > 8 ? bytes.word(at: offset &+ 8) & Bytes.mask(count &- 8) : 0,
            count > 16 ? bytes.word(at: offset &+ 16) & Bytes.mask(count &- 16) : 0
        )
        let entry = entries[Self.place(words, multiplier, shift)]
        guard entry.count == count, entry.words == words else { return nil }
        return entry.index
    }

    private static func placed(_ entries: [Entry], _ multiplier: UInt64, _ shift: UInt64) -> [Entry]? {
        var table = [Entry](repeating: Entry(), count: 1 << (64 - shift))
        for entry in entries {
            let place = place(entry.words, multiplier, shift)
            if table[place].index >= 0 { return nil }
            table[place] = entry
        }
        return table
    }

    @inline(__always)
    private static func place(_ words: (UInt64, UInt64, UInt64), _ multiplier: UInt64, _ shift: UInt64) -> Int {
        let mixed = (words.0 &+ words.1 &* 0x2545_F491_4F6C_DD1D ^ words.2 &* 0x5851_F42D_4C95_7F2D) &* multiplier
        return Int(truncatingIfNeeded: mixed &>> shift)
    }

    private static func word(_ bytes: [UInt8], _ start: Int) -> UInt64 {
        var word: UInt64 = 0
        for (place, byte) in bytes.dropFirst(start).prefix(8).enumerated() { word |= UInt64(byte) << UInt64(place * 8) }
        return word
    }
}
