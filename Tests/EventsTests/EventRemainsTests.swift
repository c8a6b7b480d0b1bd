import Events
import Testing

@Suite("What is left of a redacted event")
struct EventRemainsTests {
    private static let secret = "libellous"

    private static let evidence = [
        #"{"type": "source.added", "source": "s", "title": "libellous", "author": "libellous"}"#,
        #"{"type": "event.corrected", "event": "\#(SampleEvents.eventID)", "replacement": {"type": "person.renamed", "#
            + #""date": "1985", "person": "a", "name": "libellous", "sources": [{"source": "t", "quote": "libellous"}]}}"#,
        #"{"type": "event.retracted", "event": "\#(SampleEvents.eventID)", "reason": "libellous", "sources": ["t"]}"#,
        #"{"type": "source.distrusted", "source": "s", "reason": "libellous", "note": "libellous"}"#,
        #"{"type": "entity.merged", "from": "a", "into": "b", "note": "libellous", "x": {"a": "libellous"}}"#,
        #"{"type": "event.redacted", "seq": 3, "reason": "libellous", "kept": {"id": "\#(SampleEvents.eventID)"}}"#,
    ]

    private func redacted(_ kept: EventRemains?) -> RedactedEvent {
        RedactedEvent(
            seq: 4, recorded: RecordedTime(microseconds: 1_700_000_000_000_000), batch: 2,
            leaf: EventID(hashing: [1]).bytes, by: nil, kept: kept)
    }

    @Test("evidence keeps its type, the ids that it names, what it rests on, and no other text", arguments: evidence)
    func keptEvidence(line: String) throws {
        let event = try SampleEvents.event(line)
        let kept = try #require(EventRemains(of: event, id: nil))
        #expect(kept.fact?.type == event.type)
        for name in ["event", "source", "from", "into"] { #expect(kept.json[name] == event.json[name]) }
        #expect(Set(kept.sources) == Set((event.content.sources + event.sources).map(\.source)))
        #expect(!JSONText.compact(.object(kept.json)).contains(Self.secret))
        #expect(!String(decoding: redacted(kept).bytes, as: UTF8.self).contains(Self.secret))
    }

    @Test("a fact keeps its id where it is given, and nothing where not")
    func fact() throws {
        let event = try SampleEvents.event(SampleEvents.common)
        #expect(EventRemains(of: event, id: nil) == nil)
        let kept = try #require(EventRemains(of: event, id: event.id))
        #expect(kept.json == ["id": .string(event.id.hex)])
        #expect(kept.event == nil)
    }

    @Test("what is kept is read back out of the event that redacts", arguments: evidence + [SampleEvents.common])
    func roundTrip(line: String) throws {
        let event = try SampleEvents.event(line)
        let redaction = Event(
            .eventRedacted(EventRedacted(seq: 9, reason: "r", kept: EventRemains(of: event, id: event.id))))
        #expect(try Event(json: .object(redaction.json)) == redaction)
    }

    @Test("an exported line is read back", arguments: evidence + [SampleEvents.common])
    func line(line: String) throws {
        let event = try SampleEvents.event(line)
        for kept in [EventRemains(of: event, id: event.id), EventRemains(of: event, id: nil)] {
            let redacted = redacted(kept)
            #expect(try RedactedEvent(exportedLine: redacted.bytes) == redacted)
            #expect(CanonicalJSON.bytes(.object(redacted.json)) == redacted.bytes)
        }
    }

    @Test("a line of an event is none of a redacted one, whatever its fields are called")
    func events() throws {
        for line in SampleEvents.full { #expect(try RedactedEvent(exportedLine: Array(line.utf8)) == nil) }
        let own = #"{"type": "x.tree", "date": "2000", "leaf": "green", "salt": "AAAAAAAAAAAAAAAAAAAAAA", "id": "#
        #expect(try RedactedEvent(exportedLine: Array((own + "\"\(SampleEvents.eventID)\"}").utf8)) == nil)
    }

    @Test(
        "what does not belong is refused",
        arguments: [
            (#""event": "0123""#, "event"), (#""reason": "r""#, "reason"), (#""type": "person.born""#, "type"),
            (#""type": "event.retracted""#, "event"), (#""type": "entity.merged", "from": "a""#, "into"),
            (#""type": "source.added", "source": "s", "into": "b""#, "into"), (#""sources": ["s"]"#, "type"),
        ])
    func refused(members: String, field: String) throws {
        let kept = "{\(members)}"
        let redaction = #"{"type": "event.redacted", "seq": 12, "reason": "r", "kept": \#(kept)}"#
        let error = #expect(throws: EventError.self) { try SampleEvents.event(redaction) }
        #expect(error?.field == "kept.\(field)")
        let leaf = EventID(hashing: [1]).hex
        let place = #""seq": 4, "recorded": "2023-11-14T22:13:20.000000Z", "batch": 2, "leaf": "\#(leaf)""#
        let line = "{\(place), \(members)}"
        let lineError = #expect(throws: EventError.self) { try RedactedEvent(exportedLine: Array(line.utf8)) }
        #expect(lineError?.field == field)
    }
}
