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

    private static let stamp = EventRemains.Stamp(
        batch: 2, recorded: RecordedTime(microseconds: 1_700_000_000_000_000))

    /// What is kept of an event, and of one that an earlier version erased.
    private func remains(of event: Event, id: EventID?) -> [EventRemains?] {
        let kept = EventRemains(of: event, id: id, stamp: Self.stamp)
        return [kept, kept.unstamped]
    }

    private func redacted(_ kept: EventRemains?) -> RedactedEvent {
        RedactedEvent(
            seq: 4, recorded: Self.stamp.recorded, batch: Self.stamp.batch,
            leaf: EventID(hashing: [1]).bytes, by: nil, kept: kept)
    }

    @Test("evidence keeps its type, the ids that it names, what it rests on, and no other text", arguments: evidence)
    func keptEvidence(line: String) throws {
        let event = try SampleEvents.event(line)
        let kept = EventRemains(of: event, id: nil, stamp: Self.stamp)
        #expect(kept.fact?.type == event.type)
        for name in ["event", "source", "from", "into"] { #expect(kept.json[name] == event.json[name]) }
        #expect(Set(kept.sources) == Set((event.content.sources + event.sources).map(\.source)))
        #expect(!JSONText.compact(.object(kept.json)).contains(Self.secret))
        #expect(!String(decoding: redacted(kept).bytes, as: UTF8.self).contains(Self.secret))
    }

    @Test("a fact keeps its batch and time, and its id where it is given")
    func fact() throws {
        let event = try SampleEvents.event(SampleEvents.common)
        let unnamed = EventRemains(of: event, id: nil, stamp: Self.stamp)
        #expect(unnamed.json == ["batch": 2, "recorded": "2023-11-14T22:13:20.000000Z"])
        #expect(unnamed.unstamped == nil)
        let kept = EventRemains(of: event, id: event.id, stamp: Self.stamp)
        #expect(kept.unstamped?.json == ["id": .string(event.id.hex)])
        #expect(kept.event == nil && kept.stamp == Self.stamp)
    }

    @Test("batch and time are kept together, the time as a ledger writes it")
    func stamps() throws {
        for (members, field) in [
            (#""batch": 3"#, "recorded"), (#""recorded": "2023-11-14T22:13:20.000000Z""#, "batch"),
            (#""batch": 3, "recorded": "2023-11-14""#, "recorded"),
            (#""batch": 0, "recorded": "2023-11-14T22:13:20.000000Z""#, "batch"),
        ] {
            let redaction = #"{"type": "event.redacted", "seq": 12, "reason": "r", "kept": {\#(members)}}"#
            let error = #expect(throws: EventError.self) { try SampleEvents.event(redaction) }
            #expect(error?.field == "kept.\(field)")
        }
    }

    @Test("a redaction of a redaction keeps what that kept, batch and time included")
    func chain() throws {
        let event = try SampleEvents.event(SampleEvents.common)
        var kept = EventRemains(of: event, id: nil, stamp: Self.stamp)
        for seq in 5...7 {
            let stamp = EventRemains.Stamp(batch: seq, recorded: RecordedTime(microseconds: Int64(seq)))
            let redaction = Event(.eventRedacted(EventRedacted(seq: seq - 1, reason: "r", kept: kept)))
            kept = EventRemains(of: redaction, id: nil, stamp: stamp)
            #expect(kept.stamp == stamp)
        }
        var innermost: EventRemains? = kept
        while case .eventRedacted(let redaction)? = innermost?.fact { innermost = redaction.kept }
        #expect(innermost == EventRemains(of: event, id: nil, stamp: Self.stamp))
    }

    @Test("a line tells whether it agrees with what its redaction kept")
    func agreement() throws {
        let event = try SampleEvents.event(SampleEvents.common)
        let line = redacted(nil)
        #expect(line.agrees(with: nil))
        #expect(line.agrees(with: EventRemains(of: event, id: nil, stamp: Self.stamp)))
        for stamp in [
            EventRemains.Stamp(batch: 3, recorded: Self.stamp.recorded),
            EventRemains.Stamp(batch: 2, recorded: RecordedTime(microseconds: 0)),
        ] { #expect(!line.agrees(with: EventRemains(of: event, id: nil, stamp: stamp))) }
    }

    @Test("what is kept is read back out of the event that redacts", arguments: evidence + [SampleEvents.common])
    func roundTrip(line: String) throws {
        let event = try SampleEvents.event(line)
        for kept in remains(of: event, id: event.id) + remains(of: event, id: nil) {
            let redaction = Event(.eventRedacted(EventRedacted(seq: 9, reason: "r", kept: kept)))
            #expect(try Event(json: .object(redaction.json)) == redaction)
        }
    }

    @Test("an exported line is read back", arguments: evidence + [SampleEvents.common])
    func line(line: String) throws {
        let event = try SampleEvents.event(line)
        for kept in remains(of: event, id: event.id) + remains(of: event, id: nil) {
            let redacted = redacted(kept)
            #expect(try RedactedEvent(exportedLine: redacted.bytes) == self.redacted(kept?.unstamped))
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
