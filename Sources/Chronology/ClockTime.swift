/// A clock reading as it was written, to the hour, the minute or the second.
///
/// ISO 8601-1 time of day in the extended format. Leaving out seconds or minutes (`T07:00`, `T07`) is an
/// extension of EDTF, which knows only whole readings.
public struct ClockTime: Hashable, Sendable {
    /// 0 to 23.
    public let hour: Int

    /// 0 to 59; nil where only the hour is given.
    public let minute: Int?

    /// 0 to 59; nil where it is not given.
    public let second: Int?

    /// Minutes east of UTC, -720 to 840; 0 for `Z`, nil where no offset is written and the time is local.
    public let offsetMinutes: Int?

    /// The first second of the day that the reading covers: `T07` begins at 25,200.
    public var earliestSecond: Int {
        hour * 3_600 + (minute ?? 0) * 60 + (second ?? 0)
    }

    /// The last second of the day that the reading covers: `T07` lasts until 28,799.
    public var latestSecond: Int {
        hour * 3_600 + (minute ?? 59) * 60 + (second ?? 59)
    }
}

extension ClockTime {
    /// The reading in 32 bits, never 0: what is absent is 0, everything else one more than its value.
    package var packed: UInt32 {
        let offset = offsetMinutes.map { UInt32($0 + 720 + 1) } ?? 0
        let minute = self.minute.map { UInt32($0 + 1) } ?? 0
        let second = self.second.map { UInt32($0 + 1) } ?? 0
        return UInt32(hour + 1) << 26 | minute << 20 | second << 14 | offset
    }

    /// Undoes `packed`; nil for 0.
    package init?(packed: UInt32) {
        guard packed != 0 else { return nil }
        func field(_ shift: UInt32, _ mask: UInt32) -> Int? {
            let bits = Int(packed >> shift & mask)
            return bits == 0 ? nil : bits - 1
        }
        hour = Int(packed >> 26) - 1
        minute = field(20, 63)
        second = field(14, 63)
        offsetMinutes = field(0, 0x3FFF).map { $0 - 720 }
    }
}
