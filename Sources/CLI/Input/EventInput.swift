import Annals
import Chronology
import Events
import Projections

/// Makes the events that flags give: those whom `--new` introduces, then the event itself or a correction.
struct EventInput {
    private let options: EventOptions
    private let description: EventTypeDescription
    private let ledger: Ledger
    private let names: NameInput
    private let fields: FieldInput
    private let newcomers: [Newcomer]

    init(_ options: EventOptions, _ description: EventTypeDescription, _ ledger: Ledger, today: CivilDay) throws {
        self.options = options
        self.description = description
        self.ledger = ledger
        newcomers = try options.newcomers.map(Newcomer.init)
        names = NameInput(ledger, newcomers, Prompt.onTerminal(), introduces: options.introduces)
        fields = FieldInput(ledger: ledger, names: names, today: today)
    }

    /// What was understood where it was not typed as such.
    var remarks: [String] { names.remarks }

    /// The events, in the order in which they are to be recorded.
    func events() throws -> [Event] {
        let citations = try CitationInput(names).citations(options.citations)
        let introductions = try introductions(citing: citations)
        let event = try event(citing: citations)
        if !isIDGiven, let field = introducedField, case .string(let text)? = event.json[field],
            let id = EntityID(text)
        {
            try checkIsNew(id, event)
        }
        return introductions + [event]
    }

    private func introductions(citing citations: [Citation]) throws -> [Event] {
        try newcomers.map { newcomer in
            let event = newcomer.event(citing: citations)
            try checkIsNew(newcomer.id, event)
            return event
        }
    }

    private func event(citing citations: [Citation]) throws -> Event {
        var json: JSONObject = ["type": .string(description.type)]
        for (name, value) in try members().members { json[name] = value }
        try keepMergedIDs(in: &json)
        if let introducedField, !isIDGiven { json[introducedField] = try idFromName(introducedField, json) }
        do {
            let event = try Event(json: .object(json))
            return citations.isEmpty ? event : try event.with(sources: citations).validated()
        } catch {
            throw InputError(nil, Self.withFlag(error))
        }
    }

    /// The fields that were given, in JSON.
    private func members() throws -> JSONObject {
        var json: JSONObject = [:]
        for field in description.fields {
            let given = options.fields.filter { $0.field.name == field.name }
            if given.isEmpty { continue }
            // What the type introduces is not looked up: it is to be new.
            json[field.name] = field.name == introducedField ? .string(given[0].text) : try fields.value(given)
        }
        for (name, group) in Dictionary(grouping: options.customFields, by: \.name).sorted(by: { $0.key < $1.key }) {
            let values = group.map { FieldInput.free($0.text) }
            json[name] = values.count == 1 ? values[0] : .array(values)
        }
        return json
    }

    /// Two ids that are one already stay as they were typed: the refusal says by which merge they are.
    private func keepMergedIDs(in json: inout JSONObject) throws {
        guard description.type == EntityMerged.type, let from = json["from"], from == json["into"] else { return }
        let typed = ["from", "into"].map { name in options.fields.first { $0.field.name == name }?.text ?? "" }
        guard typed[0] != typed[1], typed.allSatisfy({ EntityID($0) != nil }) else {
            guard case .string(let id)? = json["into"] else { return }
            throw InputError(nil, "both names stand for \(id): there is nothing to merge")
        }
        json["from"] = .string(typed[0])
        json["into"] = .string(typed[1])
    }

    /// An error about a field as one about its flag.
    ///
    /// - Parameter ofReplacement: Whether flags give the fields of a correction's replacement.
    static func withFlag(_ error: EventError, ofReplacement: Bool = false) -> String {
        guard let whole = error.field else { return error.description }
        // In a correction the fields are those of what it puts in place.
        let path = ofReplacement && whole.hasPrefix("replacement.") ? whole.dropFirst(12) : whole[...]
        let root = path.prefix { $0 != "." && $0 != "[" }
        let flag = root == "sources" ? "--source" : FlagNames.flag(String(root))
        // The path inside the field stays: `replacement.date` is the date in --replacement.
        let inside = root == "sources" ? "" : path.dropFirst(root.count)
        return "\(flag)\(inside): \(error.reason)" + (error.remedy.map { "; \($0)" } ?? "")
    }

    // MARK: - Corrections

    /// The events that put something else in the place of what an event says: introductions, then the correction.
    ///
    /// The sources that are given are the correction's own, and are added to those that the event cites.
    func correction(of standing: Standing) throws -> [Event] {
        let citations = try CitationInput(names).citations(options.citations)
        let introductions = try introductions(citing: citations)
        var changes = try members()
        let unset = try options.unset.map(fieldToLeaveOut)
        for name in unset where changes[name] != nil {
            throw UsageError("--unset \(name) and \(FlagNames.flag(name)) contradict each other; give one of them")
        }
        let sources = try sources(of: standing.event, adding: citations, unset: unset.contains("sources"))
        if sources != standing.event.sources, !unset.contains("sources") || !sources.isEmpty {
            changes["sources"] = Self.json(sources)
        }
        let leftOut = unset.filter { changes[$0] == nil }
        do {
            return introductions + [
                try ledger.correction(of: standing, changes, leavingOut: leftOut, citing: citations)
            ]
        } catch LedgerError.refused(let error, _) {
            if let field = error.field, leftOut.contains(field) {
                throw InputError("--unset \(field)", error.reason)
            }
            throw InputError(nil, Self.withFlag(error))
        }
    }

    /// The field that stood behind `--unset`, which the type must have; `x.rank` is one of its own fields.
    private func fieldToLeaveOut(_ text: String) throws -> String {
        let name = text.hasPrefix("x.") ? text : FlagNames.field(text)
        if name.hasPrefix("x.") || description.family == .custom { return name }
        let known = description.fields.map(\.name)
        guard let field = description.field(named: name == "source" && !known.contains(name) ? "sources" : name) else {
            let nearest = Suggestion.nearest(to: name, in: known)
            let hint = nearest.isEmpty ? "" : "; did you mean \(nearest.joined(separator: " or "))?"
            throw UsageError("--unset: \(description.type) has no field \"\(text)\"\(hint)")
        }
        guard !field.isRequired else {
            throw UsageError("--unset: \(description.type) needs its \(field.name); give another one instead")
        }
        return field.name
    }

    /// What a corrected event cites: what it did, without what is dropped, with what is given.
    private func sources(of event: Event, adding citations: [Citation], unset: Bool) throws -> [Citation] {
        if options.replacesSources, citations.isEmpty {
            throw UsageError("--replace-sources needs a --source; to leave all of them out: --unset sources")
        }
        if options.replacesSources || unset { return Event(event.fact, sources: citations).sources }
        var kept = event.sources
        for text in options.droppedSources {
            let aliases = try ledger.idsMerged(with: try source(toDrop: text))
            guard kept.contains(where: { aliases.contains($0.source) }) else {
                let cited = kept.map(\.source.text)
                let advice = cited.isEmpty ? "it cites none" : "it cites \(cited.joined(separator: ", "))"
                throw InputError("--drop-source", "the event does not cite \(text); \(advice)")
            }
            kept.removeAll { aliases.contains($0.source) }
        }
        return Event(event.fact, sources: kept + citations).sources
    }

    private func source(toDrop text: String) throws -> EntityID {
        do {
            return try ledger.resolve(text, as: [.source]).id
        } catch let error as LedgerError {
            throw InputError("--drop-source", error.description)
        }
    }

    private static func json(_ sources: [Citation]) -> JSONValue {
        .array(
            sources.map { citation in
                var json: JSONObject = ["source": .string(citation.source.text)]
                if let locator = citation.locator { json["locator"] = .string(locator) }
                if let quote = citation.quote { json["quote"] = .string(quote) }
                return .object(json)
            })
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
        guard let known = try ledger.entity(id), try !fields.isRecorded(event) else { return }
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
