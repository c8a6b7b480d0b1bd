/// A date in the Extended Date/Time Format, levels 0 to 2: as written, and as the days it can mean.
///
/// ISO 8601-2:2019 and the Library of Congress specification of EDTF. The text is kept verbatim and decides
/// equality; the bounds are computed once, when it is read.
public struct EDTF: Sendable {
    /// What a date is made of.
    public enum Shape: UInt8, Sendable {
        /// One moment, of whatever precision.
        case point
        /// From one date to another: `2015/2019`.
        case interval
        /// One of several dates, it is not known which: `[1667,1668,1670..1672]`.
        case oneOf
        /// All of several dates: `{1667,1668}`.
        case allOf
    }

    /// One side of an interval.
    public enum Endpoint: Hashable, Sendable {
        /// A date.
        case date(EDTF)
        /// `..`: the interval goes on without an end, or had no beginning.
        case open
        /// Nothing written: there is an end, or a beginning, and it is not known.
        case unknown
    }

    /// The finest part of a point that is given in full.
    public enum Precision: UInt8, Comparable, Sendable {
        case year, season, month, day, time

        public static func < (left: Precision, right: Precision) -> Bool {
            left.rawValue < right.rawValue
        }
    }

    /// The date as it was written.
    public let text: String

    private let earliestNumber: Int
    private let latestNumber: Int
    private let packedTime: UInt32
    private let qualifier: EDTFQualifier
    private let packedPrecision: UInt8
    /// What the date is made of.
    public let shape: Shape
    private let rest: Rest?

    /// Reads a date of EDTF level 0, 1 or 2.
    ///
    /// Time and memory grow with the length of the text, which may have 4,096 bytes.
    /// - Throws: `EDTFError` with the place and the reason if the text is no such date, if it names a day that the
    ///   calendar lacks, a year beyond ±9,999,999,999, or an interval that ends before it begins.
    public init(_ text: String) throws(EDTFError) {
        do {
            try self.init(reading: text)
        } catch {
            throw error.error(in: text)
        }
    }

    /// The days it can have been as written, qualifiers aside.
    ///
    /// A set is taken by its envelope, an interval from the earliest day of its start to the latest of its end.
    /// An open or unknown side, and a date without any digit of its year, bound nothing.
    public var strict: DayBounds {
        DayBounds(
            earliest: earliestNumber == Self.noNumber ? nil : CivilDay(number: earliestNumber),
            latest: latestNumber == Self.noNumber ? nil : CivilDay(number: latestNumber))
    }

    /// The days it can have been, widened by one unit of each part marked `?` or `~` and by two of each marked `%`.
    ///
    /// The unit of a part with unspecified digits is that of its last given digit: `16XX~` reaches from 1500 to 1799.
    /// Significant digits (`1950S2`) widen to all the years that share them.
    public var widened: DayBounds {
        rest?.widened ?? strict
    }

    /// Some part is marked `?` or `%`.
    public var isUncertain: Bool { qualifier.contains(.uncertain) }

    /// Some part is marked `~` or `%`.
    public var isApproximate: Bool { qualifier.contains(.approximate) }

    /// Nothing bounds it on either side, as with `XXXX` or `XXXX-12-XX`.
    public var isUndated: Bool { earliestNumber == Self.noNumber && latestNumber == Self.noNumber }

    /// The time of day of a point that has one.
    public var time: ClockTime? { ClockTime(packed: packedTime) }

    /// Both sides of an interval; nil for every other shape.
    public var interval: (start: Endpoint, end: Endpoint)? { rest?.interval }

    /// How finely a point is given; nil for every other shape.
    ///
    /// What follows an unspecified digit does not count: `1999-XX-25` and `156X-12` are given to the year.
    public var precision: Precision? { Precision(rawValue: packedPrecision) }
}

extension EDTF {
    /// What few dates have, kept apart so that the others stay small.
    private final class Rest: Sendable {
        let widened: DayBounds
        let interval: (start: Endpoint, end: Endpoint)?

        init(widened: DayBounds, interval: (start: Endpoint, end: Endpoint)?) {
            self.widened = widened
            self.interval = interval
        }
    }

    /// Marks an absent bound; no date that is read reaches it.
    private static let noNumber = Int.min
    private static let noPrecision = UInt8.max

    init(text: String, point: EDTFPoint) {
        self.init(
            text: text, shape: .point, strict: point.strict, widened: point.widened, qualifier: point.qualifier,
            precision: point.precision, time: point.time)
    }

    init(
        text: String, shape: Shape, strict: DayBounds, widened: DayBounds, qualifier: EDTFQualifier,
        precision: Precision? = nil, time: ClockTime? = nil, interval: (start: Endpoint, end: Endpoint)? = nil
    ) {
        self.text = text
        self.shape = shape
        earliestNumber = strict.earliest?.number ?? Self.noNumber
        latestNumber = strict.latest?.number ?? Self.noNumber
        self.qualifier = qualifier
        packedPrecision = precision?.rawValue ?? Self.noPrecision
        packedTime = time?.packed ?? 0
        rest = interval == nil && widened == strict ? nil : Rest(widened: widened, interval: interval)
    }
}

extension EDTF: Hashable {
    public static func == (left: EDTF, right: EDTF) -> Bool {
        left.text == right.text
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}

extension EDTF: CustomStringConvertible {
    /// The date as it was written.
    public var description: String { text }
}
