import Testing

@testable import CLI

@Suite("The columns of text")
struct DisplayWidthTests {
    @Test(
        "Scripts and pictures take the columns that terminals give them",
        arguments: [
            ("", 0), ("abc", 3), ("Ilya Sutskever", 14), ("naïve", 5), ("nai\u{308}ve", 5), ("e\u{301}\u{302}", 1),
            ("伊利亚", 6), ("東京タワー", 10), ("ﾊﾝｶｸ", 4), ("Ａ１", 4), ("한국어", 6),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("「」、。", 8), ("𠮷野家", 6), ("㍿", 2), ("〇", 2),
            ("שלום", 4), ("مرحبا", 5), ("שָׁלוֹם", 4), ("Привет", 6), ("ไทย", 3), ("ที่", 1), ("नमस्ते", 4),
            ("🙂", 2), ("👩\u{200D}👩\u{200D}👧\u{200D}👦", 2), ("👍🏽", 2), ("🇨🇦", 2), ("🇨🇦🇮🇱", 4), ("🇨", 1),
            ("1\u{FE0F}\u{20E3}", 2), ("❤", 1), ("❤\u{FE0F}", 2), ("👁\u{FE0F}\u{200D}🗨\u{FE0F}", 2), ("⌚", 2),
            ("🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}", 2), ("a\u{200D}b", 2), ("\u{301}", 0),
            ("…", 1), ("─│├└", 4), ("█▒·▶", 4), ("α", 1), ("☰", 2), ("䷀", 2),
        ])
    func columns(text: String, expected: Int) {
        #expect(DisplayWidth.columns(of: text) == expected, "\(text.unicodeScalars.map { $0.value })")
    }

    @Test("The table of wide ranges is sorted and without overlap")
    func sortedTable() {
        for (left, right) in zip(EastAsianWideRanges.sorted, EastAsianWideRanges.sorted.dropFirst()) {
            #expect(left.upperBound < right.lowerBound)
        }
    }

    @Test("The edges of every wide range are wide and the scalar before it is not in the table")
    func edges() throws {
        for range in EastAsianWideRanges.sorted {
            #expect(EastAsianWideRanges.contains(try #require(Unicode.Scalar(range.lowerBound))))
            #expect(EastAsianWideRanges.contains(try #require(Unicode.Scalar(range.upperBound))))
            guard let before = Unicode.Scalar(range.lowerBound - 1) else { continue }
            let isInAnother = EastAsianWideRanges.sorted.contains { $0.contains(before.value) }
            #expect(EastAsianWideRanges.contains(before) == isInAnother)
        }
    }

    @Test("A space keeps the widths of two texts apart, whatever they end and begin with")
    func additive() throws {
        let texts = try NaughtyStrings.all().map { SafeText($0).string }
        for (left, right) in zip(texts, texts.dropFirst() + texts.prefix(1)) {
            let sum = DisplayWidth.columns(of: left) + 1 + DisplayWidth.columns(of: right)
            #expect(DisplayWidth.columns(of: left + " " + right) == sum)
        }
    }
}
