import Chronology
import Events

/// What positions, batches and times can be, so that whatever is computed from them can be written down.
///
/// A file that somebody altered may hold any integer; one beyond these bounds is damage, and is never counted on from.
enum StoredBounds {
    /// The positions, batches and sizes that stored bytes can name: JSON holds no greater integer exactly.
    static let numbers = 0...(1 << 53) - 1

    /// The times that RFC 3339 can write: the years 0000 to 9999.
    static let times = RecordedTime(microseconds: firstMicrosecond)...RecordedTime(microseconds: lastMicrosecond)

    /// 0000-01-01T00:00:00.000000Z
    private static let firstMicrosecond: Int64 = -62_167_219_200_000_000
    /// 9999-12-31T23:59:59.999999Z
    private static let lastMicrosecond: Int64 = 253_402_300_799_999_999
}

extension EventLog {
    /// A stored number, where a ledger can have written it.
    ///
    /// - Parameter what: What it is the number of, as the subject of a sentence.
    func checked(_ number: Int, _ what: @autoclosure () -> String) throws -> Int {
        guard StoredBounds.numbers.contains(number) else { throw damaged("\(what()) has the number \(number)") }
        return number
    }

    /// A stored time, where a ledger can have written it.
    func checked(_ microseconds: Int64, ofBatch batch: Int) throws -> RecordedTime {
        let time = RecordedTime(microseconds: microseconds)
        guard StoredBounds.times.contains(time) else {
            throw damaged(
                "batch \(batch) was recorded \(microseconds) microseconds after 1970, beyond the year 9999 or before 0")
        }
        return time
    }

    /// That the file holds what no ledger writes.
    func damaged(_ what: String) -> LogError {
        .storage(path: path, description: "\(path): \(what); `annals verify` says what is damaged")
    }
}
