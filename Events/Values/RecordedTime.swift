import Chronology

/// The moment at which the ledger recorded something, in microseconds since 1970-01-01T00:00:00Z.
///
/// Exact, assigned by the ledger alone, never mixed with world time. Leap seconds are not counted, as in POSIX time.
public struct RecordedTime: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Microseconds since 1970-01-01T00:00:00Z.
    public let microseconds: Int64

    private static let microsecondsADay: Int64 = 86_400_000_000

    public init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Reads RFC 3339 in UTC with at most six decimals of a second: `2026-11-25T17:39:42.123456Z`.
    ///
    /// `Z` and `+00:00` are taken, another offset is not; nil for anything else.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
            let dayOfMonth = Self.number(bytes[8..<10]), let hour = Self.number(bytes[11..<13]),
            let minute = Self.number(bytes[14..<16]), let second = Self.number(bytes[17..<19]),
            hour < 24, minute < 60, second < 60,
            let day = CivilDay(year: year, month: month, day: dayOfMonth),
            let fraction = Self.fraction(bytes[19...])
        else { return nil }
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        self.init(microseconds: Int64(day.number) * Self.microsecondsADay + seconds * 1_000_000 + Int64(fraction))
    }

    /// The day on which it was, in UTC.
    public var day: CivilDay {
        CivilDay(number: Int(Self.split(microseconds).day))
    }

    /// RFC 3339 in UTC with six decimals of a second: `2026-11-25T17:39:42.123456Z`.
    public var description: String {
        let time = Self.split(microseconds).time
        let seconds = Int(time / 1_000_000)
        let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { Self.padded($0, to: 2) }
        return "\(day)T\(clock[0]):\(clock[1]):\(clock[2]).\(Self.padded(Int(time % 1_000_000), to: 6))Z"
    }

    public static func < (left: RecordedTime, right: RecordedTime) -> Bool {
        left.microseconds < right.microseconds
    }

    private static func split(_ microseconds: Int64) -> (day: Int64, time: Int64) {
        let (day, time) = microseconds.quotientAndRemainder(dividingBy: microsecondsADay)
        return time < 0 ? (day - 1, time + microsecondsADay) : (day, time)
    }

    private static func padded(_ number: Int, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// The microseconds in what follows the seconds: decimals and the offset of UTC.
    private static func fraction(_ rest: ArraySlice<UInt8>) -> Int? {
        var rest = rest
        var microseconds = 0
        if rest.first == UInt8(ascii: ".") {
            let digits = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard (1...6).contains(digits.count), let value = number(digits) else { return nil }
            microseconds = (digits.count..<6).reduce(value) { scaled, _ in scaled * 10 }
            rest = rest[digits.endIndex...]
        }
        return rest.elementsEqual("Z".utf8) || rest.elementsEqual("+00:00".utf8) ? microseconds : nil
    }
}
