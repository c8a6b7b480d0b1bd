import Events

/// What stands at a position of the log.
public enum LogRow: Hashable, Sendable {
    case event(StoredEvent)
    /// An event whose stored bytes were erased.
    case redacted(RedactedEvent)

    /// Its position.
    public var seq: Int {
        switch self {
        case .event(let event): event.seq
        case .redacted(let redacted): redacted.seq
        }
    }

    /// The batch that it was recorded in.
    public var batch: Int {
        switch self {
        case .event(let event): event.batch
        case .redacted(let redacted): redacted.batch
        }
    }

    /// The line of an export.
    public var exported: [UInt8] {
        switch self {
        case .event(let event): event.bytes
        case .redacted(let redacted): redacted.bytes
        }
    }

    /// When the ledger recorded it.
    public var recorded: RecordedTime {
        switch self {
        case .event(let event): event.recorded
        case .redacted(let redacted): redacted.recorded
        }
    }

    /// Its id; nil where that was erased with it.
    public var keptID: EventID? {
        switch self {
        case .event(let event): event.id
        case .redacted(let redacted): redacted.kept?.id
        }
    }

    /// What it says; what is left of that, where it was evidence and is erased, and nil where it was a fact.
    public var fact: Fact? {
        switch self {
        case .event(let event): event.event.fact
        case .redacted(let redacted): redacted.kept?.fact
        }
    }
}
