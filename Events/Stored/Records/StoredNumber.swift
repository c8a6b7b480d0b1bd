/// Numbers as ECMAScript writes them, where they have at most 15 digits and no exponent: those that people write.
///
/// Two different decimals of 15 digits are never the same double, so that each is the shortest that its double has, and
/// stands as RFC 8785 has it. The digits as a whole number and the power of ten are exact, and so their quotient is the
/// double next to the decimal.
enum StoredNumber {
    /// The number that begins at an offset, and where it ends; nil where none does, or one that is seldom.
    static func read(_ bytes: RawSpan, _ start: Int) -> (value: Double, end: Int)? {
        let isNegative = bytes.byte(at: start) == UInt8(ascii: "-")
        let first = isNegative ? start + 1 : start
        guard let (whole, point) = digits(bytes, first) else { return nil }
        let isBelowOne = bytes.byte(at: first) == UInt8(ascii: "0")
        guard !isBelowOne || point == first + 1 else { return nil }
        var value = Double(whole)
        var end = point
        if bytes.byte(at: point) == UInt8(ascii: ".") {
            guard let (fraction, last) = digits(bytes, point + 1), bytes.byte(at: last - 1) != UInt8(ascii: "0") else {
                return nil
            }
            let count = last - point - 1
            guard point - first + count <= longest else { return nil }
            // Below a millionth it is written with an exponent.
            guard !isBelowOne || fraction >= powers[count] / 1_000_000 else { return nil }
            value = Double(whole * powers[count] + fraction) / Double(powers[count])
            end = last
        } else if isNegative, whole == 0 {
            return nil
        }
        return (isNegative ? -value : value, end)
    }

    /// The number that fills a place; nil where none does, or one that is seldom.
    static func value(_ bytes: RawSpan, _ place: StoredPlace) -> Double? {
        guard let number = read(bytes, place.start), number.end == place.end else { return nil }
        return number.value
    }

    private static let longest = 15
    private static let powers = (0...longest).map { (0..<$0).reduce(1) { power, _ in power * 10 } }

    /// One digit or more, at most 15 of them, and where they end.
    private static func digits(_ bytes: RawSpan, _ start: Int) -> (number: Int, end: Int)? {
        var number = 0
        var place = start
        while bytes.byte(at: place) &- UInt8(ascii: "0") < 10 {
            guard place - start < longest else { return nil }
            number = number * 10 + Int(bytes.byte(at: place) &- UInt8(ascii: "0"))
            place += 1
        }
        return place > start ? (number, place) : nil
    }
}
