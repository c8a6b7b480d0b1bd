/// Up to four digits of which some may be unspecified (`X`), as in `19XX` or `0X`.
struct DigitPattern {
    /// The value with every unspecified digit read as 0.
    let low: Int

    /// The value with every unspecified digit read as 9.
    let high: Int

    /// One bit a digit, the rightmost digit lowest; set where the digit is unspecified.
    private let unspecified: UInt8

    private let width: Int

    init(low: Int, high: Int, unspecified: UInt8, width: Int) {
        self.low = low
        self.high = high
        self.unspecified = unspecified
        self.width = width
    }

    /// Every digit is given.
    var isFixed: Bool { unspecified == 0 }

    /// No digit is given.
    var isBlank: Bool { unspecified == 1 << UInt8(width) - 1 }

    /// What one step of the last given digit amounts to: 10 for `199X`, 100 for `19XX`.
    var unit: Int {
        var unit = 1
        for _ in 0..<(~unspecified).trailingZeroBitCount { unit *= 10 }
        return unit
    }

    func matches(_ value: Int) -> Bool {
        var rest = value
        var own = low
        for place in 0..<UInt8(width) {
            if unspecified >> place & 1 == 0, rest % 10 != own % 10 { return false }
            rest /= 10
            own /= 10
        }
        return rest == 0
    }
}
