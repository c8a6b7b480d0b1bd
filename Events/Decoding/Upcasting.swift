/// Reads an event written in an older version of its type as the current one.
///
/// A type that changes its shape gets a step from each version to the next, here and nowhere else. Events stay stored
/// and hashed as they were written; a step only says how they are read.
struct Upcasting: Sendable {
    /// From one version of a type to the next.
    struct Step: Sendable {
        let type: String
        /// The version read; the step gives the one after.
        let version: Int
        /// The event's fields of that version to those of the next, without `v`.
        let rewrite: @Sendable (JSONObject) -> JSONObject
    }

    /// The steps of this vocabulary: none, as all types are at version 1.
    static let current = Upcasting(steps: [])

    private let steps: [Step]

    init(steps: [Step]) {
        self.steps = steps
    }

    /// The current version of a type.
    func version(of type: String) -> Int {
        steps.reduce(1) { version, step in step.type == type ? max(version, step.version + 1) : version }
    }

    /// The fields in the current version of the type; throws for a version that is newer.
    func current(_ object: JSONObject, type: String, version: Int) throws(EventError) -> JSONObject {
        let newest = self.version(of: type)
        guard version <= newest else {
            throw EventError(
                kind: .newerVersion, field: "v",
                reason: "version \(version) of \(type) was made by a newer Annals; this one knows version \(newest)",
                remedy: "use a newer Annals")
        }
        var object = object
        for known in version..<newest {
            guard let step = steps.first(where: { $0.type == type && $0.version == known }) else { continue }
            object["v"] = nil
            object = step.rewrite(object)
        }
        return object
    }
}
