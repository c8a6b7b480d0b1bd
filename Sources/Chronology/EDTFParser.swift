/// Tells the shapes of dates apart and reads intervals.
extension EDTF {
    static let textLimit = 4_096

    init(reading text: String) throws(EDTFFault) {
        let bytes = text.utf8.span
        guard bytes.count <= Self.textLimit else {
            throw EDTFFault(at: Self.textLimit, "too long", advice: "a date has at most \(Self.textLimit) bytes")
        }
        switch bytes.isEmpty ? 0 : bytes[0] {
        case UInt8(ascii: "["), UInt8(ascii: "{"):
            var parser = EDTFSetParser(end: bytes.count)
            let set = try parser.parse(bytes)
            self.init(
                text: text, shape: set.isOneOf ? .oneOf : .allOf, strict: set.strict, widened: set.widened,
                qualifier: set.qualifier)
        default:
            guard let slash = Self.firstSlash(bytes) else {
                var parser = EDTFPointParser(from: 0, to: bytes.count, place: .alone)
                self.init(text: text, point: try parser.parse(bytes))
                return
            }
            try self.init(interval: text, slash: slash, bytes)
        }
    }

    private static func firstSlash(_ bytes: Span<UInt8>) -> Int? {
        for offset in 0..<bytes.count where bytes[offset] == UInt8(ascii: "/") { return offset }
        return nil
    }

    private init(interval text: String, slash: Int, _ bytes: Span<UInt8>) throws(EDTFFault) {
        for offset in slash + 1..<bytes.count where bytes[offset] == UInt8(ascii: "/") {
            throw EDTFFault(at: offset, "a second \"/\"", advice: "an interval has two dates, 2015/2019")
        }
        let start = try Self.side(of: text, from: 0, to: slash, bytes)
        let end = try Self.side(of: text, from: slash + 1, to: bytes.count, bytes)
        if start.date == nil, end.date == nil {
            throw EDTFFault(at: 0, "an interval without a date", advice: "give a start, 2015/.., or an end, ../2019")
        }
        if let earliest = start.date?.strict.earliest, let latest = end.date?.strict.latest, latest < earliest {
            throw EDTFFault(at: slash + 1, "the end lies before the start", advice: "the earlier date goes first")
        }
        self.init(
            text: text, shape: .interval,
            strict: DayBounds(earliest: start.date?.strict.earliest, latest: end.date?.strict.latest),
            widened: DayBounds(earliest: start.date?.widened.earliest, latest: end.date?.widened.latest),
            qualifier: (start.date?.qualifier ?? []).union(end.date?.qualifier ?? []),
            interval: (start.endpoint, end.endpoint))
    }

    private static func side(of text: String, from offset: Int, to end: Int, _ bytes: Span<UInt8>)
        throws(EDTFFault) -> (endpoint: Endpoint, date: EDTFPoint?)
    {
        if offset == end { return (.unknown, nil) }
        if end - offset == 2, bytes[offset] == UInt8(ascii: "."), bytes[offset + 1] == UInt8(ascii: ".") {
            return (.open, nil)
        }
        var parser = EDTFPointParser(from: offset, to: end, place: .interval)
        let point = try parser.parse(bytes)
        let first = text.utf8.index(text.startIndex, offsetBy: offset)
        let last = text.utf8.index(first, offsetBy: end - offset)
        return (.date(EDTF(text: String(text[first..<last]), point: point)), point)
    }
}
