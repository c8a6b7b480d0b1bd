import Events
import Projections

/// What changed in tenures.
extension AnswerJSON {
    /// The organisations whose tenures changed, each with its stints before and after.
    ///
    /// - Parameter recorded: Events that a dry run kept nowhere, so that they too are named by their ids.
    public func sections(_ diff: TenureDiff, recorded: [StoredEvent] = []) throws -> JSONValue {
        .array(
            try diff.sections.map { section in
                .object([
                    "organization": value(section.organization),
                    "tenures": .array(try section.lines.map { .object(try line($0, recorded)) }),
                ])
            })
    }

    private func line(_ line: TenureDiff.Line, _ recorded: [StoredEvent]) throws -> JSONObject {
        var object: JSONObject = [
            "changes": .array(line.kinds.map { .string($0.rawValue) })
        ]
        object["before"] = try line.before.map { .object(try side($0, recorded)) } ?? .null
        object["after"] = try line.after.map { .object(try side($0, recorded)) } ?? .null
        return object
    }

    private func side(_ tenure: PersonHistory.Tenure, _ recorded: [StoredEvent]) throws -> JSONObject {
        var object = try self.tenure(tenure, showsCertainty: false, showsPerson: true)
        guard !recorded.isEmpty else { return object }
        let unsaved = Dictionary(recorded.map { ($0.seq, $0.id) }) { first, _ in first }
        object["events"] = .array(
            try tenure.stint.events.flatMap { seq in
                try unsaved[seq].map { [$0] } ?? ledger.ids(ofEventsAt: [seq])
            }.map { .string($0.hex) })
        return object
    }
}
