/// The normal form of JSON that the vocabulary does not interpret.
enum JSONNormalization {
    /// The value with all text in NFC; nothing is left out.
    static func normalized(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .number: value
        case .string(let text): .string(TextRules.composed(text))
        case .array(let values): .array(values.map(normalized))
        case .object(let object): .object(normalized(object))
        }
    }

    static func normalized(_ object: JSONObject) -> JSONObject {
        JSONObject(object.members.map { (TextRules.composed($0.key), normalized($0.value)) })
    }

    /// Whether the value says nothing: null, "", [] or {}.
    static func isEmpty(_ value: JSONValue) -> Bool {
        switch value {
        case .null: true
        case .bool, .number: false
        case .string(let text): text.isEmpty
        case .array(let values): values.isEmpty
        case .object(let object): object.isEmpty
        }
    }

    /// Checks every text in the value, keys included, and that no two keys of an object become one in NFC.
    static func check(_ value: JSONValue) throws(EventError) {
        switch value {
        case .null, .bool, .number:
            break
        case .string(let text):
            try TextRules.check(text, allowingLines: true)
        case .array(let values):
            for (index, element) in values.enumerated() {
                do { try check(element) } catch { throw error.inside("[\(index)]") }
            }
        case .object(let object):
            try check(object)
        }
    }

    static func check(_ object: JSONObject) throws(EventError) {
        var keys: Set<String> = []
        for (key, value) in object.members {
            try TextRules.check(key, allowingLines: false)
            guard keys.insert(key).inserted else {
                throw EventError(
                    kind: .badValue, field: key, reason: "stands twice, in two spellings of the same characters",
                    remedy: "leave one out")
            }
            do { try check(value) } catch { throw error.inside(key) }
        }
    }
}
