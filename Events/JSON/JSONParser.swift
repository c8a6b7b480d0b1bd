/// One pass over the bytes of a JSON text; this file has the structure, others have strings and numbers.
struct JSONParser {
    let bytes: [UInt8]
    var index = 0
    private let maximumDepth: Int
    private var depth = 0

    init(_ bytes: [UInt8], maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// Reads the whole text as one value.
    mutating func parseDocument() throws(JSONError) -> JSONValue {
        try refuseOtherEncodings()
        skipWhitespace()
        let value = try parseValue()
        skipWhitespace()
        guard index == bytes.count else { throw unexpected(insteadOf: "the end of the text") }
        return value
    }

    /// The byte at the index, `nil` at the end of the text.
    var byte: UInt8? {
        index < bytes.count ? bytes[index] : nil
    }

    mutating func skipWhitespace() {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): index += 1
            default: return
            }
        }
    }

    private mutating func parseValue() throws(JSONError) -> JSONValue {
        switch byte {
        case UInt8(ascii: "{"): return .object(try parseObject())
        case UInt8(ascii: "["): return .array(try parseArray())
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "-"), (UInt8(ascii: "0")...UInt8(ascii: "9"))?: return .number(try parseNumber())
        case UInt8(ascii: "t"): return try parseWord("true", as: .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", as: .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", as: .null)
        default: throw unexpected(insteadOf: "a value")
        }
    }

    private mutating func parseWord(_ word: StaticString, as value: JSONValue) throws(JSONError) -> JSONValue {
        let start = index
        for expected in word.description.utf8 {
            guard byte == expected else {
                throw JSONError(offset: start, reason: "a word that is not true, false or null")
            }
            index += 1
        }
        return value
    }

    private mutating func parseArray() throws(JSONError) -> [JSONValue] {
        let start = index
        try enter()
        var values: [JSONValue] = []
        if byte == UInt8(ascii: "]") {
            leave()
            return values
        }
        while true {
            values.append(try parseValue())
            skipWhitespace()
            switch byte {
            case UInt8(ascii: ","):
                index += 1
                skipWhitespace()
                if byte == UInt8(ascii: "]") { throw failure("a comma without a value after it") }
            case UInt8(ascii: "]"):
                leave()
                return values
            case nil:
                throw failure("the text ends in the array that begins at byte \(start)")
            default:
                throw unexpected(insteadOf: "',' or ']'")
            }
        }
    }

    private mutating func parseObject() throws(JSONError) -> JSONObject {
        let start = index
        try enter()
        if byte == UInt8(ascii: "}") {
            leave()
            return JSONObject()
        }
        var members = DistinctMembers()
        while true {
            try parseMember(into: &members)
            skipWhitespace()
            switch byte {
            case UInt8(ascii: ","):
                index += 1
                skipWhitespace()
                if byte == UInt8(ascii: "}") { throw failure("a comma without a member after it") }
            case UInt8(ascii: "}"):
                leave()
                return JSONObject(members)
            case nil:
                throw failure("the text ends in the object that begins at byte \(start)")
            default:
                throw unexpected(insteadOf: "',' or '}'")
            }
        }
    }

    private mutating func parseMember(into members: inout DistinctMembers) throws(JSONError) {
        let start = index
        guard byte == UInt8(ascii: "\"") else { throw unexpected(insteadOf: "a key in double quotes") }
        let key = try parseString()
        guard members.isNew(key) else { throw JSONError(offset: start, reason: "duplicate key \(quoted(key))") }
        skipWhitespace()
        guard byte == UInt8(ascii: ":") else { throw unexpected(insteadOf: "':' after a key") }
        index += 1
        skipWhitespace()
        members.append(key, try parseValue())
    }

    /// Steps over an opening bracket and the space after it.
    private mutating func enter() throws(JSONError) {
        guard depth < maximumDepth else { throw failure("arrays and objects nested deeper than \(maximumDepth)") }
        depth += 1
        index += 1
        skipWhitespace()
    }

    /// Steps over a closing bracket.
    private mutating func leave() {
        depth -= 1
        index += 1
    }

    private func refuseOtherEncodings() throws(JSONError) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw failure("a byte order mark")
        }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) || bytes.prefix(2).contains(0) {
            throw failure("a text in UTF-16 or UTF-32 (JSON is UTF-8)")
        }
    }
}
