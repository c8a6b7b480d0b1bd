import Testing

@testable import Events

@Suite("Keys, types and words of stored events")
struct StoredKeyTests {
    @Test("keys are in the order in which they are sorted, and fit into a set")
    func order() {
        let texts = StoredKey.allCases.map(\.text)
        #expect(texts == texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(texts.count <= StoredKeySet.bitWidth)
        #expect(StoredKey.allCases.map { StoredKey($0.text) } == StoredKey.allCases)
        #expect(StoredKey("colour") == nil)
    }

    @Test("a table of words finds each of them and nothing else")
    func words() {
        let words = EventCatalog.types.map(\.type) + StoredKey.allCases.map(\.text)
        let table = WordTable(words)
        for (index, word) in words.enumerated() {
            for other in [word, word + "x", String(word.dropLast()), word.uppercased()] {
                let bytes = Array(("{" + other + "\":").utf8)
                #expect(
                    table.index(in: bytes.span.bytes, at: 1, count: other.utf8.count)
                        == (other == word ? index : words.firstIndex(of: other)))
            }
        }
    }

    @Test("a type's code says which type it is, and codes stay as they are")
    func codes() {
        #expect(EventTypeCode.allCases.compactMap(\.type) == EventCatalog.types.map(\.type))
        #expect(EventTypeCode.allCases.map(\.rawValue) == Array(1...29))
        #expect(EventTypeCode(type: "x.rank") == .custom)
        #expect(EventTypeCode(type: "x.") == nil)
        for description in EventCatalog.types {
            let code = EventTypeCode(type: description.type)
            #expect(code?.isPosition == (description.family == .position))
            #expect(code?.isEvidence == (description.family == .evidence))
        }
    }

    @Test("a record is small and can be copied as bytes")
    func size() {
        #expect(MemoryLayout<PositionRecord>.stride <= 72)
    }
}
