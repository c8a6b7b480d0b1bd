import Events

/// The query that scans a range of the log for the rows that a selection may select.
///
/// What it passes over does not have in its bytes what every selected event has; what it gives has to be looked at.
/// `?1` and `?2` are the first and the last position; the values follow from `?3` on.
struct SelectionScan {
    private(set) var sql: String
    private(set) var values: [[UInt8]] = []

    /// Above so many ids of which an event may name any, reading it is cheaper than searching for each.
    private static let mostIDs = 32
    /// What the bytes of an event have that was written in a later version of its type: only reading it shows what it
    /// says today.
    private static let version = "x'2276223A'"

    init(_ selection: Selection) {
        sql = "SELECT seq, batch, body FROM events WHERE seq BETWEEN ?1 AND ?2"
        var conditions: [String] = []
        for ids in [selection.subjects, selection.sources] where (1...Self.mostIDs).contains(ids.count) {
            conditions.append(anyOf(ids.map { "\"\($0.text)\"" }))
        }
        if let type = selection.type { conditions.append(anyOf(["\"type\":\"\(type)\""])) }
        if !conditions.isEmpty {
            sql += " AND (\(conditions.joined(separator: " AND ")) OR instr(body, \(Self.version))"
            sql += selection.selectsErased ? " OR body IS NULL)" : ")"
        }
        sql += " ORDER BY seq \(selection.direction == .forward ? "ASC" : "DESC")"
    }

    /// That the bytes have one of some texts.
    private mutating func anyOf(_ texts: [String]) -> String {
        let first = values.count + 3
        values += texts.map { Array($0.utf8) }
        return "(" + (first..<first + texts.count).map { "instr(body, ?\($0))" }.joined(separator: " OR ") + ")"
    }
}

extension Selection {
    /// The ids of which an event has to name one; none, if all events are selected.
    fileprivate var subjects: [EntityID] { subject.map { [$0] + aliases } ?? [] }

    /// Whether erased events can be selected: what they named and cited is gone, the type of evidence is not.
    fileprivate var selectsErased: Bool { subject == nil && sources.isEmpty }
}

/// Tells which rows a selection selects, positions and times apart.
struct SelectionFilter {
    private let subjects: Set<EntityID>
    private let sources: Set<EntityID>
    private let type: String?
    private let selectsErased: Bool

    init(_ selection: Selection) {
        subjects = Set(selection.subjects)
        sources = Set(selection.sources)
        type = selection.type
        selectsErased = selection.selectsErased
    }

    func selects(_ row: LogRow) -> Bool {
        if let type, row.fact?.type != type { return false }
        guard case .event(let event) = row else { return selectsErased }
        if !subjects.isEmpty, subjects.isDisjoint(with: event.event.indexedSubjects) { return false }
        return sources.isEmpty || !sources.isDisjoint(with: event.event.citedSources)
    }
}
