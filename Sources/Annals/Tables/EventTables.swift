import EventLog
import Events
import Projections
import SQLite

/// Why an event is not in effect, and which event says so.
public struct SetAside: Hashable, Sendable {
    /// Why.
    public let reason: SetAsideReason
    /// The place in the log of the event that says so.
    public let by: Int
}

extension ProjectionTables {
    // MARK: - Which events speak of events

    /// Notes that an evidence event names an event.
    func indexEvidence(_ target: EventID, _ seq: Int) throws {
        try statement("INSERT INTO $.evidence (target, seq) VALUES (?, ?)").bind(target.signedPrefix, seq).run()
    }

    /// Evidence events among which are all that name an event, ascending: ids are kept by their first 8 bytes.
    func evidence(perhapsNaming id: EventID) throws -> [Int] {
        try column(statement("SELECT seq FROM $.evidence WHERE target = ? ORDER BY seq").bind(id.signedPrefix)) {
            Int($0.integer(0))
        }
    }

    /// Whether an evidence event may name an event whose id begins so.
    func isNamedByEvidence(prefix: UInt64) throws -> Bool {
        try statement("SELECT 1 FROM $.evidence WHERE target = ? LIMIT 1").bind(Int(Int64(bitPattern: prefix)))
            .first { _ in true } ?? false
    }

    // MARK: - What is not in effect

    /// Notes why an event is not in effect; nil that it is.
    func note(_ setAside: SetAside?, on seq: Int) throws {
        if let setAside {
            try statement("INSERT OR REPLACE INTO $.set_aside (seq, reason, by_seq) VALUES (?, ?, ?)")
                .bind(seq, setAside.reason.rawValue, setAside.by).run()
        } else {
            try statement("DELETE FROM $.set_aside WHERE seq = ?").bind(seq).run()
        }
    }

    /// Why an event is not in effect; nil where it is.
    func setAside(_ seq: Int) throws -> SetAside? {
        try statement("SELECT reason, by_seq FROM $.set_aside WHERE seq = ?").bind(seq).first { row in
            SetAsideReason(rawValue: row.text(0)).map { SetAside(reason: $0, by: Int(row.integer(1))) }
        } ?? nil
    }
}

extension EventID {
    /// The first 8 bytes as SQLite has numbers.
    var signedPrefix: Int { Int(Int64(bitPattern: prefix)) }
}
