import Chance
import Projections
import Testing

@Suite("Case folding")
struct CaseFoldingTests {
    @Test(
        "titles are one after NFC, without case, white space collapsed",
        arguments: [
            ("Chief Executive Officer", "chief  executive\tofficer"),
            (" CEO ", "ceo"),
            ("Straße", "STRASSE"), ("STRAẞE", "straße"),
            ("Σίσυφος", "ΣΊΣΥΦΟΣ"),
            ("Pr\u{E9}sident", "PRE\u{301}SIDENT"),
            ("首席执行官", "首席执行官"),
            ("ﬁnance", "FINANCE"),
        ])
    func same(one: String, other: String) {
        #expect(CaseFolding.fold(one) == CaseFolding.fold(other))
    }

    @Test("different titles stay different", arguments: [("CEO", "CFO"), ("Président", "President"), ("a b", "ab")])
    func different(one: String, other: String) {
        #expect(CaseFolding.fold(one) != CaseFolding.fold(other))
    }

    @Test("folding twice is folding once", arguments: ["Straße", "İstanbul", " a  b ", "Σίσυφος", "ǅ", "", "  "])
    func idempotent(text: String) {
        let folded = CaseFolding.fold(text)
        #expect(CaseFolding.fold(folded) == folded)
    }

    @Test("folding composes, byte for byte: the tables compare bytes")
    func composes() {
        #expect(Array(CaseFolding.fold("Pre\u{301}sident").utf8) == Array("pr\u{E9}sident".utf8))
        #expect(Array(CaseFolding.searchKey("\u{1112}\u{1161}").utf8) == Array("\u{D558}".utf8))
    }

    @Test("a search key is without accents too")
    func searchKey() {
        #expect(CaseFolding.searchKey("Ünïted  Présidents") == "united presidents")
        #expect(CaseFolding.searchKey("伊利亚") == "伊利亚")
        #expect(CaseFolding.searchKey("İ") == CaseFolding.searchKey("i"))
    }

    @Test("plain text is folded without Unicode's tables to what they would make of it", arguments: 0..<8)
    func plain(seed: Int) {
        var random = SplitMix64(seed: UInt64(seed))
        for _ in 0..<200 {
            let count = Int.random(in: 0...30, using: &random)
            let bytes = (0..<count).map { _ in
                Bool.random(using: &random)
                    ? UInt8.random(in: 0...0x7F, using: &random)
                    : Array(" \tAZaz[@`{".utf8)[
                        Int.random(in: 0..<10, using: &random)]
            }
            let text = String(decoding: bytes, as: UTF8.self)
            let folded = CaseFolding.fold(text)
            // A letter that is not ASCII has the whole text looked up.
            let marked = (folded.isEmpty ? "" : folded + " ") + "ж"
            #expect(CaseFolding.fold(text + " ж") == marked)
            #expect(CaseFolding.searchKey(text + " ж") == marked)
            #expect(CaseFolding.searchKey(text) == folded)
            var output = Array("before".utf8)
            #expect(CaseFolding.appendFoldedASCII(bytes.span, to: &output))
            #expect(output == Array(("before" + folded).utf8))
        }
        var output: [UInt8] = []
        #expect(!CaseFolding.appendFoldedASCII("Zoë".utf8.span, to: &output))
        #expect(output.isEmpty)
    }

    @Test("initials leave small words out")
    func initials() {
        #expect(CaseFolding.initials("Chief Executive Officer") == "ceo")
        #expect(CaseFolding.initials("Head of the Department for Research and Co-operation") == "hdrco")
        #expect(CaseFolding.initials("") == "")
    }
}
