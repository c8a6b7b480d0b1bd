extension [UInt8] {
    /// Writes a number in decimal digits.
    mutating func append(decimal number: Int) {
        // No ledger writes numbers below nothing, but rows of a file that somebody altered may hold them.
        if number < 0 { append(UInt8(ascii: "-")) }
        let digits = number.magnitude
        var power: UInt = 1
        while digits / power > 9 { power *= 10 }
        while power > 0 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digits / power % 10))
            power /= 10
        }
    }
}
