import Testing

@testable import CLI

@Suite("Text made safe for a terminal")
struct SafeTextTests {
    @Test(
        "What acts on a terminal is shown instead",
        arguments: [
            ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\u{0}b", "a\\u{0}b"), ("\u{7F}", "\\u{7F}"),
            ("\u{9B}2J", "\\u{9B}2J"), ("\u{85}", "\\u{85}"), ("\u{202E}live", "\\u{202E}live"),
            ("\u{2067}x\u{2069}", "\\u{2067}x\\u{2069}"), ("\u{61C}", "\\u{61C}"), ("\u{200F}", "\\u{200F}"),
            ("a\u{2028}b\u{2029}", "a\\u{2028}b\\u{2029}"), ("\u{FEFF}", "\\u{FEFF}"), ("\u{200B}", "\\u{200B}"),
            ("\u{E0041}", "\\u{E0041}"), ("a\nb\tc\rd", "a\\nb\\tc\\rd"), ("a\r\nb", "a\\r\\nb"),
        ])
    func shown(raw: String, expected: String) {
        #expect(SafeText(raw).string == expected)
    }

    @Test(
        "What scripts and pictures need stays",
        arguments: [
            "", "plain", "伊利亚·苏茨克维", "שלום", "می\u{200C}خواهم", "👩\u{200D}🔬", "e\u{301}", "\u{600}١٢",
            "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", "back\\slash", "ᠠ\u{180E}ᠡ", "\u{A0}",
            "\u{3000}",
        ])
    func kept(raw: String) {
        #expect(SafeText(raw).string == raw)
    }

    @Test("Line ends and tabs are shown, flattened or kept as asked")
    func breaks() {
        let raw = "one\r\ntwo\n\n\tthree\rfour"
        #expect(SafeText(raw).string == "one\\r\\ntwo\\n\\n\\tthree\\rfour")
        #expect(SafeText(raw, breaks: .flattened).string == "one two three four")
        #expect(SafeText(raw, breaks: .kept).string == "one\ntwo\n\n    three\nfour")
        #expect(SafeText("\n a", breaks: .flattened).string == "  a")
    }

    @Test("No control, separator or bidirectional scalar leaves it, in any mode")
    func nothingLeaves() throws {
        let everyScalar = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
        let forbidden = Set(everyScalar.filter(isForbidden))
        #expect(forbidden.count == 96)
        var everything = String.UnicodeScalarView()
        everything.append(contentsOf: everyScalar)
        for raw in try NaughtyStrings.all() + [String(everything)] {
            #expect(forbidden.isDisjoint(with: SafeText(raw).string.unicodeScalars))
            #expect(forbidden.isDisjoint(with: SafeText(raw, breaks: .flattened).string.unicodeScalars))
            let kept = SafeText(raw, breaks: .kept).string.unicodeScalars.filter { $0 != "\n" }
            #expect(forbidden.isDisjoint(with: kept))
        }
    }

    @Test("Making safe text safe again changes nothing")
    func idempotent() throws {
        for raw in try NaughtyStrings.all() {
            let once = SafeText(raw).string
            #expect(SafeText(once).string == once)
        }
    }

    /// Named by ranges, and so by another way than the code's own.
    private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF,
            0xFFF9...0xFFFB, 0xE0001:
            scalar.value != 0x2065
        default: false
        }
    }
}
