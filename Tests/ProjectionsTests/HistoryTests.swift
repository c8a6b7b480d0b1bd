import Events
import Projections
import Testing

@Suite("Rows of histories")
struct HistoryTests {
    private func rows(_ events: [Event]) -> [String] {
        HistoryEntry.rows(of: Story(events).events).map { entry in
            (entry.event.note ?? "") + entry.events.map(String.init).joined(separator: "+")
        }
    }

    private func born(_ date: String, order: Int = 0) throws -> Event {
        try Told.dated(.personBorn(PersonBorn(person: "a")), date, order: order)
    }

    @Test("rows sort by day, then order, then time of day (untimed first), then ledger order")
    func order() throws {
        let events = [
            try born("2015-03-02"), try born("2015-03-01T10:00:00"), try born("2015-03-01T09:00:00"),
            try born("2015-03-01"), try born("2015-03-01", order: -1), try born("2015-03-01T01:00:00", order: 1),
            try born("2014"),
        ]
        #expect(rows(events) == ["7", "5", "4", "3", "2", "6", "1"])
    }

    @Test("rows without any date come last")
    func undated() throws {
        #expect(rows([try born("XXXX"), try born("2015"), try born("[..2010]")]) == ["3", "2", "1"])
    }

    @Test("events equal but for sources, attribution and note are one row with all sources")
    func oneRow() throws {
        func told(_ source: EntityID, note: String? = nil) throws -> Event {
            Event(
                .personBorn(PersonBorn(person: "a")), date: try .init("2015"), sources: [Citation(source: source)],
                attributedTo: .text("Somebody \(source)"), note: note)
        }
        let story = Story([try told("t"), try told("s", note: "note"), try told("t"), try born("2016")])
        let rows = HistoryEntry.rows(of: story.events)
        #expect(rows.map(\.events) == [[1, 2, 3], [4]])
        #expect(rows.first?.sources.map(\.source) == ["t", "s"])
    }
}
