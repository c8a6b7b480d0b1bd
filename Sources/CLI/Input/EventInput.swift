import Annals
import Chronology
import Events
import Projections

/// Makes the events of one `annals append TYPE …`: those whom `--new` introduces, then the event itself.
struct EventInput {
    private let options: AppendOptions
    private let description: EventTypeDescription
    private let names: NameInput
    private let fields: FieldInput
    private let newcomers: [Newcomer]

    init(_ options: AppendOptions, _ description: EventTypeDescription, _ ledger: Ledger, today: CivilDay) throws {
        self.options = options
        self.description = description
        newcomers = try options.newcomers.map(Newcomer.init)
        names = NameInput(ledger, newcomers, Prompt.onTerminal())
        fields = FieldInput(ledger: ledger, names: names, today: today)
    }

    /// What was understood where it was not typed as such.
    var remarks: [String] { names.remarks }

    /// The events, in the order in which they are to be recorded.
    func events() throws -> [Event] {
        let citations = try CitationInput(names).citations(options.citations)
        let introductions = newcomers.map { $0.event(citing: citations) }
        for (newcomer, event) in zip(newcomers, introductions) { try checkIsNew(newcomer.id, event) }
        let event = try event(citing: citations)
        if !isIDGiven, let field = introducedField, case .string(let text)? = event.json[field],
            let id = EntityID(text)
        {
            try checkIsNew(id, event)
        }
        return introductions + [event]
    }

    private func event(citing citations: [Citation]) throws -> Event {
        var json: JSONObject = ["type": .string(description.type)]
        for field in description.fields {
            let given = options.fields.filter { $0.field.name == field.name }
            if given.isEmpty { continue }
            // What the type introduces is not looked up: it is to be new.
            json[field.name] = field.name == introducedField ? .string(given[0].text) : try fields.value(given)
        }
        keepMergedIDs(in: &json)
        if let introducedField, !isIDGiven { json[introducedField] = try idFromName(introducedField, json) }
        for (name, group) in Dictionary(grouping: options.customFields, by: \.name).sorted(by: { $0.key < $1.key }) {
            let values = group.map { FieldInput.free($0.text) }
            json[name] = values.count == 1 ? values[0] : .array(values)
        }
        do {
            let event = try Event(json: .object(json))
            return citations.isEmpty ? event : try event.with(sources: citations).validated()
        } catch {
            throw InputError(nil, Self.withFlag(error))
        }
    }

    /// Two ids that are one already stay as they were typed: the refusal says by which merge they are.
    private func keepMergedIDs(in json: inout JSONObject) {
        guard description.type == EntityMerged.type, let from = json["from"], from == json["into"] else { return }
        let typed = ["from", "into"].map { name in options.fields.first { $0.field.name == name }?.text ?? "" }
        guard typed[0] != typed[1], typed.allSatisfy({ EntityID($0) != nil }) else { return }
        json["from"] = .string(typed[0])
        json["into"] = .string(typed[1])
    }

    /// An error about a field as one about its flag.
    static func withFlag(_ error: EventError) -> String {
        guard let path = error.field else { return error.description }
        let root = path.prefix { $0 != "." && $0 != "[" }
        let flag = root == "sources" ? "--source" : FlagNames.flag(String(root))
        // The path inside the field stays: `replacement.date` is the date in --replacement.
        let inside = root == "sources" ? "" : path.dropFirst(root.count)
        return "\(flag)\(inside): \(error.reason)" + (error.remedy.map { "; \($0)" } ?? "")
    }

    // MARK: - Ids that are made of names

    /// The field that holds the id which the type introduces.
    private var introducedField: String? {
        switch description.type {
        case PersonIntroduced.type: "person"
        case OrganizationIntroduced.type: "organization"
        case PostCreated.type: "post"
        case WorkPublished.type: "work"
        case SourceAdded.type: "source"
        default: nil
        }
    }

    private var isIDGiven: Bool {
        description.type == PostCreated.type || options.fields.contains { $0.field.name == introducedField }
    }

    private func idFromName(_ field: String, _ json: JSONObject) throws -> JSONValue? {
        let key = description.type == WorkPublished.type || description.type == SourceAdded.type ? "title" : "name"
        guard case .string(let name)? = json[key] else { return nil }
        guard let id = SlugMaker.id(for: name) else {
            throw InputError(
                FlagNames.flag(field),
                "is missing, and no id can be made of \"\(name)\"; "
                    + "give one of a–z, 0–9 and hyphens")
        }
        names.remark("\(FlagNames.flag(field)): \(id)")
        return .string(id.text)
    }

    /// An id that was made of a name, or that `--new` gives, must not be somebody else's.
    private func checkIsNew(_ id: EntityID, _ event: Event) throws {
        guard let known = try names.known(id), try !fields.isRecorded(event) else { return }
        let kind = known.kind.map { "the \($0.rawValue) " } ?? ""
        throw InputError(
            nil,
            "the id \(id) is taken by \(kind)\(known.name); leave the introduction out if that is who is meant, "
                + "else choose another id")
    }
}

extension FieldInput {
    /// Whether the log has an event already.
    func isRecorded(_ event: Event) throws -> Bool {
        do {
            _ = try ledger.event(event.id.hex)
            return true
        } catch LedgerError.unknownEvent {
            return false
        }
    }
}

/// Reads the sources that `--source`, `--locator` and `--quote` give.
struct CitationInput {
    private let names: NameInput

    init(_ names: NameInput) {
        self.names = names
    }

    /// The citations with their sources' ids.
    func citations(_ given: [GivenCitation]) throws -> [Citation] {
        try given.map {
            Citation(
                source: try names.id($0.source, .source, flag: "--source"), locator: $0.locator, quote: $0.quote)
        }
    }
}
