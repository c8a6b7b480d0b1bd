import EventLog
import Events
import Projections

/// Decides which events of a request are recorded, against the ledger as it stands and the request itself.
struct Admission {
    private(set) var result = AppendResult()
    /// Whether an id that nothing introduces is told with those nearest to it, which looks at every name.
    var suggests = true
    private let ledger: Ledger
    private let request: AppendRequest
    private let identities: Identities
    private let introducedHere: [EntityID: EntityKind]
    private var evidence: EvidenceAdmission
    private var seen: Set<EventID> = []
    private var known: [EntityID: KnownKind?] = [:]
    private var kindsHere: [EntityID: EntityKind] = [:]
    private var identifiersHere: [EntityID: [Identifier]] = [:]

    /// Prepares to admit the events of a request.
    ///
    /// - Parameter targets: The events of the input that its evidence names; nil where any may be named.
    init(_ ledger: Ledger, _ request: AppendRequest, targets: Set<EventID>? = nil) throws {
        self.ledger = ledger
        self.request = request
        identities = try ledger.identities()
        introducedHere = Dictionary(
            request.events.compactMap(EntityUse.introduction)
        ) { first, _ in first }
        evidence = EvidenceAdmission(ledger, targets: targets)
    }

    /// Whether an event is to be recorded; false where it is there already and in effect.
    mutating func admit(_ event: PreparedEvent, at index: Int) throws -> Bool {
        let line = request.line(of: index)
        let id = event.id
        guard seen.insert(id).inserted else {
            result.alreadyInEffect[index] = id
            return false
        }
        if let seq = try ledger.log.position(of: id) {
            guard let setAside = try ledger.tables.setAside(seq) else {
                result.alreadyInEffect[index] = id
                return false
            }
            if request.passesOverSetAside {
                result.passedOver[index] = id
                return false
            }
            guard let by = try ledger.log.row(at: setAside.by)?.keptID, setAside.reason != .redacted else {
                throw LedgerError.illegalEvidence(
                    "the event is there already (#\(seq)) and \(try words(setAside, at: seq)); "
                        + "to record it all the same, let it say more, with a note", line: line)
            }
            throw LedgerError.notInEffect(id, setAside, by: by, line: line)
        }
        try check(event, line)
        return true
    }

    /// Why an event is not in effect where nothing brings it back.
    private func words(_ setAside: SetAside, at seq: Int) throws -> String {
        guard setAside.reason == .redacted else {
            return "was \(setAside.reason.rawValue) by #\(setAside.by), which was redacted since: "
                + "nothing can take that back"
        }
        if case .redacted = try ledger.log.row(at: seq) { return "was redacted by #\(setAside.by)" }
        return "does not count, since #\(setAside.by) redacted what it is about"
    }

    /// Checks an event that is not in the log against the ledger and what came before it.
    mutating func check(_ event: PreparedEvent, _ line: Int?) throws {
        try checkReferences(of: event, line)
        try checkIntroduction(event.event, line)
        try evidence.admit(event.event, event.id, line)
    }

    /// Every id must be introduced, in the ledger or in what is given, as what the field takes.
    private mutating func checkReferences(of event: PreparedEvent, _ line: Int?) throws {
        guard request.requiresIntroductions else { return }
        for use in event.uses {
            if let kind = introducedHere[use.id] ?? request.introducedLater[use.id] {
                if !use.takes(kind) { throw Self.misplaced(use, kind, name: nil, line) }
                continue
            }
            guard let known = try known(use.id) else {
                if try isKept(use, by: event.event) { continue }
                throw LedgerError.refused(
                    EventError(
                        kind: .badValue, field: use.field, reason: "nothing introduces \"\(use.id)\"",
                        remedy: try remedy(for: use)), line: line)
            }
            if let kind = known.kind, !use.takes(kind) {
                let name = try ledger.tables.entity(identities.current(use.id))?.name
                throw Self.misplaced(use, kind, name: name, line)
            }
        }
    }

    /// Whether an id that nothing introduces any more is spoken of as before: a source whose introduction was retracted
    /// can be distrusted while events cite it, and a correction may cite what was cited.
    private func isKept(_ use: EntityUse, by event: Event) throws -> Bool {
        guard use.expected == .source else { return false }
        switch event.fact {
        case .sourceDistrusted(let distrust):
            return try distrust.source == use.id && ledger.isCited(use.id)
        case .eventCorrected(let correction):
            guard use.field.hasPrefix("replacement.sources"), let seq = try ledger.log.position(of: correction.event)
            else { return false }
            let places = try [seq] + ledger.tables.evidence(naming: correction.event, ledger.log)
            return try places.contains { place in
                guard let told = try ledger.log.event(at: place)?.event else { return false }
                return told.content.fact.isAboutTheWorld && told.content.sources.contains { $0.source == use.id }
            }
        default:
            return false
        }
    }

    private static func misplaced(_ use: EntityUse, _ kind: EntityKind, name: String?, _ line: Int?) -> LedgerError {
        .refused(
            EventError(
                kind: .badValue, field: use.field,
                reason:
                    "\(use.id)\(name.map { " (\($0))" } ?? "") is \(kind.rawValue.withArticle), not \("\(use.role)".withArticle)"
            ),
            line: line)
    }

    private func remedy(for use: EntityUse) throws -> String {
        let suggestions = suggests ? try ledger.suggestions(for: use.id.text) : []
        if !suggestions.isEmpty { return "did you mean \(LedgerError.list(suggestions))?" }
        return use.mayBeText
            ? "introduce it first, or write it as text that is no id (with a capital letter or a space)"
            : "introduce it first: annals append \(use.introducingType) …"
    }

    private mutating func known(_ id: EntityID) throws -> KnownKind? {
        if let known = known[id] { return known }
        let found = try ledger.tables.knownKind(of: identities.current(id))
        known[id] = .some(found)
        return found
    }

    /// Introducing an id again may add to what is known, and must not contradict it.
    private mutating func checkIntroduction(_ event: Event, _ line: Int?) throws {
        guard let (id, kind) = EntityUse.introduction(event) else { return }
        if let other = try kindsHere[id] ?? known(id)?.kind, other != kind {
            throw LedgerError.refused(
                EventError(
                    kind: .conflict, field: kind.rawValue, reason: "\(id) is \(other.rawValue.withArticle) already",
                    remedy: "choose another id"), line: line)
        }
        kindsHere[id] = kind
        let identifiers: [Identifier]
        switch event.fact {
        case .personIntroduced(let person): identifiers = person.identifiers
        case .organizationIntroduced(let organization): identifiers = organization.identifiers
        default: return
        }
        guard !identifiers.isEmpty else { return }
        let current = identities.current(id)
        for known in try ledger.tables.identifiers(of: current) + identifiersHere[current, default: []] {
            guard let other = identifiers.first(where: { $0.scheme == known.scheme }),
                other.identifier != known.identifier
            else { continue }
            throw LedgerError.refused(
                EventError(
                    kind: .conflict, field: "identifiers",
                    reason: "\(id) has the \(known.scheme) identifier \(known.identifier) already, "
                        + "and this says \(other.identifier)",
                    remedy: "if it is somebody else, choose another id"), line: line)
        }
        identifiersHere[current, default: []] += identifiers
    }
}
