import Testing

@testable import Events

@Suite("Suggestions")
struct SuggestionTests {
    private let people = [
        "sam-altman", "ilya-sutskever", "mira-murati", "greg-brockman", "jakub-pachocki", "emmett-shear",
        "geoffrey-hinton", "伊利亚·苏茨克维",
    ]

    @Test(
        "The nearest names come first and what is far off not at all",
        arguments: [
            ("ilya-sutskevre", ["ilya-sutskever"]), ("sam-altmann", ["sam-altman"]), ("SAM-ALTMAN", ["sam-altman"]),
            ("altman", ["sam-altman"]), ("ilya", ["ilya-sutskever"]), ("sutzkever", ["ilya-sutskever"]),
            ("mira-muratti", ["mira-murati"]), ("zzzzzz", []), ("", []), ("伊利亚·苏茨克", ["伊利亚·苏茨克维"]),
            ("hinton", ["geoffrey-hinton"]),
        ])
    func nearest(typed: String, expected: [String]) {
        #expect(Suggestion.nearest(to: typed, in: people) == expected)
    }

    @Test("At most the limit, nearest first, then those that begin alike, then the order given, none twice")
    func order() {
        let names = ["cut", "bat", "car", "cat", "cats", "cat"]
        #expect(Suggestion.nearest(to: "cat", in: names) == ["cat", "cats", "car"])
        #expect(Suggestion.nearest(to: "cat", in: names, limit: 1) == ["cat"])
        #expect(Suggestion.nearest(to: "cat", in: names, limit: 0) == [])
    }

    @Test(
        "Letters added, left out, exchanged and swapped count one each",
        arguments: [
            ("", "", 0), ("abc", "abc", 0), ("abc", "abcd", 1), ("abc", "ac", 1), ("abc", "axc", 1), ("abc", "acb", 1),
            ("ca", "abc", 3), ("kitten", "sitting", 3), ("", "abc", 3), ("abcdef", "badcfe", 3),
        ])
    func distance(left: String, right: String, expected: Int) {
        #expect(Suggestion.distance(Array(left), Array(right), bound: 9) == expected)
        #expect(Suggestion.distance(Array(right), Array(left), bound: expected) == expected)
        if expected > 0 { #expect(Suggestion.distance(Array(left), Array(right), bound: expected - 1) == nil) }
    }

    @Test("A letter written in two scalars is one letter")
    func composed() {
        #expect(Suggestion.nearest(to: "jose\u{301}", in: ["joan", "José"]) == ["José"])
        #expect(Suggestion.nearest(to: "jose", in: ["José"]) == ["José"])
    }

    @Test("The bounded distance is the plain recursive one, on every pair of short words")
    func everyPair() {
        var words: [[Character]] = [[]]
        for _ in 0..<4 { words += words.flatMap { word in ["a", "b"].map { word + [$0] } } }
        let distinct = Set(words)
        for left in distinct {
            for right in distinct {
                let expected = plain(left[...], right[...])
                #expect(Suggestion.distance(left, right, bound: 4) == expected)
                #expect(Suggestion.distance(left, right, bound: 1) == (expected <= 1 ? expected : nil))
            }
        }
    }

    private func plain(_ left: ArraySlice<Character>, _ right: ArraySlice<Character>) -> Int {
        guard let last = left.last, let other = right.last else { return max(left.count, right.count) }
        if last == other { return plain(left.dropLast(), right.dropLast()) }
        var best = min(
            plain(left.dropLast(), right), plain(left, right.dropLast()), plain(left.dropLast(), right.dropLast()))
        if left.count > 1, right.count > 1, left.dropLast().last == other, right.dropLast().last == last {
            best = min(best, plain(left.dropLast(2), right.dropLast(2)))
        }
        return best + 1
    }
}
