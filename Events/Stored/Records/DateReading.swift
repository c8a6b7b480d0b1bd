import Chronology

/// What a date says as far as records keep it: its shape and its widened bounds.
struct DateReading: Hashable, Sendable {
    /// What stands on one side of an interval.
    enum Side: UInt8, Sendable, BitwiseCopyable {
        /// The date is no interval.
        case none
        case dated
        /// A date that bounds nothing, such as `XXXX`.
        case undated
        case open
        case unknown
    }

    let shape: EDTF.Shape
    let startSide: Side
    let endSide: Side
    /// Whether a record can carry it: it has no time of day, and its days have 32 bits.
    let isPlain: Bool
    /// The widened bounds of a date that is no interval, else those of its start.
    let start: PackedDays
    /// The widened bounds of an interval's end; any day for all other dates.
    let end: PackedDays

    /// A point or a set.
    @inline(__always)
    init(_ shape: EDTF.Shape, _ span: PackedDays, isPlain: Bool = true) {
        self.shape = shape
        startSide = .none
        endSide = .none
        self.isPlain = isPlain
        start = span
        end = .anyDay
    }

    /// An interval.
    @inline(__always)
    init(from startSide: Side, _ start: PackedDays, to endSide: Side, _ end: PackedDays, isPlain: Bool = true) {
        shape = .interval
        self.startSide = startSide
        self.endSide = endSide
        self.isPlain = isPlain
        self.start = start
        self.end = end
    }

    /// What Chronology reads.
    init(_ date: EDTF) {
        guard let (start, end) = date.interval else {
            let span = PackedDays(date.widened)
            self.init(date.shape, span ?? .anyDay, isPlain: span != nil && date.time == nil)
            return
        }
        let (startSpan, endSpan) = (Self.span(start), Self.span(end))
        self.init(
            from: Self.side(start), startSpan ?? .anyDay, to: Self.side(end), endSpan ?? .anyDay,
            isPlain: startSpan != nil && endSpan != nil)
    }

    /// Whether nothing bounds a date that is no interval.
    var isUndated: Bool { start == .anyDay }

    private static func side(_ endpoint: EDTF.Endpoint) -> Side {
        switch endpoint {
        case .date(let date):
            date.isUndated || date.widened == DayBounds(earliest: nil, latest: nil) ? .undated : .dated
        case .open: .open
        case .unknown: .unknown
        }
    }

    private static func span(_ endpoint: EDTF.Endpoint) -> PackedDays? {
        if case .date(let date) = endpoint { return PackedDays(date.widened) }
        return .anyDay
    }

    /// Whether a date of this shape can stand where the rule holds.
    func fits(_ rule: DateRule) -> Bool {
        switch (shape, rule) {
        case (.interval, .point), (.allOf, .point), (.allOf, .pointOrInterval): false
        default: true
        }
    }
}

/// Reads dates out of stored bytes: the usual ones by themselves, all others with Chronology's reader.
///
/// The usual ones are a year, a month or a day of the years 0000 to 9999, with `?`, `~` or `%` behind it or not, and
/// intervals of such, of which a side can be open or unknown. What else has been read is kept.
struct DateReader: Sendable {
    private var texts = TermTable()
    /// By the numbers of the texts.
    private var readings: [DateReading] = []

    /// How many other dates are kept; then all are forgotten.
    private static let mostKept = 65_536

    /// The date that stands in a range of bytes; nil where Chronology finds none there.
    @inline(__always)
    mutating func date(_ bytes: RawSpan, from start: Int, to end: Int) -> DateReading? {
        if let point = PlainDate(bytes, from: start, to: end) { return DateReading(.point, point.widened) }
        return rarerDate(bytes, from: start, to: end)
    }

    @inline(never)
    private mutating func rarerDate(_ bytes: RawSpan, from start: Int, to end: Int) -> DateReading? {
        if let interval = Self.plainInterval(bytes, from: start, to: end) { return interval }
        if texts.count >= Self.mostKept {
            texts = TermTable()
            readings.removeAll()
        }
        let known = texts.count
        let number = Int(texts.number(of: bytes, at: start, count: end - start))
        guard number > known else { return number > 0 ? readings[number - 1] : nil }
        guard let date = try? EDTF(String(decoding: bytes.copied(start..<end), as: UTF8.self)) else {
            texts.removeLast(downTo: known)
            return nil
        }
        readings.append(DateReading(date))
        return readings[number - 1]
    }

    private static func plainInterval(_ bytes: RawSpan, from start: Int, to end: Int) -> DateReading? {
        // A slash at the front, or behind a date of at most 11 bytes or two dots.
        var slash = start
        while slash < end, slash - start <= PlainDate.longest, bytes.byte(at: slash) != UInt8(ascii: "/") { slash += 1 }
        guard slash < end, bytes.byte(at: slash) == UInt8(ascii: "/") else { return nil }
        guard let first = side(bytes, from: start, to: slash), let last = side(bytes, from: slash + 1, to: end) else {
            return nil
        }
        guard first.date != nil || last.date != nil else { return nil }
        if let first = first.date, let last = last.date, last.lastDay < first.firstDay { return nil }
        return DateReading(
            from: first.side, first.date?.widened ?? .anyDay, to: last.side, last.date?.widened ?? .anyDay)
    }

    private static func side(
        _ bytes: RawSpan, from start: Int, to end: Int
    ) -> (side: DateReading.Side, date: PlainDate?)? {
        if start == end { return (.unknown, nil) }
        if end - start == 2, bytes.byte(at: start) == UInt8(ascii: "."), bytes.byte(at: start + 1) == UInt8(ascii: ".")
        {
            return (.open, nil)
        }
        guard let date = PlainDate(bytes, from: start, to: end) else { return nil }
        return (.dated, date)
    }
}
