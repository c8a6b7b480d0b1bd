import Events
import Testing

@Suite("Events and their JSON")
struct EventRoundTripTests {
    @Test("an event of every type survives JSON, event, JSON", arguments: SampleEvents.full + [SampleEvents.common])
    func roundTrip(line: String) throws {
        let event = try SampleEvents.event(line)
        #expect(JSONText.compact(.object(event.json)) == line)
        let again = try SampleEvents.event(JSONText.compact(.object(event.json)))
        #expect(again == event)
        #expect(again.id == event.id)
        #expect(try event.validated() == event)
    }

    @Test("the samples cover every type and every own field but those that exclude each other")
    func samplesAreComplete() throws {
        let events = try SampleEvents.full.map(SampleEvents.event)
        #expect(events.dropLast().map(\.type) == EventCatalog.types.map(\.type))
        for (event, type) in zip(events, EventCatalog.types) {
            let expected = type.ownFields.map(\.name).filter {
                !(type.type == "attribute.set" && ["minimum", "maximum"].contains($0))
            }
            let own = event.json.keys.filter { key in type.ownFields.contains { $0.name == key } }
            #expect(own == expected, "\(type.type)")
            #expect(event.fact.family == type.family)
        }
    }

    @Test("every type with only its required fields is taken")
    func minimal() throws {
        for (line, type) in zip(SampleEvents.full, EventCatalog.types) {
            let full = try SampleEvents.event(line).json
            let kept = Set(type.fields.filter(\.isRequired).map(\.name) + ["type"] + type.alternatives.prefix(1))
            let minimal = JSONObject(full.members.filter { kept.contains($0.key) }.map { ($0.key, $0.value) })
            let event = try Event(json: .object(minimal))
            #expect(event.json == minimal)
        }
    }

    @Test("a required field that is taken away is reported by name")
    func missing() throws {
        for (line, type) in zip(SampleEvents.full, EventCatalog.types) {
            for field in type.fields where field.isRequired {
                var object = try SampleEvents.event(line).json
                object[field.name] = nil
                let error = #expect(throws: EventError.self) { try Event(json: .object(object)) }
                #expect(error?.kind == .missingField)
                #expect(error?.field == field.name)
            }
        }
    }

    @Test("payloads made in Swift write the same JSON as those that were read")
    func madeInSwift() throws {
        let fact = Fact.positionStarted(
            PositionStarted(
                person: "mira-murati", organization: "openai", position: "CEO", kind: .executive, how: .appointed,
                by: Reference("The board"), acting: true, succeeds: "sam-altman"))
        let event = Event(
            fact, date: try .init("2023-11-17"),
            sources: [Citation(source: "b"), Citation(source: "a", locator: "p. 1")]
        )
        let line =
            #"{"type": "position.started", "date": "2023-11-17", "person": "mira-murati", "organization": "openai", "#
            + #""position": "CEO", "kind": "executive", "how": "appointed", "by": "The board", "acting": true, "#
            + #""succeeds": "sam-altman", "sources": [{"source": "a", "locator": "p. 1"}, {"source": "b"}]}"#
        #expect(JSONText.compact(.object(event.json)) == line)
        #expect(try event.validated() == event)
        #expect(try SampleEvents.event(line) == event)
    }

    @Test("a payload made in Swift that breaks a rule is refused when validated")
    func invalidInSwift() throws {
        let range = AttributeSet(subject: "a", attribute: "revenue", minimum: 2, maximum: 1)
        #expect(throws: EventError.self) { try Event(.attributeSet(range), date: .init("2020")).validated() }
        #expect(throws: EventError.self) { try Event(.personBorn(PersonBorn(person: "a"))).validated() }
    }

    @Test("a user's own field cannot take the place of one that every event has")
    func customFields() throws {
        let fact = CustomFact(type: "x.mine", fields: ["type": "person.born", "seq": 3, "date": "1900", "rank": 1])
        let event = Event(.custom(fact), date: try .init("2000"))
        #expect(
            JSONText.compact(.object(event.json)) == #"{"type": "x.mine", "date": "2000", "rank": 1}"#)
    }

    @Test("null and empty fields count as absent, names are trimmed, defaults vanish")
    func normalForm() throws {
        let event = try SampleEvents.event(
            #"{"v": 1, "order": 0, "note": null, "x": {}, "sources": [], "attributed_to": "", "date": "2015", "#
                + #""type": "position.started", "acting": false, "by": null, "position": " Chief\u00a0", "#
                + #""organization": "o", "person": "p"}"#)
        #expect(
            JSONText.compact(.object(event.json))
                == #"{"type": "position.started", "date": "2015", "person": "p", "organization": "o", "#
                + #""position": "Chief"}"#)
    }

    @Test("text that is no id is kept as text where a field takes both")
    func references() throws {
        let event = try SampleEvents.event(
            #"{"type": "statement.made", "date": "2023", "speaker": "unnamed sources", "about": ["gpt-4", "GPT-4"]}"#)
        guard case .statementMade(let statement) = event.fact else {
            Issue.record("not a statement")
            return
        }
        #expect(statement.speaker == .text("unnamed sources"))
        #expect(statement.about == [.entity("gpt-4"), .text("GPT-4")])
    }

    @Test("every type round trips through its family's description")
    func descriptions() {
        #expect(EventCatalog.types.count == 28)
        #expect(EventCatalog.description(of: "position.held")?.date == .required(.pointOrInterval))
        #expect(EventCatalog.description(of: "person.introduced")?.date == WorldDate.none)
        #expect(EventCatalog.description(of: "x.mine")?.family == .custom)
        #expect(EventCatalog.description(of: "position.begun") == nil)
        for type in EventCatalog.types {
            #expect(Set(type.fields.map(\.name)).count == type.fields.count, "\(type.type) has a field twice")
            #expect(type.fields.allSatisfy { !$0.summary.isEmpty } && type.summary.hasSuffix("."))
        }
    }
}
