import Events

/// A line that is accepted as an event is written in normal form, reads back from it, and keeps its id.
enum EventTarget: FuzzTarget {
    static let name = "event"

    static func run(_ bytes: [UInt8]) {
        if let line = try? EventLine(bytes: bytes) { checkEvent(line.event) }
        guard let stored = try? StoredEvent(bytes: bytes) else { return }
        let written = stored.bytes
        guard let again = try? StoredEvent(bytes: written) else {
            // Bytes that are not canonical can be shorter than those that are.
            require(written.count > StoredEvent.maximumBytes, "does not read back")
            return
        }
        require(again == stored && again.bytes == written, "a stored event changes when it is written")
        require(again.event.id == stored.event.id, "a stored event's id changes")
    }

    private static func checkEvent(_ event: Event) {
        let canonical = event.canonicalBytes
        require(canonical.count <= Event.maximumBytes, "an event is longer than any may be")
        do {
            let again = try event.validated()
            require(again == event, "an event changes when it is written")
            require(again.canonicalBytes == canonical && again.id == event.id, "an event's id changes")
        } catch {
            require(false, "an event does not read back: \(error)")
        }
    }
}
