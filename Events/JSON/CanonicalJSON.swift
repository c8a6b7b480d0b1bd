/// Writes the one canonical form of a JSON value: RFC 8785, the JSON Canonicalization Scheme.
///
/// Keys sorted by UTF-16 code units, numbers as ECMAScript writes them, no space, the fewest escapes, UTF-8. Strings
/// are kept code point by code point: no Unicode normalisation. Every number must be finite, as those read from JSON
/// are. Values nest at most as deep as `JSONReader` reads.
public enum CanonicalJSON {
    /// The canonical form as UTF-8 bytes.
    public static func bytes(_ value: JSONValue) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        write(value, to: &output)
        return output
    }

    /// The canonical form of an object, and where the key of each of its members begins in it, at its quote.
    static func bytesAndMembers(_ object: JSONObject) -> (bytes: [UInt8], starts: [Int]) {
        var output: [UInt8] = []
        output.reserveCapacity(512)
        var starts: [Int] = []
        starts.reserveCapacity(object.count)
        write(object, to: &output) { starts.append($0) }
        return (output, starts)
    }

    /// The canonical form as a string.
    public static func string(_ value: JSONValue) -> String {
        String(decoding: bytes(value), as: UTF8.self)
    }

    private static func write(_ value: JSONValue, to output: inout [UInt8]) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): output.append(contentsOf: number.ecmaScriptDescription.utf8)
        case .string(let text): output.appendJSONString(text)
        case .array(let values): write(values, to: &output)
        case .object(let object): write(object, to: &output)
        }
    }

    private static func write(_ values: [JSONValue], to output: inout [UInt8]) {
        output.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            write(value, to: &output)
        }
        output.append(UInt8(ascii: "]"))
    }

    @inline(__always)
    private static func write(
        _ object: JSONObject, to output: inout [UInt8], noting note: (Int) -> Void = { _ in }
    ) {
        output.append(UInt8(ascii: "{"))
        for (index, member) in object.membersInKeyOrder.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            note(output.count)
            output.appendJSONString(member.key)
            output.append(UInt8(ascii: ":"))
            write(member.value, to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}
