import Events
import Projections

/// What a writer has seen and relies on; checked when the batch is recorded, against the ledger as it is then.
///
/// It refuses less than an expected position does: what others append meanwhile about other things is no obstacle.
public enum Assumption: Hashable, Sendable {
    /// The event still says what it said.
    case says(Standing)
    /// No live retraction names the event.
    case isNotRetracted(EventID)
    /// No live evidence distrusts the source, under any of its ids.
    case isTrusted(EntityID)

    /// Throws where the assumption does not hold.
    func check(in ledger: Ledger) throws {
        switch self {
        case .says(let standing): try Self.check(standing, in: ledger)
        case .isNotRetracted(let id):
            for seq in try ledger.tables.evidence(naming: id, ledger.log) {
                guard let evidence = try ledger.log.entry(at: seq), evidence.event.type == EventRetracted.type,
                    try ledger.tables.setAside(seq) == nil
                else { continue }
                let place = try ledger.log.position(of: id).map { "#\($0)" } ?? "the event"
                throw LedgerError.illegalEvidence(
                    "\(place) was retracted by #\(seq) already; \(try ledger.wayBack(from: seq))", line: nil)
            }
        case .isTrusted(let source):
            let rulings = Rulings(try EffectiveReader.generalEvidence(ledger.log, ledger.tables))
            guard let distrust = rulings.distrust(of: source) else { return }
            throw LedgerError.illegalEvidence(
                "\(source) is distrusted by #\(distrust.seq) already; to trust it again, retract that: "
                    + "annals retract \(distrust.seq) --reason \"…\"", line: nil)
        }
    }

    private static func check(_ seen: Standing, in ledger: Ledger) throws {
        let seq = seen.original.seq
        let now = try ledger.standing(ledger.logged(seen.original))
        guard now != seen else { return }
        let cause = now.correction.map { "was corrected by #\($0.seq)" } ?? "is no longer corrected"
        throw LedgerError.illegalEvidence(
            "#\(seq) \(cause) meanwhile; look at what it says now with `annals show \(seq)`, then correct that",
            line: nil)
    }
}
