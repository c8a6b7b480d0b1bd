import Chronology
import Events

/// Recorded time as people type it: an exact time in UTC, or a date that covers many.
enum RecordedTimeInput {
    private static let earliest = RecordedTime(microseconds: .min)
    private static let latest = RecordedTime(microseconds: .max)
    private static let dayLength: Int64 = 86_400_000_000

    /// What a time or a date covers: `2026-11` the month.
    static func range(_ text: String, _ flag: String, today: CivilDay) throws -> ClosedRange<RecordedTime> {
        if let exact = RecordedTime(text) { return exact...exact }
        let date: EDTF
        do {
            date = try DatePhrase.parse(text, today: today)
        } catch {
            throw InputError(flag, error.description)
        }
        func start(of day: CivilDay) -> RecordedTime? {
            let (product, overflow) = Int64(day.number).multipliedReportingOverflow(by: dayLength)
            return overflow ? nil : RecordedTime(microseconds: product)
        }
        let low = date.strict.earliest.flatMap(start) ?? earliest
        let next = date.strict.latest.flatMap { start(of: $0.advanced(by: 1)) }
        let high = next.map { RecordedTime(microseconds: $0.microseconds - 1) } ?? latest
        return low <= high ? low...high : low...low
    }
}
