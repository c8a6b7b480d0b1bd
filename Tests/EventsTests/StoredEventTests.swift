import Events
import Testing

@Suite("Stored events")
struct StoredEventTests {
    private static let salt = "AAECAwQFBgcICQoLDA0ODw"

    private func stored(_ event: Event, author: String? = nil, message: String? = nil) -> StoredEvent {
        StoredEvent(
            event: event, id: event.id, seq: 7, recorded: RecordedTime(microseconds: 1_795_628_382_123_456), batch: 3,
            salt: Self.salt, author: author, message: message)
    }

    @Test("stored bytes read back as the same stored event, for every type", arguments: SampleEvents.full)
    func roundTrip(line: String) throws {
        for (author, message) in [(nil, nil), ("Jo", "First\nbatch")] as [(String?, String?)] {
            let stored = stored(try SampleEvents.event(line), author: author, message: message)
            let again = try StoredEvent(bytes: stored.bytes)
            #expect(again == stored)
            #expect(again.bytes == stored.bytes)
            #expect(again.event.id == stored.id)
        }
    }

    @Test("stored bytes are canonical JSON with the assigned fields among the event's")
    func bytes() throws {
        let event = try SampleEvents.event(#"{"type": "person.born", "date": "1986", "person": "a"}"#)
        let expected =
            #"{"author":"Jo","batch":3,"date":"1986","id":"\#(event.id)","message":"m","person":"a","#
            + #""recorded":"2026-11-25T17:39:42.123456Z","salt":"\#(Self.salt)","seq":7,"type":"person.born"}"#
        #expect(String(decoding: stored(event, author: "Jo", message: "m").bytes, as: UTF8.self) == expected)
    }

    @Test("a source's author and a batch's author stay apart")
    func authors() throws {
        let event = try SampleEvents.event(#"{"type": "source.added", "source": "s", "author": "Writer"}"#)
        let stored = stored(event, author: "Recorder")
        #expect(stored.json["author"] == "Writer")
        #expect(stored.json["batch_author"] == "Recorder")
        let line = try EventLine(bytes: stored.bytes)
        #expect(line.event == event)
        #expect(line.assigned?.author == "Recorder")
    }

    @Test("a redaction's place in the log and the place it erases stay apart")
    func redaction() throws {
        let event = try SampleEvents.event(#"{"type": "event.redacted", "seq": 12, "reason": "r"}"#)
        let stored = stored(event)
        #expect(stored.json["seq"] == 7)
        #expect(stored.json["redacts"] == 12)
        let line = try EventLine(bytes: stored.bytes)
        #expect(line.event.fact == .eventRedacted(EventRedacted(seq: 12, reason: "r")))
        #expect(line.assigned?.seq == 7)
    }

    @Test("a line without assigned fields has none, a line with some has those")
    func lines() throws {
        let plain = try EventLine(bytes: Array(#"{"type":"person.born","date":"1986","person":"a"}"#.utf8))
        #expect(plain.assigned == nil)
        let some = try EventLine(
            bytes: Array(#"{"type":"person.born","date":"1986","person":"a","seq":9,"author":"Jo"}"#.utf8))
        #expect(some.assigned == EventLine.Assigned(seq: 9, author: "Jo"))
        #expect(some.event == plain.event)
        #expect(some.event.id == plain.event.id)
    }

    @Test("an id in a line is kept as given, right or wrong")
    func givenID() throws {
        let line = #"{"type":"person.born","date":"1986","person":"a","id":"\#(SampleEvents.eventID)"}"#
        let read = try EventLine(bytes: Array(line.utf8))
        #expect(read.assigned?.id?.hex == SampleEvents.eventID)
        #expect(read.assigned?.id != read.event.id)
    }

    @Test(
        "stored bytes that lack an assigned field are refused", arguments: ["id", "seq", "recorded", "batch", "salt"])
    func missing(field: String) throws {
        var json = stored(try SampleEvents.event(SampleEvents.common)).json
        json[field] = nil
        let error = #expect(throws: EventError.self) { try StoredEvent(bytes: CanonicalJSON.bytes(.object(json))) }
        #expect(error?.kind == .missingField)
        #expect(error?.field == field)
    }

    @Test(
        "assigned fields that make no sense are ignored in a line, and refused in stored bytes",
        arguments: [
            ("seq", -1, "is -1; it can be 1 to 9007199254740991"),
            ("recorded", "2026-11-25", "\"2026-11-25\" is not a time in UTC"),
            ("salt", "short", "is not base64url of at least 16 bytes"),
        ] as [(String, JSONValue, String)])
    func senseless(field: String, value: JSONValue, reason: String) throws {
        let event = try SampleEvents.event(SampleEvents.common)
        var json = stored(event).json
        json[field] = value
        let bytes = CanonicalJSON.bytes(.object(json))
        let line = try EventLine(bytes: bytes)
        #expect(line.event == event)
        #expect(line.assigned == EventLine.Assigned(id: event.id))
        let error = #expect(throws: EventError.self) { try StoredEvent(bytes: bytes) }
        #expect(error?.field == field)
        #expect(error?.reason == reason)
    }

    @Test("a batch's author and message are trimmed, composed and bounded")
    func batchTexts() throws {
        let checked = try StoredEvent.checked(author: " Jose\u{301} ", message: "")
        #expect(checked.author?.unicodeScalars.count == 4)
        #expect(checked.message == nil)
        let long = String(repeating: "m", count: StoredEvent.maximumMessageBytes)
        #expect(try StoredEvent.checked(author: nil, message: long).message == long)
        #expect(throws: EventError.self) { try StoredEvent.checked(author: nil, message: long + "m") }
        #expect(throws: EventError.self) { try StoredEvent.checked(author: "a\nb", message: nil) }
        #expect(throws: EventError.self) { try StoredEvent.checked(author: nil, message: "  ") }
    }

    @Test("bytes that are no JSON, or too many, are refused")
    func malformed() throws {
        let broken = #expect(throws: EventError.self) { try StoredEvent(bytes: [0xFF]) }
        #expect(broken?.kind == .malformedJSON)
        let long = Array(repeating: UInt8(ascii: " "), count: StoredEvent.maximumBytes + 1)
        let tooLong = #expect(throws: EventError.self) { try StoredEvent(bytes: long) }
        #expect(tooLong?.kind == .tooLarge)
    }
}
