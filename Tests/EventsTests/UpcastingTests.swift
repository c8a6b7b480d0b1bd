import Testing

@testable import Events

@Suite("Older versions of a type")
struct UpcastingTests {
    /// A history in which `person.renamed` first had `to`, then `new_name`, and now has `name`.
    private static let upcasting = Upcasting(steps: [
        .init(type: "person.renamed", version: 2) { renamed($0, from: "new_name", to: "name") },
        .init(type: "person.renamed", version: 1) { renamed($0, from: "to", to: "new_name") },
    ])

    private static func renamed(_ object: JSONObject, from old: String, to new: String) -> JSONObject {
        JSONObject(object.members.map { ($0.key == old ? new : $0.key, $0.value) })
    }

    private func read(_ line: String) throws -> Event {
        try EventDecoding(upcasting: Self.upcasting).event(JSONReader.parse(line))
    }

    private let first = #"{"type": "person.renamed", "date": "2000", "person": "a", "to": "B"}"#
    private let second = #"{"type": "person.renamed", "date": "2000", "person": "a", "new_name": "B", "v": 2}"#
    private let third = #"{"type": "person.renamed", "date": "2000", "person": "a", "name": "B", "v": 3}"#

    @Test("every version is read as the current one")
    func read() throws {
        let fact = Fact.personRenamed(PersonRenamed(person: "a", name: "B"))
        #expect(try [first, second, third].map { try read($0).fact } == [fact, fact, fact])
        #expect(try [first, second, third].map { try read($0).version } == [1, 2, 3])
    }

    @Test("an older event keeps its JSON and its id as they were written")
    func hashing() throws {
        #expect(try JSONText.compact(.object(read(first).json)) == first)
        #expect(try read(first).id == EventID(hashing: CanonicalJSON.bytes(JSONReader.parse(first))))
        #expect(try read(second).id == EventID(hashing: CanonicalJSON.bytes(JSONReader.parse(second))))
        #expect(try Set([first, second, third].map { try read($0).id }).count == 3)
    }

    @Test("an older event is hashed in normal form")
    func normalForm() throws {
        let untidy =
            #"{"v": 1, "to": "B", "note": null, "order": 0, "sources": ["b", "a"], "x": {}, "#
            + #""person": "a", "date": "2000", "type": "person.renamed"}"#
        let tidy =
            #"{"type": "person.renamed", "date": "2000", "person": "a", "to": "B", "#
            + #""sources": [{"source": "a"}, {"source": "b"}]}"#
        #expect(try read(untidy).id == EventID(hashing: CanonicalJSON.bytes(JSONReader.parse(tidy))))
    }

    @Test("a version newer than the newest known is refused")
    func newer() throws {
        let error = #expect(throws: EventError.self) {
            try read(third.replacing("\"v\": 3", with: "\"v\": 4"))
        }
        #expect(error?.kind == .newerVersion)
        #expect(error?.field == "v")
        #expect(error?.reason.contains("made by a newer Annals") == true)
    }

    @Test("a replacement in an older version is read too, and its correction keeps its id")
    func insideCorrection() throws {
        let line = #"{"type": "event.corrected", "event": "\#(SampleEvents.eventID)", "replacement": \#(first)}"#
        let event = try read(line)
        guard case .eventCorrected(let correction) = event.fact else {
            Issue.record("not a correction")
            return
        }
        #expect(correction.replacement?.fact == .personRenamed(PersonRenamed(person: "a", name: "B")))
        #expect(event.id == EventID(hashing: CanonicalJSON.bytes(try JSONReader.parse(line))))
    }

    @Test("a user's own type may have any version")
    func custom() throws {
        let event = try read(#"{"type": "x.mine", "date": "2000", "v": 7}"#)
        #expect(event.version == 7)
        #expect(JSONText.compact(.object(event.json)) == #"{"type": "x.mine", "date": "2000", "v": 7}"#)
    }

    @Test("an event changed after it was read is written in the current version")
    func changed() throws {
        let event = try SampleEvents.event(SampleEvents.common)
        #expect(event.with(sources: []).version == 1)
        #expect(event.with(sources: []).sources.isEmpty)
    }
}
