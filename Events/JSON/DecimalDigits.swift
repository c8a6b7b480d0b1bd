extension [UInt8] {
    /// Writes a number, which is not negative, in decimal digits.
    mutating func append(decimal number: Int) {
        var power = 1
        while number / power > 9 { power *= 10 }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number / power % 10))
            power /= 10
        }
    }
}
