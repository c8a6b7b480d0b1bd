extension Double {
    /// The number as ECMAScript's `Number::toString` writes it, which RFC 8785 section 3.2.2.3 asks for.
    ///
    /// The fewest digits that read back as this double, and of those the nearest; an exponent from 1e+21 up and
    /// below 1e-6. Negative zero is `0`. The number must be finite.
    var ecmaScriptDescription: String {
        precondition(isFinite, "JSON has no number that is not finite")
        if magnitude < 0x1p53, Double(Int64(self)) == self { return String(Int64(self)) }
        let (digits, pointPosition) = magnitude.shortestDigits
        return (self < 0 ? "-" : "") + Self.layOut(digits, pointPosition: pointPosition)
    }

    /// The shortest digits d₁d₂… without zeros around them and n such that the value is 0.d₁d₂… × 10ⁿ.
    private var shortestDigits: (digits: [UInt8], pointPosition: Int) {
        // `description` gives the right digits; only its layout is Swift's own ("5e-324", "100.0", "1e+16").
        var digits: [UInt8] = []
        var pointPosition: Int?
        var exponent = 0
        let text = Array(description.utf8)
        for (index, byte) in text.enumerated() {
            if byte == UInt8(ascii: ".") {
                pointPosition = digits.count
            } else if byte == UInt8(ascii: "e") {
                exponent = Int(String(decoding: text[(index + 1)...], as: UTF8.self)) ?? 0
                break
            } else {
                digits.append(byte)
            }
        }
        var position = (pointPosition ?? digits.count) + exponent
        while digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
        let leadingZeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(leadingZeros)
        position -= leadingZeros
        return (digits, position)
    }

    /// Lays digits out by the cases of ECMA-262, Number::toString.
    private static func layOut(_ digits: [UInt8], pointPosition: Int) -> String {
        let text = String(decoding: digits, as: UTF8.self)
        switch pointPosition {
        case digits.count...21 where digits.count <= 21:
            return text + String(repeating: "0", count: pointPosition - digits.count)
        case 1...21:
            return text.prefix(pointPosition) + "." + text.dropFirst(pointPosition)
        case -5...0:
            return "0." + String(repeating: "0", count: -pointPosition) + text
        default:
            let exponent = pointPosition - 1
            let sign = exponent < 0 ? "-" : "+"
            let fraction = digits.count > 1 ? "." + text.dropFirst() : ""
            return text.prefix(1) + fraction + "e" + sign + String(exponent.magnitude)
        }
    }
}
