import ArgumentParser
import Events

/// `annals schema`: prints the vocabulary as a JSON Schema.
struct SchemaCommand: AnnalsSubcommand {
    static let configuration = CommandConfiguration(
        commandName: "schema", abstract: "Print the JSON Schema of events, or of one type.",
        discussion: "JSON Schema, draft 2020-12: for programs that make events, language models among them.")

    @OptionGroup var global: GlobalOptions

    @Argument(help: "A type of event, such as position.started; all, if left out.")
    var type: String?

    func run(in session: Session) throws -> ExitStatus {
        let output = Output(global, session)
        guard let type else {
            try output.show(JSONSchema.document)
            return .done
        }
        guard let schema = JSONSchema.document(of: type) else {
            let nearest = Suggestion.nearest(to: type, in: EventCatalog.types.map(\.type))
            let hint = nearest.isEmpty ? "all" : "did you mean \(nearest.joined(separator: " or "))? All"
            throw UsageError("no type of event is called \"\(type)\"; \(hint) types: annals append --help")
        }
        try output.show(schema)
        return .done
    }
}

extension JSONSchema {
    /// The schema of one type with the definitions that it needs; nil for a type that there is none of.
    static func document(of type: String) -> JSONObject? {
        guard case .object(let definitions)? = document["$defs"],
            let description = EventCatalog.description(of: type)
        else { return nil }
        let name = description.family == .custom ? "x" : type
        guard case .object(let schema)? = definitions[name] else { return nil }
        var needed: [String] = []
        var pending = references(in: .object(schema))
        while let next = pending.popLast() {
            guard !needed.contains(next), let definition = definitions[next] else { continue }
            needed.append(next)
            pending += references(in: definition)
        }
        var result: JSONObject = ["$schema": document["$schema"] ?? .null]
        for (key, value) in schema.members { result[key] = value }
        if !needed.isEmpty {
            let members = definitions.members.filter { needed.contains($0.key) }
            result["$defs"] = .object(JSONObject(members.map { ($0.key, $0.value) }))
        }
        return result
    }

    private static func references(in value: JSONValue) -> [String] {
        switch value {
        case .array(let values): return values.flatMap(references)
        case .object(let object):
            return object.members.flatMap { key, value -> [String] in
                if key == "$ref", case .string(let path) = value { return [String(path.dropFirst("#/$defs/".count))] }
                return references(in: value)
            }
        default: return []
        }
    }
}
