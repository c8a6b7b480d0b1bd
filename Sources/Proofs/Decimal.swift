/// Numbers as the formats of logs write them: decimal digits, no sign, no leading zero, within 63 bits.
enum Decimal {
    /// Reads a number in its only spelling; nil for anything else.
    static func parse(_ text: some StringProtocol) -> Int? {
        guard text == "0" || text.utf8.first != UInt8(ascii: "0") else { return nil }
        guard !text.isEmpty else { return nil }
        var number = 0
        for digit in text.utf8 {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            let (tens, overflow) = number.multipliedReportingOverflow(by: 10)
            let (sum, overflowed) = tens.addingReportingOverflow(Int(digit - UInt8(ascii: "0")))
            guard !overflow, !overflowed else { return nil }
            number = sum
        }
        return number
    }
}
