// Strings: RFC 8259 section 7.
extension JSONParser {
    /// Reads a string; the index is at its opening quote.
    mutating func parseString() throws(JSONError) -> String {
        let opening = index
        index += 1
        let start = index
        try skipPlainCharacters(opening: opening)
        if bytes[index] == UInt8(ascii: "\"") {
            let text = String(decoding: bytes[start..<index], as: UTF8.self)
            index += 1
            return text
        }
        return try parseEscapedString(opening: opening)
    }

    /// Reads on in a string in which an escape has been met.
    private mutating func parseEscapedString(opening: Int) throws(JSONError) -> String {
        var text = Array(bytes[opening + 1..<index])
        while bytes[index] != UInt8(ascii: "\"") {
            text.append(contentsOf: UTF8.encode(try parseEscape()) ?? UTF8.encodedReplacementCharacter)
            let start = index
            try skipPlainCharacters(opening: opening)
            text.append(contentsOf: bytes[start..<index])
        }
        index += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// Moves to the next quote or backslash, or fails on what may not stand in a string.
    private mutating func skipPlainCharacters(opening: Int) throws(JSONError) {
        while true {
            index = endOfPlainASCII()
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): return
            case (0x80...)?: try skipMultibyteCharacter()
            case nil: throw failure("the text ends in the string that begins at byte \(opening)")
            default: throw failure("a control character in a string (write it as an escape)")
            }
        }
    }

    /// Where the plain characters from the index on end; the parser spends most of its time here.
    private func endOfPlainASCII() -> Int {
        let span = bytes.span
        var end = index
        while end < span.count {
            let byte = span[end]
            if byte &- 0x20 >= 0x60 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
            end += 1
        }
        return end
    }

    /// Steps over one well-formed UTF-8 sequence of two to four bytes (The Unicode Standard, table 3-7).
    private mutating func skipMultibyteCharacter() throws(JSONError) {
        let first = bytes[index]
        let second = index + 1 < bytes.count ? bytes[index + 1] : 0
        let length: Int
        switch (first, second) {
        case (0xC2...0xDF, 0x80...0xBF): length = 2
        case (0xE0, 0xA0...0xBF), (0xE1...0xEC, 0x80...0xBF), (0xED, 0x80...0x9F), (0xEE...0xEF, 0x80...0xBF):
            length = 3
        case (0xF0, 0x90...0xBF), (0xF1...0xF3, 0x80...0xBF), (0xF4, 0x80...0x8F): length = 4
        default: throw failure("a byte that is not UTF-8")
        }
        guard index + length <= bytes.count else { throw failure("a byte that is not UTF-8") }
        for continuation in bytes[index + 2..<index + length] where continuation & 0xC0 != 0x80 {
            throw failure("a byte that is not UTF-8")
        }
        index += length
    }

    /// Reads one escape, or two where they make a surrogate pair; the index is at a backslash.
    private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
        let start = index
        index += 1
        guard let letter = byte else { throw failure("the text ends in an escape") }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{08}"
        case UInt8(ascii: "f"): return "\u{0C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try parseUnicodeEscape(start: start)
        default: throw JSONError(offset: start, reason: "a backslash before what is no escape of JSON")
        }
    }

    private mutating func parseUnicodeEscape(start: Int) throws(JSONError) -> Unicode.Scalar {
        let unit = try parseHexDigits()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        let lone = JSONError(offset: start, reason: "an escape of half a surrogate pair")
        guard UTF16.isLeadSurrogate(unit), byte == UInt8(ascii: "\\") else { throw lone }
        index += 1
        guard byte == UInt8(ascii: "u") else { throw lone }
        index += 1
        let trail = try parseHexDigits()
        guard UTF16.isTrailSurrogate(trail) else { throw lone }
        let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(trail) - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw lone }
        return scalar
    }

    private mutating func parseHexDigits() throws(JSONError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            let digit: UInt8
            switch byte {
            case let byte? where (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
                digit = byte - UInt8(ascii: "0")
            case let byte? where (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte):
                digit = byte - UInt8(ascii: "a") + 10
            case let byte? where (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte):
                digit = byte - UInt8(ascii: "A") + 10
            default: throw unexpected(insteadOf: "a hexadecimal digit of a \\u escape")
            }
            unit = unit << 4 | UInt16(digit)
            index += 1
        }
        return unit
    }
}
