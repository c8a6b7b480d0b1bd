// Numbers: RFC 8259 section 6.
extension JSONParser {
    /// The largest whole number up to which a double holds every one exactly: 2⁵³ − 1.
    private static let largestExactInteger = 9_007_199_254_740_991.0

    /// Where ECMAScript, and so RFC 8785, begins to write numbers with an exponent.
    private static let firstWrittenWithExponent = 1e21

    /// Reads a number; the index is at its sign or first digit.
    mutating func parseNumber() throws(JSONError) -> Double {
        let start = index
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative { index += 1 }
        var decimal = Decimal()
        let firstDigit = index
        try parseDigits(into: &decimal)
        if bytes[firstDigit] == UInt8(ascii: "0"), index > firstDigit + 1 {
            throw JSONError(offset: start, reason: "a number that begins with a needless 0")
        }
        if byte == UInt8(ascii: ".") {
            index += 1
            let firstFractionDigit = index
            try parseDigits(into: &decimal)
            decimal.exponent = firstFractionDigit - index
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            index += 1
            decimal.exponent += try parseExponent()
        }
        let magnitude = decimal.exactValue ?? slowMagnitude(from: firstDigit)
        try check(magnitude, start: start)
        return isNegative ? -magnitude : magnitude
    }

    private mutating func parseDigits(into decimal: inout Decimal) throws(JSONError) {
        let first = index
        while index < bytes.count {
            let digit = bytes[index] &- UInt8(ascii: "0")
            guard digit < 10 else { break }
            decimal.append(digit)
            index += 1
        }
        if index == first { throw unexpected(insteadOf: "a digit") }
    }

    private mutating func parseExponent() throws(JSONError) -> Int {
        let isNegative = byte == UInt8(ascii: "-")
        if isNegative || byte == UInt8(ascii: "+") { index += 1 }
        var digits = Decimal()
        try parseDigits(into: &digits)
        // An exponent of a million already says zero or overflow for any text within the limits.
        let exponent = digits.isExact ? Int(min(digits.significand, 1_000_000)) : 1_000_000
        return isNegative ? -exponent : exponent
    }

    /// The nearest double to what is written from here to the index; infinite where it overflows.
    private func slowMagnitude(from firstDigit: Int) -> Double {
        Double(String(decoding: bytes[firstDigit..<index], as: UTF8.self)) ?? .infinity
    }

    /// Refuses what a double cannot hold.
    ///
    /// However it is spelled, a number between 2⁵³ and 10²¹ would be written canonically as a whole number that is
    /// refused here; it is refused at once, so that what has been read can always be written and read again.
    private func check(_ magnitude: Double, start: Int) throws(JSONError) {
        guard magnitude.isFinite else {
            throw JSONError(offset: start, reason: "a number too large for a double (write it as text)")
        }
        let isWritten = bytes[start..<index].contains { $0 == UInt8(ascii: ".") || $0 | 0x20 == UInt8(ascii: "e") }
        if magnitude > Self.largestExactInteger, !isWritten || magnitude < Self.firstWrittenWithExponent {
            let reason = "a whole number beyond ±9007199254740991, where doubles stop being exact (write it as text)"
            throw JSONError(offset: start, reason: reason)
        }
    }
}

/// A decimal number under way: significand × 10^exponent.
private struct Decimal {
    private(set) var significand: UInt64 = 0
    /// Whether the significand still has every digit that was read.
    private(set) var isExact = true
    var exponent = 0

    /// Powers of ten that a double holds exactly.
    private static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    mutating func append(_ digit: UInt8) {
        if significand < 100_000_000_000_000_000 {
            significand = significand * 10 + UInt64(digit)
        } else {
            isExact = false
        }
    }

    /// The value where one correctly rounded operation on exact operands gives it, which is nearly always.
    var exactValue: Double? {
        guard isExact, significand <= 1 << 53 else { return nil }
        switch exponent {
        case 0: return Double(significand)
        case 1...22: return Double(significand) * Self.powersOfTen[exponent]
        case -22...(-1): return Double(significand) / Self.powersOfTen[-exponent]
        default: return nil
        }
    }
}
