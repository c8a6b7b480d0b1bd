extension [UInt8] {
    /// Appends a string as JSON, escaping only what must be (RFC 8785 section 3.2.2.2).
    ///
    /// `\b \t \n \f \r \" \\` where they exist, `\u00xx` in lower case for the other control characters below U+0020.
    mutating func appendJSONString(_ text: String) {
        append(UInt8(ascii: "\""))
        let start = count
        append(contentsOf: text.utf8)
        // Nearly every string needs no escape, and copying it whole is by far the quickest.
        if let firstEscaped = firstIndexToEscape(from: start) {
            removeSubrange(firstEscaped...)
            for byte in text.utf8.dropFirst(firstEscaped - start) { appendEscaped(byte) }
        }
        append(UInt8(ascii: "\""))
    }

    private func firstIndexToEscape(from start: Int) -> Int? {
        let bytes = span
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
            index += 1
        }
        return nil
    }

    private mutating func appendEscaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): appendEscape(byte)
        case 0x20...: append(byte)
        case 0x08: appendEscape(UInt8(ascii: "b"))
        case 0x09: appendEscape(UInt8(ascii: "t"))
        case 0x0A: appendEscape(UInt8(ascii: "n"))
        case 0x0C: appendEscape(UInt8(ascii: "f"))
        case 0x0D: appendEscape(UInt8(ascii: "r"))
        default:
            append(contentsOf: "\\u00".utf8)
            append(hexDigit(byte >> 4))
            append(hexDigit(byte & 15))
        }
    }

    private mutating func appendEscape(_ letter: UInt8) {
        append(UInt8(ascii: "\\"))
        append(letter)
    }
}

private func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
}
