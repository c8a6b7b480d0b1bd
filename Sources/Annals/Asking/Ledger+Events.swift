import Chronology
import EventLog
import Events
import Projections

/// An event of the log with what became of it.
public struct LoggedEvent: Hashable, Sendable {
    /// The event as stored.
    public let stored: StoredEvent
    /// Why it is not in effect; nil where it is.
    public let setAside: SetAside?

    /// Creates one.
    public init(stored: StoredEvent, setAside: SetAside?) {
        self.stored = stored
        self.setAside = setAside
    }
}

/// A source with what rests on it.
public struct SourceRecord: Hashable, Sendable {
    /// The source.
    public let id: EntityID
    /// What was said of it when it was added; nil where no live event adds it.
    public let added: SourceAdded?
    /// The events that cite it, as places in the log.
    public let citedBy: [Int]
    /// How many of them are in effect.
    public let inEffect: Int
    /// Whether it is distrusted now, under its own id or one that was merged with it.
    public let isDistrusted: Bool
}

extension Ledger {
    /// Reads the selected events one by one; `body` returns false to stop. Constant memory.
    ///
    /// A subject stands for every id that merges have made one with it.
    public func forEachEvent(_ selection: Selection = Selection(), _ body: (LoggedEvent) throws -> Bool) throws {
        try reading {
            var selection = selection
            if let subject = selection.subject {
                selection.aliases += try identities().aliases(of: subject).filter { $0 != subject }
            }
            try log.forEach(selection, among: tables.positions(for: selection)) { stored in
                try body(logged(stored))
            }
        }
    }

    /// Finds an event by its position in the log (`12` or `#12`), its id, or the first digits of its id (at least
    /// four).
    ///
    /// - Throws: ``LedgerError/unknownEvent(_:)``, ``LedgerError/ambiguousEvent(_:_:)`` where several fit, or
    ///   ``LedgerError/redacted(_:)`` where it was erased.
    public func event(_ given: String) throws -> LoggedEvent {
        switch try row(given) {
        case .event(let logged): return logged
        case .redacted(let logged): throw LedgerError.redacted(logged)
        }
    }

    /// A stored event with what became of it.
    func logged(_ stored: StoredEvent) throws -> LoggedEvent {
        LoggedEvent(stored: stored, setAside: try tables.setAside(stored.seq))
    }

    /// A batch; nil where there is none of this number.
    public func batch(_ number: Int) throws -> Batch? { try reading { try log.batch(number) } }

    /// Reads every line of an export in order, on one state of the ledger and in constant memory: stored bytes, and
    /// what is left of redacted events.
    public func forEachExportedLine(_ body: ([UInt8]) throws -> Void) throws {
        try reading {
            try log.forEachStoredLine { bytes in
                try body(bytes)
                return true
            }
        }
    }

    /// Why the event at a position is not in effect; nil where it is.
    public func setAside(_ seq: Int) throws -> SetAside? { try tables.setAside(seq) }

    /// The event at a position in the log; nil where there is none.
    public func event(at seq: Int) throws -> StoredEvent? { try log.event(at: seq) }

    /// The events at positions in the log, those that exist, with what became of them.
    public func loggedEvents(at positions: [Int]) throws -> [LoggedEvent] {
        try reading {
            try positions.compactMap { try log.event(at: $0).map(logged) }
        }
    }

    /// The ids of events at positions in the log, those that exist.
    public func ids(ofEventsAt positions: [Int]) throws -> [EventID] {
        try reading { try positions.compactMap { try log.event(at: $0)?.id } }
    }

    /// The evidence events that name an event, as places in the log.
    public func evidence(about id: EventID) throws -> [Int] { try tables.evidence(naming: id, log) }

    /// The sources with what rests on them, by id.
    public func sources() throws -> [SourceRecord] {
        try reading {
            let reader = try EffectiveReader(log: log, tables: tables)
            return try tables.entities(of: .source).map { source in
                let added = try reader.events(mentioning: source.id, types: [SourceAdded.type]).last
                let cited = try tables.citations(of: source.id)
                let inEffect = try cited.filter { try tables.setAside($0) == nil }.count
                var description: SourceAdded?
                if case .sourceAdded(let fact)? = added?.event.fact { description = fact }
                return SourceRecord(
                    id: source.id, added: description, citedBy: cited, inEffect: inEffect,
                    isDistrusted: reader.general.isDistrusted(source.id))
            }
        }
    }

    /// How many events in effect cite a source, under any of its ids; nil where it is distrusted.
    public func eventsCiting(_ source: EntityID) throws -> Int? {
        try reading {
            let rulings = Rulings(try EffectiveReader.generalEvidence(log, tables))
            if rulings.distrust(of: source) != nil { return nil }
            let cited = try rulings.identities.aliases(of: source).flatMap { try tables.citations(of: $0) }
            return try Set(cited).filter { try tables.setAside($0) == nil }.count
        }
    }
}
