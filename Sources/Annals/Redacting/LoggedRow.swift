import EventLog
import Events
import Projections

/// What stands at a position of the log, with what became of it.
public enum LoggedRow: Hashable, Sendable {
    case event(LoggedEvent)
    /// An event whose stored bytes were erased.
    case redacted(LoggedRedaction)

    /// Its position.
    public var seq: Int {
        switch self {
        case .event(let logged): logged.stored.seq
        case .redacted(let logged): logged.redacted.seq
        }
    }

    /// The batch that it was recorded in.
    public var batch: Int {
        switch self {
        case .event(let logged): logged.stored.batch
        case .redacted(let logged): logged.redacted.batch
        }
    }

    /// Its id; nil where that was erased with it.
    public var id: EventID? {
        switch self {
        case .event(let logged): logged.stored.id
        case .redacted(let logged): logged.redacted.kept?.id
        }
    }

    /// The event, where it is there.
    public var event: LoggedEvent? {
        guard case .event(let logged) = self else { return nil }
        return logged
    }

    /// Its type; nil for a fact that was erased.
    public var type: String? {
        switch self {
        case .event(let logged): logged.stored.event.type
        case .redacted(let logged): logged.redacted.type
        }
    }

    /// Why it is not in effect; nil where it is.
    public var setAside: SetAside? {
        switch self {
        case .event(let logged): logged.setAside
        case .redacted(let logged): logged.setAside
        }
    }
}

/// What is left of an event, with why it was erased and what became of what is left.
public struct LoggedRedaction: Hashable, Sendable {
    /// What is left.
    public let redacted: RedactedEvent
    /// Why it was erased; nil where the event that says so was erased too.
    public let reason: String?
    /// Why what is left is not in effect; nil where it is.
    public let setAside: SetAside?

    /// "redacted by #20 (privacy)".
    public var words: String {
        "redacted" + (redacted.by.map { " by #\($0)" } ?? "") + (reason.map { " (\($0))" } ?? "")
    }
}

extension Ledger {
    /// Reads the selected rows one by one, those of redacted events too; `body` returns false to stop.
    ///
    /// A subject stands for every id that merges have made one with it.
    public func forEachRow(_ selection: Selection = Selection(), _ body: (LoggedRow) throws -> Bool) throws {
        try reading {
            var selection = selection
            if let subject = selection.subject {
                selection.aliases += try identities().aliases(of: subject).filter { $0 != subject }
            }
            try log.forEachRow(selection, among: tables.positions(for: selection)) { try body(logged($0)) }
        }
    }

    /// What stands at a place that is given as ``event(_:)`` takes it.
    ///
    /// - Throws: ``LedgerError/unknownEvent(_:)``, or ``LedgerError/ambiguousEvent(_:_:)`` where several fit.
    public func row(_ given: String) throws -> LoggedRow {
        let text = given.hasPrefix("#") ? String(given.dropFirst()) : given
        return try reading {
            let byPosition =
                text.utf8.count < 19 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
                ? try Int(text).flatMap { try log.row(at: $0) } : nil
            if let row = byPosition { return try logged(row) }
            let positions = try log.positions(withPrefix: text, limit: 5)
            let found = try positions.compactMap { try log.row(at: $0) }
            guard let row = found.first else { throw LedgerError.unknownEvent(text) }
            guard found.count == 1 else { throw LedgerError.ambiguousEvent(text, found.compactMap(\.keptID)) }
            return try logged(row)
        }
    }

    /// What stands at positions in the log, those that exist, with what became of it.
    public func rows(at positions: [Int]) throws -> [LoggedRow] {
        try reading { try positions.compactMap { try log.row(at: $0).map(logged) } }
    }

    /// The id of an event that evidence may name, given as ``event(_:)`` takes it.
    ///
    /// - Throws: ``LedgerError/redacted(_:)`` where it was erased with its id, or nothing is left to speak of.
    public func id(ofEvent given: String) throws -> EventID {
        switch try row(given) {
        case .event(let logged): return logged.stored.id
        case .redacted(let logged):
            guard let id = logged.redacted.kept?.id, logged.redacted.isEvidence else {
                throw LedgerError.redacted(logged)
            }
            return id
        }
    }

    /// The event that evidence speaks of, or what is left of it; nil where it speaks of none.
    public func target(of event: Event) throws -> Event? {
        try event.fact.target.flatMap { try log.entry(of: $0)?.event }
    }

    /// A row with what became of it.
    func logged(_ row: LogRow) throws -> LoggedRow {
        switch row {
        case .event(let stored): return .event(try logged(stored))
        case .redacted(let redacted): return .redacted(try logged(redacted))
        }
    }

    /// What is left of an event with what became of it.
    func logged(_ redacted: RedactedEvent) throws -> LoggedRedaction {
        var reason: String?
        if let by = redacted.by, case .eventRedacted(let redaction)? = try log.event(at: by)?.event.fact {
            reason = redaction.reason
        }
        return LoggedRedaction(redacted: redacted, reason: reason, setAside: try tables.setAside(redacted.seq))
    }
}

extension RedactedEvent {
    /// Whether what is left still speaks of other events, sources or ids.
    public var isEvidence: Bool { kept?.fact.map { !$0.isAboutTheWorld } ?? false }
}
