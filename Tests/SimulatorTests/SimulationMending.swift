import Foundation
import SQLite

@testable import Annals

/// Rows that are gone from a ledger's file, and that what is left of it can make anew.
enum SimulatedLoss: CaseIterable {
    case tile, id, batch, progress, tenures, table

    /// The SQL that takes them away; nil where nothing that is left would say what they were.
    func sql(in model: SimulatedModel, _ random: inout SeededRandom) -> String? {
        switch self {
        // The hash of an erased event stands in its tile alone.
        case .tile: model.erasedIDs.isEmpty ? "DELETE FROM tiles" : nil
        case .id: Self.someRow(of: "event_ids", model, &random)
        // Of a batch whose events are all erased nothing else tells the time.
        case .batch:
            model.events.randomElement(using: &random).map { "DELETE FROM batches WHERE batch = \($0.batch)" }
        case .progress: "DELETE FROM projections"
        case .tenures:
            RandomEvents.people.randomElement(using: &random).map {
                "DELETE FROM stints WHERE person = (SELECT number FROM terms WHERE text = '\($0)')"
            }
        case .table: ProjectionSchema.tables.randomElement(using: &random).map { "DELETE FROM \($0.name)" }
        }
    }

    private static func someRow(of table: String, _ model: SimulatedModel, _ random: inout SeededRandom) -> String? {
        model.events.randomElement(using: &random).map { "DELETE FROM \(table) WHERE seq = \($0.seq)" }
    }
}

/// The doctor, on a ledger that is sound and on one that is not.
extension Simulation {
    func callDoctor() throws {
        let before = try folder.bytes(path)
        let (found, after, failure) = try Doctor.mend(path)
        if !found.isSound || !after.isSound || failure != nil {
            fault("the doctor finds \(found.findings) in a sound ledger, and \(String(describing: failure))")
        }
        if try folder.bytes(path) != before { fault("the doctor changed a sound ledger") }
    }

    /// Goes on from a copy that lost something and was mended.
    func damageAndMend() throws {
        guard let loss = SimulatedLoss.allCases.randomElement(using: &random), let sql = loss.sql(in: model, &random)
        else { return }
        let copy = try folder.copy(path)
        history.append(sql)
        guard try Self.lose(sql, copy) > 0 else { return }
        let (found, after, failure) = try Doctor.mend(copy)
        // Tables of which nothing says how far they know the log are no damage: the next to open it catches them up.
        if found.isSound && loss != .progress { fault("the doctor does not see it") }
        if let failure { fault("mending ended in \(failure)") }
        if !after.isSound { fault("the doctor leaves \(after.findings)") }
        // What is checked after every step holds it against the model: bytes, root and checkpoints are as they were.
        try goOn(from: copy, "mended", closing: true)
    }

    /// Does something to a file past the triggers, which are there again afterwards; how many rows it changed.
    private static func lose(_ sql: String, _ path: String) throws -> Int {
        let connection = try Connection(path: path)
        defer { try? connection.close() }
        var triggers: [(name: String, sql: String)] = []
        try connection.statement("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").forEach {
            triggers.append(($0.text(0), $0.text(1)))
        }
        return try connection.transaction(.immediate) {
            for trigger in triggers { try connection.execute("DROP TRIGGER \(trigger.name)") }
            try connection.execute(sql)
            let lost = connection.changes
            for trigger in triggers { try connection.execute(trigger.sql) }
            return lost
        }
    }
}
