@_spi(_Unicode) import Swift

extension String {
    /// The text as a ledger keeps the texts of events: in NFC, without white space at either end.
    ///
    /// Whatever is compared with a recorded text takes this form first: SQLite compares bytes, and to it the two
    /// spellings of é differ.
    public var asRecorded: String { TextRules.normalized(self) }
}

/// What text may contain, and its normal form.
enum TextRules {
    /// The text in NFC, without white space at either end. Constant memory and one pass when it is plain ASCII.
    static func normalized(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
            guard text.utf8.first == 0x20 || text.utf8.last == 0x20 else { return text }
        }
        return composed(trimmed(text))
    }

    /// The text in NFC.
    static func composed(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text._nfc)
        return String(result)
    }

    /// Refuses characters that hide or reorder text: controls, bidirectional marks and overrides, noncharacters.
    ///
    /// With `allowingLines`, line feeds and tabs are taken.
    static func check(_ text: String, allowingLines: Bool) throws(EventError) {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return }
        for scalar in text.unicodeScalars {
            guard let offence = offence(scalar, allowingLines: allowingLines) else { continue }
            throw EventError(
                kind: .badValue, field: nil, reason: "contains \(offence) \(codePoint(scalar))", remedy: "leave it out")
        }
    }

    /// The text in double quotes for an error, cut after 80 characters.
    static func quoted(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let end = scalars.index(scalars.startIndex, offsetBy: 80, limitedBy: scalars.endIndex),
            end < scalars.endIndex
        else { return "\"\(text)\"" }
        return "\"\(String(scalars[..<end]))…\""
    }

    /// The text with characters that would act on a terminal or hide something written as escapes.
    static func printable(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if offence(scalar, allowingLines: false) != nil {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
    }

    private static func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func offence(_ scalar: Unicode.Scalar, allowingLines: Bool) -> String? {
        switch scalar.value {
        case 0x09, 0x0A:
            allowingLines ? nil : "the control character"
        case 0x00...0x1F, 0x7F...0x9F:
            "the control character"
        case 0x2028, 0x2029:
            allowingLines ? nil : "the line separator"
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
            "the invisible character for writing direction"
        case 0xFDD0...0xFDEF:
            "the noncharacter"
        default:
            scalar.value & 0xFFFE == 0xFFFE ? "the noncharacter" : nil
        }
    }

    private static func codePoint(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
