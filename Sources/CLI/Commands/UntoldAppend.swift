import Events

/// Events were recorded, and the answer that says so could not be written.
struct UntoldAppend: Error, CustomStringConvertible {
    /// The first and the last event that were recorded.
    let first: StoredEvent
    let last: StoredEvent
    /// Why the answer could not be written.
    let reason: any Error

    var description: String {
        let places = first.seq == last.seq ? "#\(first.seq)" : "#\(first.seq) to #\(last.seq)"
        return "recorded \(places) in batch \(last.batch); the answer could not be written: \(why)"
    }

    private var why: String {
        if case OutputError.failed(_, let reason) = reason { return reason }
        return String(describing: reason)
    }
}
