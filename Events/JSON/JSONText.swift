/// Writes JSON for people and programs to read: members in their order, on one line or indented.
///
/// Numbers and escapes are those of `CanonicalJSON`, but that line and paragraph separators (U+2028, U+2029) are escaped
/// too: where JSON is looked at, and where it is taken for JavaScript, they would break a line inside of a string. Every
/// number must be finite.
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
        case .string(let text): write(text)
        case .array(let values):
            writeList(values, between: "[", "]") { writer, value in writer.write(value) }
        case .object(let object):
            writeList(object.members, between: "{", "}") { writer, member in
                writer.write(member.key)
                writer.output.append(contentsOf: ": ".utf8)
                writer.write(member.value)
            }
        }
    }

    private mutating func write(_ text: String) {
        // Few texts have a character of the separators' block, which begins with E2 in UTF-8.
        guard text.utf8.contains(0xE2) else {
            output.appendJSONString(text)
            return
        }
        var written: [UInt8] = []
        written.appendJSONString(text)
        var index = 0
        while index < written.count {
            let isSeparator =
                written[index] == 0xE2 && written[index + 1] == 0x80 && written[index + 2] & 0xFE == 0xA8
            if isSeparator {
                output.append(contentsOf: written[index + 2] == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8)
            } else {
                output.append(written[index])
            }
            index += isSeparator ? 3 : 1
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
