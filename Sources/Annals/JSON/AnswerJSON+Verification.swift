import EventLog
import Events

extension LedgerVerification {
    /// The verification for programs.
    public var json: JSONObject {
        [
            "verified": .bool(isSound),
            "events": .number(Double(log.events)), "redacted": .number(Double(log.redacted)),
            "batches": .number(Double(log.batches)), "checkpoints": .number(Double(log.checkpoints)),
            "checkpointed": .number(Double(log.checkpointed)),
            "root": log.root.map { .string($0.base64) } ?? .null,
            "projections": .string(projections.rawValue),
            "damage": .array(
                damage.map { damage in
                    .object([
                        "kind": .string(damage.kind),
                        "seq": damage.position.map { .number(Double($0)) } ?? .null,
                        "text": .string(damage.description),
                    ])
                }),
            "damage_count": .number(Double(damageCount)),
            "remarks": .array(remarks.map { .string($0.description) }),
        ]
    }
}
