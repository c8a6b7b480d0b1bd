import EventLog
import Events
import Projections

/// Decides which events of a request are recorded, against the ledger as it stands and the request itself.
struct Admission {
    private(set) var result = AppendResult()
    private let ledger: Ledger
    private let request: AppendRequest
    private let introducedHere: Set<EntityID>
    private var evidence: EvidenceAdmission
    private var seen: Set<EventID> = []
    private var known: [EntityID: ListedEntity?] = [:]
    private var identifiersHere: [EntityID: [Identifier]] = [:]

    init(_ ledger: Ledger, _ request: AppendRequest) throws {
        self.ledger = ledger
        self.request = request
        introducedHere = Set(request.events.compactMap { Mentioned.named(by: $0) })
        evidence = EvidenceAdmission(ledger)
    }

    /// Whether an event is to be recorded; false where it is there already and in effect.
    mutating func admit(_ event: Event, at index: Int) throws -> Bool {
        let line = request.events.count > 1 ? index + 1 : nil
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
            let by = try ledger.log.event(at: setAside.by)?.id ?? id
            throw LedgerError.notInEffect(id, setAside, by: by, line: line)
        }
        try checkReferences(of: event, line)
        try checkIntroduction(event, line)
        try evidence.admit(event, id, line)
        return true
    }

    /// Every id must be introduced, in the ledger or in what is given.
    private mutating func checkReferences(of event: Event, _ line: Int?) throws {
        guard request.requiresIntroductions else { return }
        for use in EntityUse.uses(in: event) {
            if introducedHere.contains(use.id) || request.introducedLater.contains(use.id) { continue }
            guard let entity = try entity(use.id) else {
                throw LedgerError.refused(
                    EventError(
                        kind: .badValue, field: use.field, reason: "nothing introduces \"\(use.id)\"",
                        remedy: try remedy(for: use)), line: line)
            }
            if let kind = entity.kind, !use.takes(kind) {
                throw LedgerError.refused(
                    EventError(
                        kind: .badValue, field: use.field,
                        reason: "\(use.id) (\(entity.name)) is a \(kind.rawValue), not a \(use.role)"), line: line)
            }
        }
    }

    private func remedy(for use: EntityUse) throws -> String {
        let suggestions = try ledger.suggestions(for: use.id.text)
        if !suggestions.isEmpty { return "did you mean \(LedgerError.list(suggestions))?" }
        return use.mayBeText
            ? "introduce it first, or write it as text that is no id (with a capital letter or a space)"
            : "introduce it first: annals append \(use.introducingType) …"
    }

    private mutating func entity(_ id: EntityID) throws -> ListedEntity? {
        if let known = known[id] { return known }
        let current = try ledger.identities().current(id)
        let entity = try ledger.tables.entity(current)
        known[id] = .some(entity)
        return entity
    }

    /// Introducing an id again may add to what is known, and must not contradict it.
    private mutating func checkIntroduction(_ event: Event, _ line: Int?) throws {
        let identifiers: [Identifier]
        switch event.fact {
        case .personIntroduced(let person): identifiers = person.identifiers
        case .organizationIntroduced(let organization): identifiers = organization.identifiers
        default: return
        }
        guard let id = Mentioned.named(by: event), !identifiers.isEmpty else { return }
        let current = try ledger.identities().current(id)
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
