import Events

/// The query that reads selected events: the first condition that there is finds them, the others are checked.
///
/// `?1` and `?2` are the first and the last position; the values follow from `?3` on.
struct SelectionQuery {
    private(set) var sql = ""
    private(set) var values: [String] = []

    init(_ selection: Selection) {
        var conditions: [(table: String, column: String, values: [String])] = []
        if let subject = selection.subject {
            conditions.append(("event_subjects", "subject", [subject.text] + selection.aliases.map(\.text)))
        }
        if !selection.sources.isEmpty {
            conditions.append(("event_subjects", "subject", selection.sources.map(\.text)))
        }
        if let type = selection.type { conditions.append(("event_types", "type", [type])) }
        let order = selection.direction == .forward ? "ASC" : "DESC"
        guard let finding = conditions.first else {
            sql = "SELECT e.seq, e.body FROM events e WHERE e.seq BETWEEN ?1 AND ?2 ORDER BY e.seq \(order)"
            return
        }
        let isOneOf = placeholders(for: finding.values)
        // An event that names two of the ids is one event.
        let index =
            finding.values.count == 1
            ? finding.table
            : "(SELECT DISTINCT seq FROM \(finding.table) WHERE \(finding.column) \(isOneOf) "
                + "AND seq BETWEEN ?1 AND ?2)"
        sql = "SELECT e.seq, e.body FROM \(index) i JOIN events e ON e.seq = i.seq WHERE i.seq BETWEEN ?1 AND ?2"
        if finding.values.count == 1 { sql += " AND i.\(finding.column) \(isOneOf)" }
        for condition in conditions.dropFirst() {
            sql +=
                " AND EXISTS (SELECT 1 FROM \(condition.table) c WHERE c.seq = i.seq "
                + "AND c.\(condition.column) \(placeholders(for: condition.values)))"
        }
        sql += " ORDER BY i.seq \(order)"
    }

    private mutating func placeholders(for added: [String]) -> String {
        let first = values.count + 3
        values += added
        return added.count == 1
            ? "= ?\(first)" : "IN (\((first..<first + added.count).map { "?\($0)" }.joined(separator: ", ")))"
    }
}

extension Event {
    /// The sources that the event cites; those of a correction's replacement too.
    var citedSources: [EntityID] {
        guard case .eventCorrected(let correction) = fact, let replacement = correction.replacement else {
            return sources.map(\.source)
        }
        return (sources + replacement.sources).map(\.source)
    }
}
