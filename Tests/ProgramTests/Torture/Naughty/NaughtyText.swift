import Events
import Foundation
import Testing

/// Hostile strings, and what has to become of them, told by another way than the program's own.
enum NaughtyText {
    /// The Big List of Naughty Strings, and strings of our own that terminals, shells and spreadsheets act on.
    static func all() throws -> [String] {
        let file = Bundle.module.bundleURL.appendingPathComponent("Vectors/json/blns/blns.json")
        return try JSONDecoder().decode([String].self, from: Data(contentsOf: file)) + own
    }

    /// All of them under `make torture`, else as many as a test has time for: most of our own, a stride apart.
    static func some(_ count: Int) throws -> [String] {
        let all = try all()
        if Effort.isFull { return all }
        func sample(_ strings: [String], _ count: Int) -> [String] {
            stride(from: 0, to: strings.count, by: max(1, strings.count / count)).map { strings[$0] }
        }
        return sample(own, count * 3 / 4) + sample(all, count / 4)
    }

    static let own =
        [
            "\u{1B}[2J\u{1B}]0;title\u{07}", "\u{9B}31m", "a\u{08}\u{08}b", "\u{202E}gnp.exe", "\u{2066}x\u{2069}",
            "a\u{200E}\u{200F}b", "a\u{61C}b", "line\u{2028}and\u{2029}paragraph", "a\u{0}b", "a\u{7F}b", "a\u{85}b",
            "a\r\nb", "a\tb\nc", "\u{FEFF}bom", "zero\u{200B}width", "soft\u{AD}hyphen", "\u{E0041}\u{E007F}tags",
            "\u{301}leading mark", "\u{FE0F}", "👩\u{200D}", "\u{600}", "🇫🇷🇫", "ᄀ\u{1161}\u{11A8}",
            "=1+1", "+1", "-1+1", "@SUM(A1)", "\u{FF1D}1", "=\u{301}1", "\"\u{301},\n\"\"", "`\u{301}id`",
            "'\u{301}$(id)'",
            "<svg onload=\"x\">]]>&amp;", "e\u{301}", "\u{212B}", "\u{344}", "%s%n",
            String(repeating: "a\u{301}", count: 300),
            String(repeating: "x", count: 20_001), "\u{1F1E6}\u{200D}\u{301}", "null", "[1]", "{\"a\": 1}", "1e5",
        ] + [0xFFFE, 0xFDD0, 0x10FFFF].compactMap { Unicode.Scalar($0 as UInt32) }.map { String($0) }

    /// Whether text of a field is taken as such; a text that is empty says nothing.
    static func isTaken(_ text: String, lines: Bool, atMost length: Int) -> Bool {
        let recorded = recorded(text)
        return !recorded.isEmpty && recorded.unicodeScalars.count <= length && isClean(recorded, lines: lines)
    }

    /// Whether nothing in a text hides or reorders it.
    static func isClean(_ text: String, lines: Bool) -> Bool {
        !text.unicodeScalars.contains { scalar in
            switch scalar.value {
            case 0x09, 0x0A, 0x2028, 0x2029: !lines
            case 0xFDD0...0xFDEF: true
            case let value where value % 0x10000 >= 0xFFFE: true
            default: acts(scalar)
            }
        }
    }

    /// The text as it is recorded: in NFC, without white space around it.
    static func recorded(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last]).precomposedStringWithCanonicalMapping
    }

    /// Whether a scalar acts on a terminal: controls, and those that reorder what stands around them.
    private static func acts(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }

    /// What in a program's output a terminal would act on; nil where nothing would.
    ///
    /// - Parameter isTable: Whether records end in CR LF, as they do in CSV.
    static func offence(in bytes: Data, isTable: Bool = false) -> String? {
        guard let text = String(validating: bytes, as: UTF8.self) else { return "bytes that are not UTF-8" }
        var last: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            defer { last = scalar }
            if scalar == "\n" || isTable && scalar == "\r" { continue }
            if isTable && last == "\r" { return "CR without LF" }
            if acts(scalar) || scalar.value == 0x2028 || scalar.value == 0x2029 {
                return "U+" + String(scalar.value, radix: 16)
            }
        }
        return nil
    }
}

/// A reader of comma-separated values (RFC 4180), written for the tests.
enum CSVCells {
    /// The first cell of the text that a spreadsheet would run as a formula; nil where there is none.
    static func formula(in text: String) -> String? {
        cells(of: text).first { cell in
            guard let first = cell.unicodeScalars.first else { return false }
            let isNumber = Double(cell) != nil && first != "+"
            return !isNumber
                && ["=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]
                    .contains(first)
        }
    }

    /// The rows and cells of a text, one after the other.
    static func cells(of text: String) -> [String] {
        var cells = [String.UnicodeScalarView()]
        var isQuoted = false
        var isClosing = false
        for scalar in text.unicodeScalars {
            if scalar == "\"" {
                // A quote behind the one that closes stands for itself.
                if isClosing { cells[cells.count - 1].append(scalar) }
                isClosing = isQuoted
                isQuoted.toggle()
                continue
            }
            isClosing = false
            if !isQuoted && (scalar == "," || scalar == "\r" || scalar == "\n") {
                cells.append(String.UnicodeScalarView())
            } else {
                cells[cells.count - 1].append(scalar)
            }
        }
        return cells.map(String.init)
    }
}
