/// What a reader is told about a date that is none.
extension EDTFPointParser {
    func badYear(at start: Int, digits: Int, _ bytes: Span<UInt8>) -> EDTFFault {
        let stop = reader.offset + digits
        let next = stop < reader.end ? bytes[stop] : 0
        if start == reader.end {
            return EDTFFault(at: start, "no date", advice: "write 2023, 2023-11 or 2023-11-17, or XXXX if undated")
        }
        if next == UInt8(ascii: "x") || next == UInt8(ascii: "u") {
            return EDTFFault(at: stop, "unspecified digit \(Self.quoted(next))", advice: "write a capital X")
        }
        switch digits {
        case 0:
            if next == 0 { return EDTFFault(at: stop, "no year", advice: "a year has four digits") }
            return EDTFFault(at: stop, "no year, but \(Self.quoted(next))", advice: "a date begins with its year")
        case 1...3:
            return EDTFFault(at: start, "a year of \(digits) digit\(digits == 1 ? "" : "s")", advice: "a year has four")
        default:
            return EDTFFault(
                at: start, "a year of \(digits) digits",
                advice: "a year has four; longer ones begin with Y, as in Y12000")
        }
    }

    func missing(_ part: String, _ example: String, _ bytes: Span<UInt8>) -> EDTFFault {
        let next = reader.peek(bytes)
        if next == 0 || reader.patternLength(bytes) > 0 || next == UInt8(ascii: "-") {
            return EDTFFault(at: reader.offset, "no \(part) of two digits", advice: "a \(part) is written \(example)")
        }
        return EDTFFault(
            at: reader.offset, "no \(part), but \(Self.quoted(next))", advice: "a \(part) is written \(example)")
    }

    func badMonth(_ month: DigitPattern, at start: Int, _ bytes: Span<UInt8>) -> EDTFFault {
        let written = Self.text(bytes, start, 2)
        if month.isFixed, month.low > 20 {
            return EDTFFault(
                at: start, "month \(written)", advice: "months run 01 to 12, seasons and quarters 21 to 41")
        }
        return EDTFFault(at: start, "month \(written)", advice: "months run 01 to 12")
    }

    func badDay(year: EDTFYear, month: DigitPattern, day: DigitPattern, at start: Int, _ bytes: Span<UInt8>)
        -> EDTFFault
    {
        let written = Self.text(bytes, start, 2)
        guard year.pattern.isFixed, month.isFixed, (1...31).contains(where: day.matches) else {
            return EDTFFault(at: start, "day \(written)", advice: "no month that is meant here has it")
        }
        let sign = year.isNegative ? -1 : 1
        let length = CivilDay.length(ofMonth: month.low, year: sign * year.pattern.low)
        let name = CivilDay.text(ofYear: sign * year.pattern.low) + "-" + CivilDay.padded(month.low, to: 2)
        return EDTFFault(at: start, "day \(written)", advice: "\(name) has \(length) days")
    }

    func leftover(_ bytes: Span<UInt8>) -> EDTFFault {
        let next = reader.peek(bytes)
        switch next {
        case UInt8(ascii: " "):
            let isBeforeDigit = reader.offset + 1 < reader.end && EDTFReader.digit(bytes[reader.offset + 1]) != nil
            return EDTFFault(
                at: reader.offset, "a space within a date",
                advice: isBeforeDigit ? "leave it out; before a time of day write T" : "leave it out")
        case UInt8(ascii: "t"):
            return EDTFFault(at: reader.offset, "\"t\" before a time", advice: "write a capital T")
        default:
            return EDTFFault(at: reader.offset, "\(Self.quoted(next)) where the date should end")
        }
    }

    static func quoted(_ byte: UInt8) -> String {
        switch byte {
        case 0x20: "a space"
        case 0x21...0x7E: "\"\(Character(Unicode.Scalar(byte)))\""
        case 0x80...: "a character that no date has"
        default: "a control character"
        }
    }

    static func text(_ bytes: Span<UInt8>, _ start: Int, _ count: Int) -> String {
        var text = ""
        for place in start..<min(start + count, bytes.count) {
            text.unicodeScalars.append(Unicode.Scalar(bytes[place]))
        }
        return text
    }
}
