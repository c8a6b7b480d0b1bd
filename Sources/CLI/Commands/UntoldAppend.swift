/// Events were recorded, and the answer that says so could not be written.
struct UntoldAppend: Error, CustomStringConvertible {
    /// The places of the first and the last event that were recorded.
    let first: Int
    let last: Int
    /// The batch that they are in.
    let batch: Int
    /// Why the answer could not be written.
    let reason: any Error

    var description: String {
        let places = first == last ? "#\(first)" : "#\(first) to #\(last)"
        return "recorded \(places) in batch \(batch); the answer could not be written: \(why)"
    }

    private var why: String {
        if case OutputError.failed(_, let reason) = reason { return reason }
        return String(describing: reason)
    }
}
