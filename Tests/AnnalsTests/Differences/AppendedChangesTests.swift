import Chronology
import Events
import Projections
import Testing

@testable import Annals

@Suite("What an append changes in tenures")
struct AppendedChangesTests {
    private func lines(_ fixture: LedgerFixture, _ events: [Event], isDryRun: Bool) throws -> [String] {
        var request = AppendRequest(events)
        request.isDryRun = isDryRun
        request.reportsChanges = true
        let result = try fixture.append(request)
        let diff = try fixture.ledger.tenureDiff(of: result, isDryRun: isDryRun, today: LedgerFixture.farFuture)
        return diff.sections.flatMap { section in
            section.lines.map { line in
                let sides = [line.before, line.after].map { $0?.person.name ?? "nobody" }
                let kinds = line.kinds.map(\.rawValue).joined(separator: " ")
                return "\(section.organization.name): \(sides[0]) to \(sides[1]), \(kinds)"
            }
        }
    }

    @Test("a dry run and the append after it tell the same, with the names of newcomers")
    func newcomer() throws {
        let fixture = try LedgerFixture.peopled()
        let events = [Told.person("d", "Dora"), try Told.started("d", "2015"), try Told.ended("a", "2014")]
        let expected = ["Organization o: nobody to Person a, added", "Organization o: nobody to Dora, added"]
        #expect(try lines(fixture, events, isDryRun: true) == expected)
        #expect(try lines(fixture, events, isDryRun: false) == expected)
    }

    @Test("a merge keeps the name of whoever it takes away", arguments: [true, false])
    func merge(isDryRun: Bool) throws {
        let fixture = try LedgerFixture.peopled()
        try fixture.append([try Told.started("a", "2015"), try Told.ended("b", "2018")])
        #expect(
            try lines(fixture, [Told.merged("a", "b")], isDryRun: isDryRun) == [
                "Organization o: Person a to nobody, gone",
                "Organization o: Person b to Person b, start_changed",
            ])
    }

    @Test("a retraction is told with the events that remain, by their ids in JSON")
    func json() throws {
        let fixture = try LedgerFixture.peopled()
        let (start, end) = (try Told.started("a", "2015"), try Told.ended("a", "2018"))
        try fixture.append([start])
        var request = AppendRequest([end])
        request.isDryRun = true
        request.reportsChanges = true
        let result = try fixture.append(request)
        let diff = try fixture.ledger.tenureDiff(of: result, isDryRun: true, today: LedgerFixture.farFuture)
        let text = JSONText.compact(try AnswerJSON(fixture.ledger).sections(diff, recorded: result.recorded))
        #expect(text.contains(#""changes": ["end_changed"]"#))
        #expect(text.contains(#""events": ["\#(start.id.hex)"]"#))
        #expect(text.contains(#""events": ["\#(start.id.hex)", "\#(end.id.hex)"]"#))
    }
}
