import Events

/// The events that a write has read, by position: evidence leads to the same ones again and again.
///
/// Stored bytes never change. They can be erased, and what a part of a write appended can be undone: whoever does either
/// has all forgotten.
struct ReadEvents {
    private var events: [Int: StoredEvent] = [:]

    /// How many are kept; then all are forgotten.
    private static let most = 4_096

    /// The event at a position; nil where it was not read, or is not kept.
    subscript(seq: Int) -> StoredEvent? { events[seq] }

    /// Keeps the event that was read at a position.
    mutating func keep(_ event: StoredEvent, at seq: Int) {
        if events.count >= Self.most { forget() }
        events[seq] = event
    }

    /// Forgets all of them.
    mutating func forget() { events.removeAll(keepingCapacity: true) }
}
