// What the parser says when it stops. These are kept out of line: they never run on good text.
extension JSONParser {
    /// An error at the index.
    @inline(never)
    func failure(_ reason: String) -> JSONError {
        JSONError(offset: index, reason: reason)
    }

    /// An error that names what stands at the index and what belongs there.
    @inline(never)
    func unexpected(insteadOf expected: String) -> JSONError {
        guard let byte else { return failure("the text ends where \(expected) was expected") }
        return failure("\(name(of: byte)) where \(expected) was expected")
    }

    /// Names a byte so that it is safe to print.
    private func name(of byte: UInt8) -> String {
        switch byte {
        case UInt8(ascii: "'"): "a single quote"
        case 0x21...0x7E: "'\(Character(Unicode.Scalar(byte)))'"
        case 0x20: "a space"
        case 0x09, 0x0A, 0x0D: "a line break or tab"
        case 0x00...0x1F, 0x7F: "a control character"
        default: "a character outside ASCII"
        }
    }

    /// A key between quotes, cut to 40 characters, control characters written as escapes.
    @inline(never)
    func quoted(_ key: String) -> String {
        let shown = key.unicodeScalars.prefix(40).map { scalar -> String in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                "\\u{\(String(scalar.value, radix: 16))}"
            default:
                String(scalar)
            }
        }
        return "\"\(shown.joined())\(key.unicodeScalars.count > 40 ? "…" : "")\""
    }
}
