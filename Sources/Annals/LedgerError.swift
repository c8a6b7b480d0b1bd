import Events

/// Why a ledger refused something: where, what, what to do.
public enum LedgerError: Error, Hashable, Sendable {
    /// An event was refused; its place in what was given, counted from 1, where there were several.
    case refused(EventError, line: Int?)
    /// An id or a name stands for nothing in the ledger.
    case unknown(String, kind: String, suggestions: [String])
    /// A name fits several.
    case ambiguous(String, [ListedEntity])
    /// The event is in the log and not in effect.
    case notInEffect(EventID, SetAside, by: EventID, line: Int?)
    /// The event was erased.
    case redacted(LoggedRedaction)
    /// The evidence cannot be given as it is.
    case illegalEvidence(String, line: Int?)
    /// A position of this name is not known in the organisation.
    case unknownPosition(String, organization: String, suggestions: [String])
    /// No event has this id or position.
    case unknownEvent(String)
    /// Several events begin with these digits.
    case ambiguousEvent(String, [EventID])
    /// A batch is not in the log, or not yet.
    case unknownBatch(Int, last: Int)
    /// What the tables hold was not written by this program.
    case damagedTables(String)
    /// The tables know more events than the log has.
    case tablesAhead(known: Int, log: Int)
    /// Somebody's table, or an index on one, has a name that the projections need.
    case nameTaken(type: String, name: String)
}

extension LedgerError: CustomStringConvertible {
    /// Where, what, and what to do.
    public var description: String {
        switch self {
        case .refused(let error, let line):
            return Self.place(line) + error.description
        case .unknown(let text, let kind, let suggestions):
            return "no \(kind) is called \"\(text)\""
                + (suggestions.isEmpty
                    ? "; \(Self.listing(kind))"
                    : "; did you mean \(Self.list(suggestions))?")
        case .ambiguous(let text, let entities):
            let lines = entities.map { "\n  \($0.id)  \($0.name)\($0.kind.map { " (\($0.rawValue))" } ?? "")" }
            return "\"\(text)\" fits several; give one of these ids:" + lines.joined()
        case .notInEffect(let id, let setAside, let by, let line):
            return Self.place(line) + "the event is there already (\(id.hex.prefix(12))) and was "
                + "\(setAside.reason.rawValue) by \(by.hex.prefix(12)); to bring it back, retract that: "
                + "annals retract \(by.hex.prefix(12)) --reason \"…\""
        case .redacted(let logged):
            return "#\(logged.redacted.seq) is \(logged.words): what it said is gone, and cannot come back; "
                + "`annals show \(logged.redacted.seq)` tells what is left"
        case .illegalEvidence(let reason, let line):
            return Self.place(line) + reason
        case .unknownPosition(let position, let organization, let suggestions):
            return "nobody is known to have been \"\(position)\" at \(organization)"
                + (suggestions.isEmpty ? "" : "; did you mean \(Self.list(suggestions))?")
        case .unknownEvent(let text):
            return "no event is \"\(text)\"; give its position in the log, or its id (at least four digits of it)"
        case .ambiguousEvent(let text, let ids):
            return "several events begin with \"\(text)\": "
                + ids.map { String($0.hex.prefix(16)) }.joined(separator: ", ") + "; give more digits"
        case .unknownBatch(let batch, let last):
            return "there is no batch \(batch); the last is \(last)"
        case .tablesAhead(let known, let log):
            return
                "the projections' tables know \(known) events, and the log has \(log): the newest events were removed, "
                + "or the tables were changed; `annals verify` says which"
        case .damagedTables(let what):
            return "the projections' tables are damaged: \(what); rebuild them with `annals replay`"
        case .nameTaken(let type, let name):
            return "the \(type) \(name) is not the ledger's, and has a name that a projection needs; "
                + (type == "index"
                    ? "`annals doctor --mend` takes it away"
                    : "give it another: ALTER TABLE \(name) RENAME TO …; then `annals doctor --mend` makes what is missing")
        }
    }

    /// What and what to do, for those who say themselves where.
    var withoutPlace: String {
        switch self {
        case .refused(let error, _): error.description
        case .notInEffect(let id, let setAside, let by, _):
            LedgerError.notInEffect(id, setAside, by: by, line: nil).description
        case .illegalEvidence(let reason, _): reason
        default: description
        }
    }

    /// Where what is known of a kind can be looked up.
    private static func listing(_ kind: String) -> String {
        switch EntityKind(rawValue: kind) {
        case .person: "`annals list people` lists those that are known"
        case .organization: "`annals list organizations` lists those that are known"
        case .source: "`annals list sources` lists those that are known"
        default: "look for it with `annals search`"
        }
    }

    private static func place(_ line: Int?) -> String { line.map { "line \($0): " } ?? "" }

    static func list(_ suggestions: [String]) -> String {
        let quoted = suggestions.map { "\"\($0)\"" }
        guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
        return quoted.dropLast().joined(separator: ", ") + " or " + last
    }
}
