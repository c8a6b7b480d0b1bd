import Annals
import Events
import Projections

extension Ledger {
    /// The ids of events at places in the log, shortened, for a column.
    func shortIDs(ofEventsAt places: [Int]) -> String {
        // An id that cannot be read is left out: the answer beside it does not depend on it.
        ((try? ids(ofEventsAt: places)) ?? []).map(\.short).joined(separator: " ")
    }

    /// The column of shortened ids.
    var shortIDs: ([Int]) -> String { { self.shortIDs(ofEventsAt: $0) } }

    /// An organisation or a person, of whatever kind the text fits.
    func resolveHolderOrPlace(_ text: String, believing belief: Belief = .current) throws -> ListedEntity {
        do {
            return try resolve(text, as: [.organization, .person], believing: belief)
        } catch LedgerError.unknown(let text, _, let suggestions) {
            throw LedgerError.unknown(text, kind: "organization or person", suggestions: suggestions)
        }
    }

    /// A person; an organisation, which can hold a position too, where no person is called so.
    func resolvePerson(_ text: String, believing belief: Belief = .current) throws -> ListedEntity {
        do {
            return try resolve(text, as: [.person], believing: belief)
        } catch let error as LedgerError {
            guard case .unknown = error else { throw error }
            do {
                return try resolve(text, as: [.organization], believing: belief)
            } catch is LedgerError {
                throw error
            }
        }
    }
}

extension EventTable {
    /// The rows of a history.
    init(
        _ entries: [HistoryEntry], of ledger: Ledger, telling namesakes: Namesakes,
        believing belief: Belief = .current
    ) throws {
        let summary = try ledger.summarizer(telling: namesakes, believing: belief)
        rows = try entries.map { entry in
            Row(
                date: entry.event.date?.text ?? "", summary: summary(entry.event), sources: entry.sources,
                id: try ledger.ids(ofEventsAt: Array(entry.events.prefix(1))).first?.short ?? "",
                others: entry.events.count - 1)
        }
    }
}
