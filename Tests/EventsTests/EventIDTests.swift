import Events
import Testing

@Suite("Ids of events")
struct EventIDTests {
    /// Computed with another implementation of SHA-256 and of canonical JSON.
    @Test("ids stay what they are", arguments: GoldenIDs.lines)
    func golden(line: String, id: String) throws {
        #expect(try SampleEvents.event(line).id.hex == id)
    }

    private static let plain =
        #"{"type": "position.ended", "date": "2024-05", "person": "p", "organization": "o", "position": "Caf\u00e9", "#
        + #""sources": [{"source": "a"}, {"source": "b", "locator": "p. 1"}]}"#

    @Test(
        "an id depends on what is said, not on how it is written",
        arguments: [
            // Order of keys.
            #"{"sources": [{"source": "a"}, {"locator": "p. 1", "source": "b"}], "position": "Caf\u00e9", "#
                + #""organization": "o", "person": "p", "date": "2024-05", "type": "position.ended"}"#,
            // Nulls, empties and defaults.
            #"{"type": "position.ended", "date": "2024-05", "person": "p", "organization": "o", "how": null, "kind": "", "#
                + #""position": "Caf\u00e9", "sources": [{"source": "a", "quote": ""}, {"source": "b", "#
                + #""locator": "p. 1"}], "x": {}, "order": 0, "v": 1, "note": "", "attributed_to": null}"#,
            // A decomposed accent.
            #"{"type": "position.ended", "date": "2024-05", "person": "p", "organization": "o", "#
                + #""position": "Cafe\u0301", "sources": [{"source": "a"}, {"source": "b", "locator": "p. 1"}]}"#,
            // Order and short form of sources, and one given twice.
            #"{"type": "position.ended", "date": "2024-05", "person": "p", "organization": "o", "#
                + #""position": "Caf\u00e9", "sources": [{"source": "b", "locator": "p. 1"}, "a", {"source": "a"}]}"#,
            // White space around a name and between tokens.
            #"{"type":"position.ended","date":"2024-05","person":"p","organization":"o","#
                + #""position":" Caf\u00e9 ","sources":["a",{"source":"b","locator":"p. 1"}]}"#,
        ])
    func stable(line: String) throws {
        #expect(try SampleEvents.event(line).id == SampleEvents.event(Self.plain).id)
    }

    @Test(
        "an id changes with every part of what is said",
        arguments: [
            (#""2024-05""#, #""2024-05-01""#), (#""p""#, #""q""#), ("position.ended", "position.held"),
            (#""p. 1""#, #""p. 2""#), (#""source": "a""#, #""source": "c""#),
            (#""date""#, #""order": 1, "date""#), (#""date""#, #""note": "n", "date""#),
            (#""date""#, #""x": {"a": null}, "date""#), (#""date""#, #""attributed_to": "z", "date""#),
        ])
    func sensitive(old: String, new: String) throws {
        guard let range = Self.plain.firstRange(of: old) else {
            Issue.record("\(old) does not occur")
            return
        }
        let changed = Self.plain.replacingCharacters(in: range, with: new)
        #expect(try SampleEvents.event(changed).id != SampleEvents.event(Self.plain).id)
    }

    @Test("an id in hexadecimal reads back, and nothing else reads")
    func hexadecimal() throws {
        let id = EventID(hashing: Array("abc".utf8))
        #expect(id.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(EventID(hex: id.hex) == id)
        #expect(EventID(bytes: id.bytes) == id)
        #expect("\(id)" == id.hex)
        #expect(EventID(hex: id.hex.uppercased()) == nil)
        #expect(EventID(hex: String(id.hex.dropLast())) == nil)
        #expect(EventID(hex: id.hex + "00") == nil)
        #expect(EventID(bytes: [1, 2]) == nil)
        let low = try #require(EventID(hex: String(repeating: "0", count: 63) + "1"))
        let high = try #require(EventID(hex: "1" + String(repeating: "0", count: 63)))
        #expect(low < high)
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<String.Index>, with text: String) -> String {
        String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
    }
}
