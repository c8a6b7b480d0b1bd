/// Reads a set of dates: `[1667,1668,1670..1672]`, `[..1760-12]`, `{1960,1961-12..}`.
struct EDTFSetParser {
    private var reader: EDTFReader
    private var found: EDTFSet?

    init(end: Int) {
        reader = EDTFReader(offset: 0, end: end)
    }

    mutating func parse(_ bytes: Span<UInt8>) throws(EDTFFault) -> EDTFSet {
        let isOneOf = reader.peek(bytes) == UInt8(ascii: "[")
        let closing = isOneOf ? UInt8(ascii: "]") : UInt8(ascii: "}")
        reader.offset += 1
        while true {
            let isLast = try member(closing: closing, bytes)
            reader.offset += 1
            if isLast { break }
            // Common in print and unambiguous, though the grammar has no spaces.
            _ = reader.skip(" ", in: bytes)
        }
        guard reader.isAtEnd else {
            throw EDTFFault(at: reader.offset, "text after the set", advice: "a set ends with its bracket")
        }
        guard var set = found else { throw EDTFFault(at: 1, "an empty set") }
        set.isOneOf = isOneOf
        return set
    }

    /// Reads up to the next comma or the closing bracket, stops on it, and tells whether it was the bracket.
    private mutating func member(closing: UInt8, _ bytes: Span<UInt8>) throws(EDTFFault) -> Bool {
        let start = reader.offset
        var dots: Int?
        var stop = start
        while stop < reader.end, bytes[stop] != UInt8(ascii: ","), bytes[stop] != closing {
            if dots == nil, stop + 1 < reader.end, bytes[stop] == UInt8(ascii: "."), bytes[stop + 1] == bytes[stop] {
                dots = stop
            }
            stop += 1
        }
        guard stop < reader.end else {
            let bracket = EDTFPointParser.quoted(closing)
            throw EDTFFault(at: reader.end, "a set that is not closed", advice: "it ends with \(bracket)")
        }
        let isLast = bytes[stop] == closing
        if let dots {
            try range(from: start, dots: dots, to: stop, isLast: isLast, bytes)
        } else {
            let point = try date(from: start, to: stop, bytes)
            add(strict: point.strict, widened: point.widened, point.qualifier)
        }
        reader.offset = stop
        return isLast
    }

    private mutating func range(from start: Int, dots: Int, to stop: Int, isLast: Bool, _ bytes: Span<UInt8>)
        throws(EDTFFault)
    {
        let first = dots > start ? try date(from: start, to: dots, bytes) : nil
        let last = dots + 2 < stop ? try date(from: dots + 2, to: stop, bytes) : nil
        if first == nil, last == nil {
            throw EDTFFault(at: start, "\"..\" without a date", advice: "write [..2015], [2015..] or [2015..2019]")
        }
        if first == nil, start != 1 {
            throw EDTFFault(at: start, "\"..\" before a date that is not the first", advice: "put that date first")
        }
        if last == nil, !isLast {
            throw EDTFFault(at: dots, "\"..\" after a date that is not the last", advice: "put that date last")
        }
        if let earliest = first?.strict.earliest, let latest = last?.strict.latest, latest < earliest {
            throw EDTFFault(at: dots + 2, "the end lies before the start", advice: "the earlier date goes first")
        }
        add(
            strict: DayBounds(earliest: first?.strict.earliest, latest: last?.strict.latest),
            widened: DayBounds(earliest: first?.widened.earliest, latest: last?.widened.latest),
            (first?.qualifier ?? []).union(last?.qualifier ?? []))
    }

    private func date(from start: Int, to stop: Int, _ bytes: Span<UInt8>) throws(EDTFFault) -> EDTFPoint {
        var parser = EDTFPointParser(from: start, to: stop, place: .set)
        return try parser.parse(bytes)
    }

    private mutating func add(strict: DayBounds, widened: DayBounds, _ qualifier: EDTFQualifier) {
        guard let set = found else {
            found = EDTFSet(strict: strict, widened: widened, qualifier: qualifier)
            return
        }
        found = EDTFSet(
            strict: set.strict.envelope(with: strict), widened: set.widened.envelope(with: widened),
            qualifier: set.qualifier.union(qualifier))
    }
}

/// A set as read, by the envelope of its members.
struct EDTFSet {
    let strict: DayBounds
    let widened: DayBounds
    let qualifier: EDTFQualifier
    var isOneOf = true
}
