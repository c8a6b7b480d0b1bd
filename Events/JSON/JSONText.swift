/// Writes JSON for people and programs to read: members in their order, on one line or indented.
///
/// Numbers and escapes are those of `CanonicalJSON`. Every number must be finite.
public enum JSONText {
    /// One line, with a space after each comma and colon: `{"id": "openai", "open": [1, 2]}`.
    public static func compact(_ value: JSONValue) -> String {
        var writer = JSONTextWriter(indentation: nil)
        writer.write(value)
        return writer.text
    }

    /// A line for each member and element, two spaces deeper for each level; no line break at the end.
    public static func pretty(_ value: JSONValue) -> String {
        var writer = JSONTextWriter(indentation: 2)
        writer.write(value)
        return writer.text
    }
}

private struct JSONTextWriter {
    /// Spaces for each level, `nil` for everything on one line.
    let indentation: Int?
    private var output: [UInt8] = []
    private var level = 0

    init(indentation: Int?) {
        self.indentation = indentation
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .number(let number): output.append(contentsOf: number.ecmaScriptDescription.utf8)
        case .string(let text): output.appendJSONString(text)
        case .array(let values):
            writeList(values, between: "[", "]") { writer, value in writer.write(value) }
        case .object(let object):
            writeList(object.members, between: "{", "}") { writer, member in
                writer.output.appendJSONString(member.key)
                writer.output.append(contentsOf: ": ".utf8)
                writer.write(member.value)
            }
        }
    }

    private mutating func writeList<Item>(
        _ items: [Item],
        between opening: Unicode.Scalar,
        _ closing: Unicode.Scalar,
        writeItem: (inout JSONTextWriter, Item) -> Void
    ) {
        output.append(UInt8(ascii: opening))
        level += 1
        for (index, item) in items.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            if indentation != nil { breakLine() } else if index > 0 { output.append(UInt8(ascii: " ")) }
            writeItem(&self, item)
        }
        level -= 1
        if !items.isEmpty, indentation != nil { breakLine() }
        output.append(UInt8(ascii: closing))
    }

    private mutating func breakLine() {
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: level * (indentation ?? 0)))
    }
}
