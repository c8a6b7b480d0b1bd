/// Reads what follows `T`: `23:20:30`, `23:20:30Z`, `23:20+04:30`, `07-04`.
struct EDTFTimeParser {
    var reader: EDTFReader

    init(reader: EDTFReader) {
        self.reader = reader
    }

    mutating func parse(_ bytes: Span<UInt8>) throws(EDTFFault) -> ClockTime {
        let hourStart = reader.offset
        guard let hour = reader.twoDigits(bytes) else {
            throw EDTFFault(at: hourStart, "no hour of two digits after T", advice: "a time is written T09:30")
        }
        guard hour < 24 else {
            throw EDTFFault(at: hourStart, "hour \(hour)", advice: "hours run 00 to 23; midnight begins the next day")
        }
        var minute: Int?
        var second: Int?
        if reader.skip(":", in: bytes) {
            minute = try sixtieth("minute", bytes)
            if reader.skip(":", in: bytes) {
                second = try sixtieth("second", bytes)
                if reader.peek(bytes) == UInt8(ascii: ".") || reader.peek(bytes) == UInt8(ascii: ",") {
                    throw EDTFFault(at: reader.offset, "a fraction of a second", advice: "a time goes to the second")
                }
            }
        }
        return ClockTime(hour: hour, minute: minute, second: second, offsetMinutes: try offset(bytes))
    }

    private mutating func sixtieth(_ unit: String, _ bytes: Span<UInt8>) throws(EDTFFault) -> Int {
        let start = reader.offset
        guard let value = reader.twoDigits(bytes) else {
            throw EDTFFault(at: start, "no \(unit) of two digits", advice: "a time is written T09:30 or T09:30:00")
        }
        guard value < 60 else { throw EDTFFault(at: start, "\(unit) \(value)", advice: "\(unit)s run 00 to 59") }
        return value
    }

    private mutating func offset(_ bytes: Span<UInt8>) throws(EDTFFault) -> Int? {
        let start = reader.offset
        if reader.peek(bytes) == UInt8(ascii: "z") {
            throw EDTFFault(at: start, "\"z\" after a time", advice: "write a capital Z")
        }
        if reader.skip("Z", in: bytes) { return 0 }
        let isWest = reader.skip("-", in: bytes)
        guard isWest || reader.skip("+", in: bytes) else { return nil }
        guard let hours = reader.twoDigits(bytes) else {
            throw EDTFFault(at: reader.offset, "no offset from UTC after its sign", advice: "write Z, +08:00 or -04")
        }
        let minutes = reader.skip(":", in: bytes) ? try sixtieth("minute", bytes) : 0
        let total = hours * 60 + minutes
        if isWest, total == 0 {
            throw EDTFFault(at: start, "offset -00:00", advice: "UTC itself is Z or +00:00")
        }
        guard total <= (isWest ? 12 : 14) * 60 else {
            throw EDTFFault(at: start, "offset out of range", advice: "offsets run -12:00 to +14:00")
        }
        return isWest ? -total : total
    }
}
