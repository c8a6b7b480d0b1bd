/// The names of keys (C2SP signed-note): not empty, and neither white space nor a plus in them.
public enum KeyName {
    /// The longest name that a key is made with, in bytes.
    public static let longest = 255

    /// Whether a key can have this name; control characters are refused too, because no note can hold them.
    public static func isValid(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy {
                $0 != "+" && !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
    }
}

/// The number in front of a key's signatures: the first four bytes of SHA-256 over name, newline, kind and key.
enum KeyID {
    static func text(_ id: UInt32) -> String {
        let digits = String(id, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }

    /// Reads eight lower-case hexadecimal digits; nil for anything else.
    static func parse(_ text: some StringProtocol) -> UInt32? {
        guard text.utf8.count == 8, let id = UInt32(text, radix: 16), self.text(id).utf8.elementsEqual(text.utf8)
        else { return nil }
        return id
    }
}
