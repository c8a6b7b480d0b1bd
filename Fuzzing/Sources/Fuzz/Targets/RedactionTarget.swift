import Events

/// A line of what is left of an event is written in one way, and reads back from it.
enum RedactionTarget: FuzzTarget {
    static let name = "redaction"

    static func run(_ bytes: [UInt8]) {
        guard let redacted = try? RedactedEvent(exportedLine: bytes) else { return }
        let written = redacted.bytes
        require(
            (try? RedactedEvent(exportedLine: written)) == redacted, "what is left of an event reads back otherwise")
        require(redacted.leaf.count == 32 && redacted.seq > 0 && redacted.batch > 0, "an event has no place or no leaf")
        require((try? StoredEvent(bytes: written)) == nil, "what is left of an event passes for a whole one")
    }
}
