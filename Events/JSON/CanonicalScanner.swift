/// Tells canonical JSON from all other text, in one pass and without making values of it.
///
/// It accepts exactly what `JSONReader` reads and `CanonicalJSON` writes again byte by byte (RFC 8785): keys in the order
/// of their UTF-16 code units and each once, no white space, the fewest escapes, numbers as ECMAScript writes them, UTF-8
/// that is well formed, depth and length bounded. A scanner can be used again and again; it keeps its memory.
public struct CanonicalScanner: Sendable {
    /// Where a member of the outermost object stands, as offsets into the text.
    public struct Member: Sendable {
        /// The key between its quotes, as written: escapes are still escapes.
        public let key: Range<Int>
        /// The value, its quotes included where it is a string.
        public let value: Range<Int>

        /// The key with its quotes, the colon and the value.
        public var whole: Range<Int> { key.lowerBound - 1..<value.upperBound }
    }

    /// The members of the object that was scanned last; none where it was no object.
    public private(set) var members: [Member] = []
    /// Whether every byte that was scanned last is ASCII, so that all of it is in NFC.
    public private(set) var isASCII = true

    private var index = 0
    private var maximumDepth = 0

    public init() {}

    /// Scans one text.
    ///
    /// - Throws: `JSONError` with the place of the first offence. What ``members`` then holds means nothing.
    public mutating func scan(
        _ text: [UInt8], maximumDepth: Int = JSONReader.defaultDepth, maximumBytes: Int = JSONReader.defaultBytes
    ) throws(JSONError) {
        guard text.count <= maximumBytes else {
            throw JSONError(offset: max(maximumBytes, 0), reason: "longer than \(maximumBytes) bytes")
        }
        members.removeAll(keepingCapacity: true)
        isASCII = true
        index = 0
        self.maximumDepth = min(maximumDepth, JSONReader.deepestNesting)
        let bytes = text.span
        try scanValue(bytes, depth: 0)
        guard index == bytes.count else { throw failure("more than one value") }
    }

    private mutating func scanValue(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) {
        guard index < bytes.count else { throw failure("the text ends where a value was expected") }
        switch bytes[index] {
        case UInt8(ascii: "\""): try scanString(bytes)
        case UInt8(ascii: "{"): try scanObject(bytes, depth: depth)
        case UInt8(ascii: "["): try scanArray(bytes, depth: depth)
        case UInt8(ascii: "t"): try scanWord(Self.words.true, bytes)
        case UInt8(ascii: "f"): try scanWord(Self.words.false, bytes)
        case UInt8(ascii: "n"): try scanWord(Self.words.null, bytes)
        default: try scanNumber(bytes)
        }
    }

    private static let words = (true: Array("true".utf8), false: Array("false".utf8), null: Array("null".utf8))

    private mutating func scanWord(_ word: [UInt8], _ bytes: Span<UInt8>) throws(JSONError) {
        for place in 0..<word.count {
            guard index + place < bytes.count, bytes[index + place] == word[place] else {
                throw failure("a word that is not true, false or null")
            }
        }
        index += word.count
    }

    private mutating func scanArray(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) {
        try enter(depth)
        if take(UInt8(ascii: "]"), bytes) { return }
        while true {
            try scanValue(bytes, depth: depth + 1)
            if take(UInt8(ascii: ","), bytes) { continue }
            guard take(UInt8(ascii: "]"), bytes) else { throw failure("no comma or bracket behind an element") }
            return
        }
    }

    private mutating func scanObject(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) {
        try enter(depth)
        if take(UInt8(ascii: "}"), bytes) { return }
        var last: Range<Int>?
        while true {
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw failure("no key") }
            let start = index + 1
            try scanString(bytes)
            let key = start..<index - 1
            if let last, !Self.precedes(last, key, bytes) {
                throw JSONError(offset: start - 1, reason: "a key that does not sort behind the one before it")
            }
            last = key
            guard take(UInt8(ascii: ":"), bytes) else { throw failure("no colon behind a key") }
            let valueStart = index
            try scanValue(bytes, depth: depth + 1)
            if depth == 0 { members.append(Member(key: key, value: valueStart..<index)) }
            if take(UInt8(ascii: ","), bytes) { continue }
            guard take(UInt8(ascii: "}"), bytes) else { throw failure("no comma or brace behind a member") }
            return
        }
    }

    private mutating func enter(_ depth: Int) throws(JSONError) {
        guard depth < maximumDepth else { throw failure("arrays and objects nested deeper than \(maximumDepth)") }
        index += 1
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard index < bytes.count, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    @inline(never)
    private func failure(_ reason: String) -> JSONError { JSONError(offset: index, reason: reason) }
}

// Numbers.
extension CanonicalScanner {
    /// Whole numbers of up to 15 digits need no arithmetic: they are written as they read.
    private static let plainDigits = 15

    private mutating func scanNumber(_ bytes: Span<UInt8>) throws(JSONError) {
        let start = index
        var end = start
        if bytes[end] == UInt8(ascii: "-") { end += 1 }
        let firstDigit = end
        while end < bytes.count, bytes[end] &- UInt8(ascii: "0") < 10 { end += 1 }
        let continues = end < bytes.count && (bytes[end] == UInt8(ascii: ".") || bytes[end] | 0x20 == UInt8(ascii: "e"))
        if end > firstDigit, end - firstDigit <= Self.plainDigits, !continues {
            // "0" stands alone, without a sign.
            guard bytes[firstDigit] != UInt8(ascii: "0") || end == start + 1 else {
                throw failure("a number that is not written as ECMAScript writes it")
            }
            index = end
            return
        }
        while end < bytes.count, Self.canStandInNumber(bytes[end]) { end += 1 }
        guard end > start else { throw failure("what is no value, or stands behind white space") }
        var written: [UInt8] = []
        for place in start..<end { written.append(bytes[place]) }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.parse(written)
        } catch {
            throw JSONError(offset: start + error.offset, reason: error.reason)
        }
        guard CanonicalJSON.bytes(value) == written else {
            throw failure("a number that is not written as ECMAScript writes it")
        }
        index = end
    }

    private static func canStandInNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}

// Strings.
extension CanonicalScanner {
    /// Steps over a string; the index is at its opening quote.
    private mutating func scanString(_ bytes: Span<UInt8>) throws(JSONError) {
        var place = index + 1
        let count = bytes.count
        while true {
            while place < count {
                let byte = bytes[place]
                if byte &- 0x20 >= 0x60 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
                place += 1
            }
            guard place < count else {
                index = place
                throw failure("the text ends in a string")
            }
            switch bytes[place] {
            case UInt8(ascii: "\""):
                index = place + 1
                return
            case UInt8(ascii: "\\"):
                index = place
                place += try lengthOfEscape(bytes)
            case 0x80...:
                isASCII = false
                index = place
                place += try lengthOfCharacter(bytes)
            case 0x7F:
                place += 1
            default:
                index = place
                throw failure("a control character in a string")
            }
        }
    }

    /// How many bytes the escape at the index has; only the one spelling that is canonical is taken.
    private func lengthOfEscape(_ bytes: Span<UInt8>) throws(JSONError) -> Int {
        let letter = index + 1 < bytes.count ? bytes[index + 1] : 0
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "b"), UInt8(ascii: "t"), UInt8(ascii: "n"),
            UInt8(ascii: "f"), UInt8(ascii: "r"):
            return 2
        case UInt8(ascii: "u"):
            guard let value = Self.escapedControl(bytes, at: index) else { break }
            switch value {
            case 0x08, 0x09, 0x0A, 0x0C, 0x0D: throw failure("a long escape where there is a short one")
            default: return 6
            }
        default:
            break
        }
        throw failure("an escape that is not needed, or not in lower case")
    }

    /// The control character of an escape such as `\u001f`; nil for any other.
    private static func escapedControl(_ bytes: Span<UInt8>, at start: Int) -> UInt8? {
        guard start + 6 <= bytes.count, bytes[start + 2] == UInt8(ascii: "0"), bytes[start + 3] == UInt8(ascii: "0"),
            bytes[start + 4] == UInt8(ascii: "0") || bytes[start + 4] == UInt8(ascii: "1")
        else { return nil }
        let high = bytes[start + 4] - UInt8(ascii: "0")
        switch bytes[start + 5] {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): return high << 4 | (bytes[start + 5] - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): return high << 4 | (bytes[start + 5] - UInt8(ascii: "a") + 10)
        default: return nil
        }
    }

    /// How many bytes the well-formed UTF-8 sequence at the index has (The Unicode Standard, table 3-7).
    private func lengthOfCharacter(_ bytes: Span<UInt8>) throws(JSONError) -> Int {
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let length: Int
        switch (bytes[index], second) {
        case (0xC2...0xDF, 0x80...0xBF): length = 2
        case (0xE0, 0xA0...0xBF), (0xE1...0xEC, 0x80...0xBF), (0xED, 0x80...0x9F), (0xEE...0xEF, 0x80...0xBF):
            length = 3
        case (0xF0, 0x90...0xBF), (0xF1...0xF3, 0x80...0xBF), (0xF4, 0x80...0x8F): length = 4
        default: throw failure("a byte that is not UTF-8")
        }
        guard index + length <= bytes.count else { throw failure("a byte that is not UTF-8") }
        var place = index + 2
        while place < index + length {
            guard bytes[place] & 0xC0 == 0x80 else { throw failure("a byte that is not UTF-8") }
            place += 1
        }
        return length
    }
}

// The order of keys.
extension CanonicalScanner {
    /// Whether one key sorts before another by UTF-16 code units (RFC 8785, section 3.2.3).
    private static func precedes(_ left: Range<Int>, _ right: Range<Int>, _ bytes: Span<UInt8>) -> Bool {
        var (first, second) = (left.lowerBound, right.lowerBound)
        while first < left.upperBound, second < right.upperBound {
            let (one, other) = (unit(bytes, &first), unit(bytes, &second))
            if one != other { return one < other }
        }
        return first == left.upperBound && second < right.upperBound
    }

    /// The next byte of a key, an escape as the character that it stands for, weighed so that bytes compare as UTF-16.
    @inline(__always)
    private static func unit(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt8 {
        let byte = bytes[place]
        place += 1
        guard byte != UInt8(ascii: "\\") else { return escaped(bytes, &place) }
        // UTF-8 sorts by code point; in UTF-16 those beyond U+FFFF (F0 to F4) come before U+E000 to U+FFFF (EE, EF).
        return byte == 0xEE || byte == 0xEF ? byte + 0x10 : byte
    }

    /// The character of an escape that was found canonical; the place is behind its backslash.
    private static func escaped(_ bytes: Span<UInt8>, _ place: inout Int) -> UInt8 {
        let letter = bytes[place]
        place += 1
        switch letter {
        case UInt8(ascii: "b"): return 0x08
        case UInt8(ascii: "t"): return 0x09
        case UInt8(ascii: "n"): return 0x0A
        case UInt8(ascii: "f"): return 0x0C
        case UInt8(ascii: "r"): return 0x0D
        case UInt8(ascii: "u"):
            let value = escapedControl(bytes, at: place - 2) ?? 0
            place += 4
            return value
        default: return letter
        }
    }
}
