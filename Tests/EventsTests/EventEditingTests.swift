import Events
import Testing

@Suite("Editing an event's fields")
struct EventEditingTests {
    private let samples = SampleEvents.full + [SampleEvents.common]

    @Test("an edit that changes nothing gives the event itself, and no field differs")
    func identity() throws {
        for sample in samples {
            let event = try SampleEvents.event(sample)
            #expect(try event.editing([:]) == event)
            #expect(event.differences(to: event).isEmpty)
        }
    }

    @Test("a field that need not be there can be left out, and put back")
    func leavingOutAndBack() throws {
        var tried = 0
        for sample in samples {
            let event = try SampleEvents.event(sample)
            let description = try #require(EventCatalog.description(of: event.type))
            for (field, value) in event.json.members where field != "type" {
                guard let bare = try? event.editing([:], leavingOut: [field]) else {
                    // Whatever cannot be left out is required, or one of several of which one is needed.
                    let isNeeded = description.field(named: field)?.isRequired ?? false
                    #expect(isNeeded || !description.alternatives.isEmpty || event.type == "post.created", "\(field)")
                    continue
                }
                tried += 1
                #expect(bare.json[field] == nil)
                #expect(event.differences(to: bare).map(\.field) == [field])
                #expect(bare.differences(to: event) == [FieldDifference(field: field, old: nil, new: value)])
                #expect(try bare.editing([field: value]) == event)
            }
        }
        #expect(tried > 60)
    }

    @Test("the differences between two events of a type are the edit that makes one of the other")
    func differencesAreAnEdit() throws {
        let first = try SampleEvents.event(
            #"{"type": "person.born", "date": "1986", "person": "a", "place": "Gorky", "note": "n", "order": 2}"#)
        let second = try SampleEvents.event(
            #"{"type": "person.born", "date": "1987-01", "person": "a", "place": "Oslo", "sources": ["s"]}"#)
        for (one, other) in [(first, second), (second, first)] {
            let differences = one.differences(to: other)
            var changes = JSONObject()
            for difference in differences { if let new = difference.new { changes[difference.field] = new } }
            let gone = differences.filter { $0.new == nil }.map(\.field)
            #expect(try one.editing(changes, leavingOut: gone) == other)
        }
        #expect(first.differences(to: second).map(\.field) == ["place", "date", "order", "sources", "note"])
    }

    @Test("the members of x are replaced and left out one by one")
    func ownFields() throws {
        let event = try SampleEvents.event(SampleEvents.common)
        let changed = try event.editing(["x": .object(["rank": .number(4), "new": .bool(true)])])
        #expect(changed.extra["rank"] == .number(4) && changed.extra["new"] == .bool(true))
        #expect(changed.extra["grade"] == event.extra["grade"])
        let bare = try event.editing([:], leavingOut: ["x.rank"])
        #expect(bare.extra["rank"] == nil && bare.extra["grade"] != nil)
        #expect(try event.editing([:], leavingOut: ["x.rank", "x.grade"]).json["x"] == nil)
    }

    @Test("what is not there cannot be left out", arguments: ["note", "x.rank", "x.", "nonsense", "place"])
    func absent(field: String) throws {
        let event = try SampleEvents.event(#"{"type": "person.born", "date": "1986", "person": "a"}"#)
        #expect(throws: EventError.self) { try event.editing([:], leavingOut: [field]) }
    }

    @Test("what results is checked")
    func checked() throws {
        let event = try SampleEvents.event(#"{"type": "person.born", "date": "1986", "person": "a"}"#)
        #expect(throws: EventError.self) { try event.editing(["date": .string("soon")]) }
        #expect(throws: EventError.self) { try event.editing(["nonsense": .string("x")]) }
        #expect(throws: EventError.self) { try event.editing([:], leavingOut: ["person"]) }
    }
}
