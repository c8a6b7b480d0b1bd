import Events

/// Answers line by line as comma-separated values: the columns of each sort of answer, in a fixed order.
struct RecordTable {
    /// One column: a member of the line's object, or of an object in it.
    struct Column {
        let title: String
        let path: [String]

        /// A member that is a value.
        static func value(_ key: String) -> [Column] { [Column(title: key, path: [key])] }

        /// A member that is an id with a name: two columns.
        static func named(_ key: String) -> [Column] {
            [Column(title: "\(key)_id", path: [key, "id"]), Column(title: key, path: [key, "name"])]
        }
    }

    let columns: [Column]
    let lines: [JSONObject]

    /// The records, each without its last line feed, the titles first.
    func records(isForTerminal: Bool) -> [String] {
        let writer = CSVWriter(isForTerminal: isForTerminal)
        let titles = writer.record(columns.map { .text($0.title) })
        let records = lines.map { line in writer.record(columns.map { Self.cell($0.path, in: line) }) }
        return ([titles] + records).map { record in
            String(String.UnicodeScalarView(record.unicodeScalars.dropLast()))
        }
    }

    private static func cell(_ path: [String], in line: JSONObject) -> CSVWriter.Cell {
        var value = JSONValue.object(line)
        for key in path {
            guard case .object(let object) = value, let member = object[key] else { return .empty }
            value = member
        }
        return cell(value)
    }

    private static func cell(_ value: JSONValue) -> CSVWriter.Cell {
        switch value {
        case .null: .empty
        case .bool(let flag): .text(flag ? "true" : "false")
        case .number(let number): Int(exactly: number).map(CSVWriter.Cell.number) ?? .text(number.description)
        case .string(let text): .text(text)
        case .array(let values): .text(values.map(text).joined(separator: " "))
        case .object: .text(JSONText.compact(value))
        }
    }

    private static func text(_ value: JSONValue) -> String {
        switch value {
        case .string(let text): return text
        // Somebody in a list is named by the id: a cell has no room for more columns.
        case .object(let object): return object.id ?? JSONText.compact(value)
        default: return JSONText.compact(value)
        }
    }
}

extension JSONObject {
    /// The id of somebody or something with a name.
    fileprivate var id: String? {
        guard count == 2, case .string(let id)? = self["id"], self["name"] != nil else { return nil }
        return id
    }
}

extension [RecordTable.Column] {
    /// The columns that every tenure and holder has.
    private static var dates: Self {
        ["start", "end", "end_state", "certainty", "disputed", "inferred", "events"].flatMap(RecordTable.Column.value)
    }

    /// The holders of a chart.
    static var holders: Self {
        RecordTable.Column.named("organization")
            + ["at", "position", "post", "kind", "reports_to"].flatMap(RecordTable.Column.value)
            + RecordTable.Column.named("person") + RecordTable.Column.value("acting")
            + RecordTable.Column.value("vacant") + dates
    }

    /// The tenures of a history.
    static var tenures: Self {
        RecordTable.Column.named("person") + RecordTable.Column.named("organization")
            + ["position", "post", "kind", "acting", "vacant"].flatMap(RecordTable.Column.value) + dates
    }

    /// What changed between two charts.
    static var changes: Self {
        func sides(_ keys: [String]) -> Self {
            ["before", "after"].flatMap { side in
                keys.map { RecordTable.Column(title: "\(side)_\($0)", path: [side, $0]) }
            }
        }
        return RecordTable.Column.value("change") + RecordTable.Column.value("also")
            + RecordTable.Column.named("organization") + RecordTable.Column.value("position")
            + RecordTable.Column.named("person")
            + sides(["position", "certainty", "acting", "start", "end", "end_state", "disputed"])
            + [RecordTable.Column(title: "value", path: ["value", "of"])]
            + ["before", "after"].map { RecordTable.Column(title: "value_\($0)", path: ["value", $0]) }
            + RecordTable.Column.value("events")
    }

    /// Names of people and organisations, and what a search found.
    static var entries: Self { ["id", "kind", "name", "names"].flatMap(RecordTable.Column.value) }

    /// Seats.
    static var positions: Self {
        RecordTable.Column.named("organization")
            + ["position", "post", "kind", "reports_to", "seats", "held_by"].flatMap(RecordTable.Column.value)
    }

    /// Sources with what rests on them.
    static var sources: Self {
        ["id", "title", "publisher", "author", "published", "url", "language", "cited_by", "in_effect", "distrusted"]
            .flatMap(RecordTable.Column.value)
    }

    /// The days of a timeline.
    static var timelines: Self {
        RecordTable.Column.named("person") + RecordTable.Column.named("organization")
            + [
                "position", "post", "kind", "acting", "first_day", "last_day", "certainty", "disputed", "end_state",
                "events",
            ].flatMap(RecordTable.Column.value)
    }

    /// People counted period by period.
    static var headcounts: Self {
        RecordTable.Column.named("organization")
            + ["period", "day", "lower", "upper", "undated"].flatMap(RecordTable.Column.value)
    }

    /// The days that two people had together.
    static var overlaps: Self {
        RecordTable.Column.named("organization") + RecordTable.Column.named("first")
            + RecordTable.Column.value("first_position") + RecordTable.Column.named("second")
            + ["second_position", "first_day", "last_day", "certainty", "disputed", "events"]
            .flatMap(RecordTable.Column.value)
    }

    /// Events that rest on a source.
    static var events: Self {
        ["date", "type", "summary", "event", "set_aside"].flatMap(RecordTable.Column.value)
    }

    /// What a check found.
    static var findings: Self {
        RecordTable.Column.value("kind") + RecordTable.Column.named("organization")
            + ["people", "position", "summary", "source", "events", "next"].flatMap(RecordTable.Column.value)
    }
}
