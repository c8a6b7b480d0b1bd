/// Reads the keys of members.
///
/// Events of a ledger are much alike: behind a key there mostly stands the one that stood behind it last. That one is
/// compared first, and only where it is not there is the key looked for among all.
struct KeyReader: Sendable {
    /// A key with its closing quote and the colon, as machine words.
    private struct Spelling: Sendable {
        let first: UInt64
        let second: UInt64
        let firstMask: UInt64
        let secondMask: UInt64
        /// Of the key alone.
        let count: Int

        init(_ key: String) {
            let bytes = Array((key + "\":").utf8)
            func word(_ start: Int) -> UInt64 {
                bytes.dropFirst(start).prefix(8).enumerated().reduce(0) {
                    $0 | UInt64($1.element) << UInt64($1.offset * 8)
                }
            }
            (first, second) = (word(0), word(8))
            firstMask = Bytes.mask(bytes.count)
            secondMask = bytes.count > 8 ? Bytes.mask(bytes.count - 8) : 0
            count = key.utf8.count
        }
    }

    /// The longest key that is known, in bytes: with quote and colon it fits into two words.
    static let longest = 14

    private let words = WordTable(StoredKey.allCases.map(\.text))
    private let spellings = StoredKey.allCases.map { Spelling($0.text) }

    /// The key whose first byte stands at an offset, and where its value begins; nil where none that is known does.
    ///
    /// - Parameter guess: The index of the key that is tried first.
    @inline(__always)
    func key(in bytes: RawSpan, at offset: Int, guess: Int) -> (index: Int, value: Int)? {
        let spelling = spellings[guess]
        let first = bytes.word(at: offset)
        if first & spelling.firstMask == spelling.first,
            spelling.secondMask == 0 || bytes.word(at: offset &+ 8) & spelling.secondMask == spelling.second
        {
            return (guess, offset &+ spelling.count &+ 2)
        }
        return otherKey(in: bytes, at: offset)
    }

    @inline(never)
    private func otherKey(in bytes: RawSpan, at offset: Int) -> (index: Int, value: Int)? {
        var quote = offset
        while bytes.byte(at: quote) != UInt8(ascii: "\"") {
            guard quote - offset < Self.longest, quote < bytes.byteCount else { return nil }
            quote += 1
        }
        guard let index = words.index(in: bytes, at: offset, count: quote - offset),
            bytes.byte(at: quote + 1) == UInt8(ascii: ":")
        else { return nil }
        return (index, quote + 2)
    }
}
