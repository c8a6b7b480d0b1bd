import Chance
import Testing

@testable import Events

@Suite("Numbers in the place of texts")
struct TermTableTests {
    private static func texts(_ seed: UInt64, _ count: Int) -> [String] {
        var random = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let length = Int.random(in: 1...40, using: &random)
            let alphabet = Array("abAB-é首 ")
            return Bool.random(using: &random)
                ? "person-\(Int.random(in: 0..<500, using: &random))"
                : String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "x" })
        }
    }

    @Test("texts get numbers in the order in which they are first met", arguments: 0..<10)
    func order(seed: Int) {
        var table = TermTable()
        var numbers: [String: UInt32] = [:]
        for text in Self.texts(UInt64(seed), 3_000) {
            let number = numbers[text] ?? UInt32(numbers.count + 1)
            numbers[text] = number
            #expect(table.number(of: text) == number)
            #expect(table.text(number) == text)
            #expect(table.knownNumber(of: text) == number)
        }
        #expect(table.count == numbers.count)
        #expect(table.texts == numbers.sorted { $0.value < $1.value }.map(\.key))
        #expect(table.knownNumber(of: "nobody knows") == 0)
    }

    @Test("what was met last can be forgotten, and all else is found as before", arguments: 0..<10)
    func forgetting(seed: Int) {
        var table = TermTable()
        var known: [String] = []
        var random = SplitMix64(seed: UInt64(seed))
        for text in Self.texts(UInt64(seed), 2_000) {
            if table.number(of: text) > known.count { known.append(text) }
            if Int.random(in: 0..<20, using: &random) == 0 {
                let count = Int.random(in: max(0, known.count - 30)...known.count, using: &random)
                table.removeLast(downTo: count)
                for (place, text) in known.enumerated() {
                    #expect(table.knownNumber(of: text) == (place < count ? UInt32(place + 1) : 0))
                }
                known.removeSubrange(count...)
            }
        }
        #expect(table.texts == known)
    }

    @Test("two tables merged have the numbers that one table would have given", arguments: 0..<10)
    func merging(seed: Int) {
        let texts = Self.texts(UInt64(seed), 2_000)
        var (first, second, one) = (TermTable(), TermTable(seed: 5), TermTable(seed: 9))
        for text in texts.prefix(1_000) { _ = first.number(of: text) }
        for text in texts.dropFirst(1_000) { _ = second.number(of: text) }
        for text in texts { _ = one.number(of: text) }
        let numbers = first.merge(second)
        #expect(first.texts == one.texts)
        #expect(numbers.count == second.count + 1 && numbers[0] == 0)
        for number in 1...second.count { #expect(first.text(numbers[number]) == second.text(UInt32(number))) }
    }

    @Test("a table is made again of its texts, and of no list that is none")
    func lists() {
        let texts = ["openai", "首席科学家", "Chief Scientist"]
        #expect(TermTable(texts: texts)?.texts == texts)
        #expect(TermTable(texts: []).map(\.count) == 0)
        #expect(TermTable(texts: ["a", "b", "a"]) == nil)
        #expect(TermTable(texts: ["a", ""]) == nil)
        #expect(TermTable(texts: [String(repeating: "x", count: TermTable.longest + 1)]) == nil)
        #expect(TermTable(texts: [String(repeating: "x", count: TermTable.longest)])?.count == 1)
    }

    @Test("no number stands for no text")
    func absent() {
        var table = TermTable()
        #expect(table.number(of: "") == 0)
        #expect(table.text(0) == "")
        #expect(table.text(1) == "")
        #expect(table.text(.max) == "")
        #expect(table.withBytes(of: 7) { $0.count } == 0)
        _ = table.number(of: "abc")
        #expect(table.withBytes(of: 1) { $0.count } == 3)
    }

    @Test("texts are compared as bytes")
    func bytes() {
        var table = TermTable()
        #expect(table.number(of: "e\u{301}") == 1)
        #expect(table.number(of: "\u{E9}") == 2)
    }
}
