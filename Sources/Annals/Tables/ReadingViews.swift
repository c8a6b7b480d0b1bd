import Events

/// A view that reads the tables' numbers as words, for whoever looks with SQL: no answer is made from it.
struct ReadingView {
    let name: String
    /// What makes it, as SQLite keeps it.
    let definition: String

    private init(_ name: String, _ query: String) {
        self.name = name
        definition = "CREATE VIEW \(name) AS \(query)"
    }

    static let all = [
        ReadingView(
            "entities",
            """
            SELECT t.text AS id, e.kind, n.name, e.since FROM known_entities e JOIN terms t ON t.number = e.entity \
            JOIN known_names n ON n.entity = e.entity AND n.position = 0
            """),
        ReadingView(
            "names",
            """
            SELECT t.text AS entity, n.position, n.name, n.language, n.kind \
            FROM known_names n JOIN terms t ON t.number = n.entity
            """),
        ReadingView(
            "identifiers",
            """
            SELECT t.text AS entity, i.scheme, i.identifier FROM known_identifiers i JOIN terms t ON t.number = i.entity
            """),
        ReadingView("tenures", tenures),
    ]

    private static let tenures = """
        SELECT o.text AS organization, p.text AS person, \
        CASE s.seat & 3 WHEN 1 THEN 'post:' || x.text WHEN 2 THEN 'title:' || f.folded \
        ELSE 'kind:' || coalesce(\(words("s.seat >> 2", PositionKind.self)), '') END AS seat, s.stint, \
        s.start_earliest, s.start_latest, s.end_earliest, s.end_latest, \
        CASE s.flags & 12 WHEN 0 THEN 'ended' WHEN 4 THEN 'open' ELSE 'unknown' END AS end_state, \
        CASE s.flags & 48 WHEN 0 THEN 'permanent' WHEN 16 THEN 'acting' ELSE 'either' END AS stint_kind, \
        s.flags >> 10 & 1 AS is_start_disputed, s.flags >> 11 & 1 AS is_end_disputed, \
        (SELECT text FROM terms WHERE number = s.position) AS position, \
        \(words("s.kind", PositionKind.self)) AS position_kind, \
        (SELECT text FROM terms WHERE number = s.area) AS area, \
        (SELECT text FROM terms WHERE number = s.on_behalf_of) AS on_behalf_of, \
        (SELECT text FROM terms WHERE number = s.reports_to) AS reports_to, \
        \(words("s.how_started", StartManner.self)) AS how_started, \(words("s.how_ended", EndManner.self)) AS how_ended, \
        s.start_events, coalesce(s.end_events, s.start_events) AS end_events, \
        coalesce(s.events, CASE WHEN s.end_events IS NULL OR s.end_events = '' THEN s.start_events \
        WHEN s.start_events = '' THEN s.end_events ELSE s.start_events || ' ' || s.end_events END) AS events, s.since \
        FROM stints s JOIN terms o ON o.number = s.organization JOIN terms p ON p.number = s.person \
        LEFT JOIN terms x ON s.seat & 3 IN (1, 2) AND x.number = s.seat >> 2 \
        LEFT JOIN titles f ON s.seat & 3 = 2 AND f.term = s.seat >> 2
        """

    /// The word for each code of a choice; NULL for any other.
    private static func words<Choice: CaseIterable & RawRepresentable>(_ column: String, _ choice: Choice.Type)
        -> String
    where Choice.RawValue == String {
        let cases = choice.allCases.enumerated().map { "WHEN \($0 + 1) THEN '\($1.rawValue)'" }
        return "CASE \(column) \(cases.joined(separator: " ")) END"
    }
}
