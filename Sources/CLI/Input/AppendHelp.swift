import Events

/// The help of `annals append`, made of the catalog.
enum AppendHelp {
    /// Every type by family, and the options that all of them share.
    static var overview: [String] {
        var lines = [
            "Record an event, or JSON Lines as one batch.",
            "",
            "  annals append TYPE --field value …   one event; annals append TYPE --help lists its fields",
            "  annals append --batch FILE           one JSON event a line; annals schema describes them",
            "  annals append -                      the same from standard input",
            "",
            "  annals append position.ended --person \"Sam Altman\" --organization OpenAI \\",
            "      --position \"Chief Executive Officer\" --how removed --date 2023-11-17 --source blog-2023-11-17",
        ]
        lines += [""] + types
        lines += ["", "OPTIONS"] + table(options(of: nil, .append))
        lines += [
            "", "A name in place of an id is looked up in every spelling that the ledger knows. A date is EDTF or what",
            "people say: \"late 2015\", \"before 2016\", \"yesterday\". What was understood is told on standard error.",
        ]
        return lines
    }

    /// The types by family with what they say.
    static var types: [String] {
        EventFamily.allCases.flatMap { family -> [String] in
            let types = EventCatalog.types.filter { $0.family == family }
            if family == .custom {
                return ["CUSTOM"] + table([("x.NAME", "A type of your own, with fields of your own: kept and shown.")])
            }
            return [family.rawValue.uppercased()] + table(types.map { ($0.type, $0.summary) })
        }
    }

    /// What one type says and the flags that it takes.
    static func page(of type: EventTypeDescription) -> [String] {
        var lines = [type.summary, "", "  annals append \(type.type) \(usage(of: type))"]
        if !type.alternatives.isEmpty {
            let flags = type.alternatives.map(FlagNames.flag)
            lines += ["", "At least one of \(flags.joined(separator: ", ")) is needed."]
        }
        if !type.ownFields.isEmpty { lines += ["", "FIELDS"] + table(rows(type, type.ownFields)) }
        if type.family == .custom {
            lines += ["", "Every other flag is a field of your own: numbers, true, false and JSON are taken as such."]
        }
        lines += ["", "COMMON FIELDS"] + table(rows(type, type.commonFields.filter { $0.kind != .sources }))
        lines += ["", "OPTIONS"] + table(options(of: type, .append))
        return lines
    }

    /// The fields of a type and the options of a command that takes them, but for fields that words without flags give.
    static func fieldsAndOptions(
        of type: EventTypeDescription, without given: [String], _ command: WritingCommand
    ) -> [String] {
        let fields = type.fields.filter { $0.kind != .sources && !given.contains($0.name) }
        // What an event has it keeps: a correction need not give it.
        let known = command.takes("--unset") ? fields.map(\.optional) : fields
        return ["", "FIELDS"] + table(rows(type, known)) + optionsSection(of: type, command)
    }

    /// The options of a command.
    static func optionsSection(of type: EventTypeDescription?, _ command: WritingCommand) -> [String] {
        ["", "OPTIONS"] + table(options(of: type, command))
    }

    private static func usage(of type: EventTypeDescription) -> String {
        let required = type.fields.filter { $0.isRequired && !isMadeOfName($0, type) }
        return (required.map { "\(FlagNames.flag($0.name)) \(placeholder($0.kind))" } + ["…"]).joined(separator: " ")
    }

    private static func rows(
        _ type: EventTypeDescription, _ fields: [FieldDescription]
    ) -> [(String, String)] {
        fields.map { field in
            let placeholder = field.kind == .flag ? "" : " \(placeholder(field.kind))"
            var text = field.summary
            if isMadeOfName(field, type) {
                text += " (made of the name if left out)"
            } else if field.isRequired {
                text += " (required)"
            }
            return (FlagNames.flag(field.name) + placeholder, text + note(field.kind))
        }
    }

    private static func isMadeOfName(_ field: FieldDescription, _ type: EventTypeDescription) -> Bool {
        switch (type.type, field.name) {
        case (PersonIntroduced.type, "person"), (OrganizationIntroduced.type, "organization"),
            (WorkPublished.type, "work"), (SourceAdded.type, "source"):
            true
        default: false
        }
    }

    private static func placeholder(_ kind: FieldKind) -> String {
        switch kind {
        case .text(.prose): "TEXT"
        case .text: "TEXT"
        case .integer, .number: "NUMBER"
        case .flag: ""
        case .date: "DATE"
        case .entity(let role): role == .any ? "NAME" : role.rawValue.uppercased()
        case .entityOrText: "NAME"
        case .reportsTo: "SUPERIOR"
        case .eventID: "EVENT"
        case .choice: "WORD"
        case .names: "\"NAME;LANGUAGE;KIND\""
        case .identifiers: "SCHEME:IDENTIFIER"
        case .value: "VALUE"
        case .event, .remains: "JSON"
        case .sources: "SOURCE"
        case .list(let element): placeholder(element)
        case .extra: "KEY=VALUE"
        }
    }

    private static func note(_ kind: FieldKind) -> String {
        switch kind {
        case .choice(let words): ": " + words.joined(separator: ", ")
        case .list, .names, .identifiers, .extra: "; may be repeated"
        case .value: "; repeated, it is a list"
        case .eventID: ": its position in the log, its id, or the id's first digits"
        default: ""
        }
    }

    private static func options(
        of type: EventTypeDescription?, _ command: WritingCommand
    ) -> [(String, String)] {
        let own = Set((type?.ownFields ?? []).map { FlagNames.flag($0.name) })
        return options.filter { command.takes(String($0.0.prefix { $0 != " " })) }.map { flag, text in
            // Where the type has a field of that name, the option goes by its other one.
            let name = flag.prefix { $0 != " " }
            guard own.contains(String(name)) else { return (flag, text) }
            let other = name == "--source" ? "--cite" : "--batch-author"
            return (other + flag.dropFirst(name.count), text)
        }
    }

    private static let options: [(String, String)] = [
        ("--batch FILE", "record the JSON Lines of a file as one batch; - is standard input"),
        ("--reason TEXT", "why; it stands in the note"),
        ("--unset FIELD", "leave a field out; x.KEY for a field of your own; may be repeated"),
        ("--source SOURCE", "a source that says so; may be repeated"),
        ("--locator TEXT", "where in the source before it: a page, a paragraph"),
        ("--quote TEXT", "the words of the source before it"),
        ("--drop-source SOURCE", "a source that the event no longer cites; may be repeated"),
        ("--replace-sources", "cite what --source gives in the place of all sources before"),
        (
            "--new NAME",
            "introduce a person on the way; also ID=NAME, organization:NAME, source:ID=TITLE; may be repeated"
        ),
        ("--message TEXT", "why the batch is recorded"),
        ("--author NAME", "who records it (default: ANNALS_AUTHOR)"),
        ("--expect SEQ", "refuse unless the log ends at this position"),
        ("--dry-run", "check everything, record nothing, show what would change"),
        ("--all", "show every line of what changes, not the first ones"),
        ("--at DATE", "with --dry-run: show the charts of that date too"),
        ("--checkpoint", "sign the ledger with the events in it, and keep what was signed"),
        ("--key FILE", "with --checkpoint: the key that signs (default: ANNALS_KEY; see annals key)"),
        ("--format text|json", "how the answer is printed"),
        ("--ledger FILE", "the ledger (default: ANNALS_LEDGER, else annals.db)"),
        ("--quiet", "print no remarks"),
    ]

    private static func table(_ rows: [(String, String)]) -> [String] {
        let width = rows.map { $0.0.count }.max() ?? 0
        return rows.map { left, right in
            "  " + left + String(repeating: " ", count: width - left.count + 2) + right
        }
    }
}

extension FieldDescription {
    /// The same field, which need not be given.
    fileprivate var optional: FieldDescription { FieldDescription(name, kind, summary) }
}
