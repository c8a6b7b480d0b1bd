import Events

/// The reference of event types, written from the catalog: what `Documentation/events.md` has to be.
enum EventReference {
    static var text: String {
        var lines = introduction
        for family in EventFamily.allCases {
            let types = EventCatalog.types.filter { $0.family == family }
            guard !types.isEmpty else { continue }
            lines += ["", "## \(family.rawValue.prefix(1).uppercased())\(family.rawValue.dropFirst())"]
            for type in types { lines += section(on: type) }
        }
        return (lines + custom).joined(separator: "\n") + "\n"
    }

    private static let introduction =
        [
            "# Event types",
            "",
            "One event is one flat JSON object. This page is written from the catalog in `Events/EventCatalog.swift`; a",
            "test fails where it differs, and says how to write it anew. `annals schema` prints the same as a JSON",
            "Schema, `annals append TYPE --help` as flags. What dates mean is on the page on [time](time.md).",
            "",
            "## Fields of every type",
            "",
            "`!` marks what is required. Introductions, sources and evidence have no `date`; all other types require one.",
            "",
        ] + table(EventCatalog.commonFields)
        + [
            "",
            "Assigned by the ledger and refused from anybody else: "
                + EventCatalog.assignedFields.map { "`\($0)`" }.joined(separator: ", ") + ".",
        ]

    private static let custom = [
        "",
        "## Custom",
        "",
        "A type whose name begins with `x.` is your own: it requires a `date`, takes any fields, is kept and shown in",
        "histories, and ignored by charts. Fields of it that are called like a field above and hold an id name that",
        "entity, so that the event appears in its history.",
    ]

    private static func section(on type: EventTypeDescription) -> [String] {
        var lines = ["", "### `\(type.type)`", "", type.summary + " " + date(type.date)]
        if !type.alternatives.isEmpty {
            let names = type.alternatives.map { "`\($0)`" }
            lines.append("At least one of \(names.joined(separator: ", ")) is given.")
        }
        return lines + [""] + table(type.ownFields)
    }

    private static func date(_ date: WorldDate) -> String {
        switch date {
        case .none: "It has no world date."
        case .required(let rule): "Its date is \(words(for: rule))."
        }
    }

    private static func table(_ fields: [FieldDescription]) -> [String] {
        ["| field | takes | meaning |", "|---|---|---|"]
            + fields.map { field in
                "| `\(field.name)`\(field.isRequired ? "!" : "") | \(words(for: field.kind)) | \(field.summary) |"
            }
    }

    private static func words(for rule: DateRule) -> String {
        switch rule {
        case .point: "a date, not an interval"
        case .pointOrInterval: "a date or an interval"
        case .any: "a date, an interval or a set"
        }
    }

    private static func words(for kind: FieldKind) -> String {
        switch kind {
        case .text(let rule):
            "\(rule.allowsLines ? "text" : "one line of text") up to \(rule.maximumLength) characters"
        case .integer(let range):
            range.upperBound >= 9_007_199_254_740_991
                ? range.lowerBound < 0 ? "a whole number" : "a whole number from \(range.lowerBound)"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .number: "a number"
        case .flag: "`true` or `false`"
        case .date(let rule): words(for: rule)
        case .entity(let role): role == .any ? "an id" : "the id of \(article(role)) \(role.rawValue)"
        case .entityOrText: "an id, or text that is no id"
        case .reportsTo: "a post's or a person's id, or a title in the same organization"
        case .eventID: "an event's id"
        case .choice(let words): words.map { "`\($0)`" }.joined(separator: ", ")
        case .names: "a list of `{name!, language, kind}`"
        case .identifiers: "a list of `{scheme!, identifier!}`"
        case .value: "text, a number, or a list of them"
        case .event: "an event"
        case .remains: "an object"
        case .sources: "a list of source ids or of `{source!, locator, quote}`"
        case .list(let element): "a list; each is \(words(for: element))"
        case .extra: "an object"
        }
    }

    private static func article(_ role: EntityRole) -> String { role == .organization ? "an" : "a" }
}
