/// Reads what follows `Y` (a year of five digits or more, or one with an exponent) and `S` (significant digits).
struct EDTFLongYearParser {
    var reader: EDTFReader

    /// Years beyond this on either side of 0 are refused.
    static let limit = 9_999_999_999

    /// A year as written, and those that it stands for where only some of its digits are significant.
    struct Years {
        let written: Int
        let possible: ClosedRange<Int>
        let unit: Int
    }

    init(reader: EDTFReader) {
        self.reader = reader
    }

    /// Reads a year behind its `Y`.
    mutating func parse(_ bytes: Span<UInt8>) throws(EDTFFault) -> Years {
        let start = reader.offset
        let isNegative = reader.skip("-", in: bytes)
        let digitsStart = reader.offset
        if reader.peek(bytes) == UInt8(ascii: "0") {
            throw EDTFFault(at: reader.offset, "a leading zero after Y", advice: "leave it out")
        }
        var year = try number(startingAt: start, bytes)
        let count = reader.offset - digitsStart
        guard count > 0 else { throw EDTFFault(at: reader.offset, "no year after Y", advice: "write Y12000 or Y17E7") }
        if reader.skip("E", in: bytes) {
            let exponentStart = reader.offset
            let exponent = try number(startingAt: start, bytes)
            guard reader.offset > exponentStart else {
                throw EDTFFault(at: reader.offset, "no exponent after E", advice: "Y17E7 is 170000000")
            }
            // A year of one digit is out of range from the eleventh power on.
            for _ in 0..<min(exponent, 11) {
                year *= 10
                guard year <= Self.limit else { throw outOfRange(at: start) }
            }
        } else if count < 5 {
            throw EDTFFault(
                at: start, "Y with a year of \(count) digits",
                advice: "years of up to four digits are written without Y")
        }
        if isNegative { year = -year }
        guard reader.skip("S", in: bytes) else { return Years(written: year, possible: year...year, unit: 1) }
        return try significantDigits(of: year, bytes)
    }

    /// Reads the count of significant digits behind its `S`.
    mutating func significantDigits(of year: Int, _ bytes: Span<UInt8>) throws(EDTFFault) -> Years {
        let start = reader.offset
        let count = try number(startingAt: start, bytes)
        guard reader.offset > start, count > 0 else {
            throw EDTFFault(at: start, "no number of significant digits after S", advice: "1950S2 gives two of four")
        }
        let magnitude = abs(year)
        let digits = String(magnitude).utf8.count
        var unit = 1
        for _ in 0..<max(0, digits - count) { unit *= 10 }
        let low = magnitude - magnitude % unit
        let high = low + unit - 1
        // The year 0 has no sign, so that a range of years before it ends at -1.
        let possible = year < 0 ? -high...(-max(low, 1)) : low...high
        return Years(written: year, possible: possible, unit: unit)
    }

    private mutating func number(startingAt start: Int, _ bytes: Span<UInt8>) throws(EDTFFault) -> Int {
        var number = 0
        while let digit = EDTFReader.digit(reader.peek(bytes)) {
            number = number * 10 + digit
            guard number <= Self.limit else { throw outOfRange(at: start) }
            reader.offset += 1
        }
        return number
    }

    private func outOfRange(at offset: Int) -> EDTFFault {
        EDTFFault(at: offset, "year out of range", advice: "years run to ±\(Self.limit)")
    }
}
