import Chronology
import Events
import Testing

@Suite("Errors of events")
struct EventErrorTests {
    /// A line, and what is said about it.
    struct Case: Sendable, CustomTestStringConvertible {
        let line: String
        let kind: EventError.Kind
        let text: String

        init(_ line: String, _ kind: EventError.Kind, _ text: String) {
            self.line = line
            self.kind = kind
            self.text = text
        }

        var testDescription: String { line }
    }

    @Test("each error names the field, what is wrong and what to do", arguments: EventErrorCases.all)
    func message(example: Case) throws {
        let error = #expect(throws: EventError.self) { try EventLine(bytes: Array(example.line.utf8)) }
        #expect(error?.description == example.text)
        #expect(error?.kind == example.kind)
    }

    @Test("each field's error carries the path of the field", arguments: EventErrorCases.all)
    func path(example: Case) throws {
        let error = #expect(throws: EventError.self) { try EventLine(bytes: Array(example.line.utf8)) }
        if let field = error?.field {
            #expect(example.text.hasPrefix("\(field): "))
        } else {
            #expect(error.map { example.text.hasPrefix($0.reason) } == true)
        }
    }

    @Test(
        "a date that is none is reported in the words of the dates", arguments: ["yesterday", "2016/2015", "2015-13"])
    func dates(text: String) throws {
        let expected = #expect(throws: EDTFError.self) { try EDTF(text) }
        let line = #"{"type": "source.added", "source": "s", "published": "\#(text)"}"#
        let error = #expect(throws: EventError.self) { try SampleEvents.event(line) }
        #expect(error?.kind == .badDate)
        #expect(error?.field == "published")
        #expect(error?.reason == expected?.description)
    }

    @Test("bytes that are no JSON are reported in the words of the JSON reader")
    func malformed() throws {
        let bytes = Array(#"{"type": "person.born",}"#.utf8)
        let expected = #expect(throws: JSONError.self) { try JSONReader.parse(bytes) }
        let error = #expect(throws: EventError.self) { try EventLine(bytes: bytes) }
        #expect(error == EventError(kind: .malformedJSON, field: nil, reason: expected?.description ?? ""))
    }

    @Test("fields that only the ledger assigns are refused in an event", arguments: EventCatalog.assignedFields)
    func assigned(field: String) throws {
        var json = try SampleEvents.event(SampleEvents.common).json
        json[field] = "x"
        let error = #expect(throws: EventError.self) { try Event(json: .object(json)) }
        #expect(error?.kind == .assignedField)
        #expect(error?.field == field)
    }

    @Test("an event may be long, but not longer than what can be stored with the assigned fields")
    func size() throws {
        func event(_ length: Int) throws -> Event {
            // Three texts, each within its own bound.
            let quotes = [length / 3, length / 3, length - length / 3 * 2].map {
                String(repeating: "\n", count: $0 / 2)
            }
            let sources = quotes.enumerated().map { index, quote in
                JSONValue.object(["source": .string("s\(index)"), "quote": .string("a\(quote)b")])
            }
            return try Event(
                json: ["type": "person.born", "date": "2000", "person": "a", "sources": .array(sources)])
        }
        let event54 = try event(54_600)
        #expect(event54.canonicalBytes.count <= Event.maximumBytes)
        let stored = StoredEvent(
            event: event54, id: event54.id, seq: 9_007_199_254_740_991,
            recorded: RecordedTime(microseconds: 253_402_300_799_999_999), batch: 9_007_199_254_740_991,
            salt: String(repeating: "A", count: 100), author: String(repeating: "𝒜", count: 500),
            message: "a" + String(repeating: "\n", count: 3_998) + "b")
        #expect(stored.bytes.count > 60_000)
        #expect(stored.bytes.count <= StoredEvent.maximumBytes)
        #expect(try StoredEvent(bytes: stored.bytes) == stored)
        let error = #expect(throws: EventError.self) { try event(55_200) }
        #expect(error?.kind == .tooLarge)
    }

    @Test("texts as long as their bounds are taken, longer ones are not")
    func lengths() throws {
        func name(_ count: Int) throws -> Event {
            try Event(
                json: [
                    "type": "person.renamed", "date": "2000", "person": "a",
                    "name": .string(String(repeating: "名", count: count)),
                ])
        }
        #expect(try name(500).json["name"] != nil)
        let error = #expect(throws: EventError.self) { try name(501) }
        #expect(error?.kind == .tooLarge)
        #expect(error?.field == "name")
        func note(_ count: Int) throws -> Event {
            try Event(
                json: [
                    "type": "person.born", "date": "2000", "person": "a",
                    "note": .string(String(repeating: "n", count: count)),
                ])
        }
        #expect(try note(20_000).note?.count == 20_000)
        #expect(throws: EventError.self) { try note(20_001) }
    }

    @Test(
        "characters that hide or reorder text are refused everywhere",
        arguments: [
            "\\u0000", "\\u0007", "\\u001b", "\\u007f", "\\u0085x", "\\u009f", "\\u200e", "\\u200f", "\\u202a",
            "\\u202e",
            "\\u2066", "\\u2069", "\\ufdd0", "\\ufffe", "\\uffff", "\\ud83f\\udffe",
        ])
    func hidden(escape: String) throws {
        let lines = [
            #"{"type": "person.renamed", "date": "2000", "person": "a", "name": "a\#(escape)b"}"#,
            #"{"type": "person.renamed", "date": "2000", "person": "a", "name": "b", "note": "a\#(escape)b"}"#,
            #"{"type": "person.renamed", "date": "2000", "person": "a", "name": "b", "x": {"k": ["a\#(escape)b"]}}"#,
            #"{"type": "person.renamed", "date": "2000", "person": "a", "name": "b", "x": {"a\#(escape)b": 1}}"#,
            #"{"type": "x.mine", "date": "2000", "k": "a\#(escape)b"}"#,
            #"{"type": "statement.made", "date": "2000", "speaker": "a\#(escape)b"}"#,
        ]
        for line in lines {
            let error = #expect(throws: EventError.self) { try SampleEvents.event(line) }
            #expect(error?.kind == .badValue)
            #expect(error?.field != nil)
        }
    }

    @Test("errors about hostile input are safe to print")
    func printable() throws {
        let lines = [
            #"{"type": "\u001b[2J\u202e"}"#, #"{"type": "person.born", "date": "2000", "person": "\u001b[31m"}"#,
            #"{"type": "person.born", "date": "2000", "person": "a", "\u001b[31m": 1}"#,
            #"{"type": "person.born", "date": "\u001b[31m", "person": "a"}"#,
            #"{"type": "person.born", "date": "2000", "person": "a", "x": {"\n\u0007": 1}}"#,
        ]
        for line in lines {
            let error = #expect(throws: EventError.self) { try SampleEvents.event(line) }
            #expect(error?.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x202E } == true)
            #expect(error?.field != nil)
        }
        let long = #"{"type": "person.born", "date": "2000", "person": "\#(String(repeating: "é", count: 5_000))"}"#
        let error = #expect(throws: EventError.self) { try SampleEvents.event(long) }
        #expect(error?.reason == "\"\(String(repeating: "é", count: 80))…\" is not an id")
    }

    @Test("line feeds and tabs stay in notes and are refused in names")
    func lines() throws {
        let note = #"{"type": "person.born", "date": "2000", "person": "a", "note": "one\n\ttwo"}"#
        #expect(try SampleEvents.event(note).note == "one\n\ttwo")
        let name = #"{"type": "person.renamed", "date": "2000", "person": "a", "name": "one\ntwo"}"#
        #expect(throws: EventError.self) { try SampleEvents.event(name) }
    }

    @Test(
        "letters that join or combine stay in names", arguments: ["ن\u{200C}ه", "👩\u{200D}🚀", "ไทย", "한국", "e\u{301}"])
    func joiners(name: String) throws {
        let event = try Event(
            json: ["type": "person.renamed", "date": "2000", "person": "a", "name": .string(name)])
        guard case .string(let kept)? = event.json["name"] else {
            Issue.record("no name")
            return
        }
        #expect(kept == name)
    }

    @Test(
        "dates of moments take every shape of a moment, and no other",
        arguments: [
            ("2015", true), ("2015-12~", true), ("[..2015]", true), ("[2015..]", true), ("[2015,2017]", true),
            ("XXXX", true), ("201X", true), ("2024-05-15T07:00+08:00", true), ("2015-24", true),
            ("2015/2016", false), ("2015/..", false), ("{2015,2016}", false),
        ])
    func moments(date: String, isMoment: Bool) throws {
        for type in ["position.started", "position.ended"] {
            let json: JSONValue = ["type": .string(type), "date": .string(date), "person": "a", "organization": "o"]
            #expect(((try? Event(json: json)) != nil) == isMoment)
        }
        let held: JSONValue = ["type": "position.held", "date": .string(date), "person": "a", "organization": "o"]
        #expect(((try? Event(json: held)) != nil) == !date.hasPrefix("{"))
        let custom: JSONValue = ["type": "x.mine", "date": .string(date)]
        #expect(try Event(json: custom).date?.text == date)
    }
}
