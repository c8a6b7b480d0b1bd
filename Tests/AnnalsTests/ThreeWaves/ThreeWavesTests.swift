import Chronology
import Events
import Projections
import Testing

@testable import Annals

/// Who held what, asked on all three clocks; "nothing" is the right answer to some.
@Suite("A ledger of three waves")
struct ThreeWavesTests {
    @Test("asked by world time", arguments: ThreeClockQuestion.onWorldTime)
    func worldTime(question: ThreeClockQuestion) throws { try expect(question) }

    @Test("asked by recorded time", arguments: ThreeClockQuestion.onRecordedTime)
    func recordedTime(question: ThreeClockQuestion) throws { try expect(question) }

    @Test("asked by published time", arguments: ThreeClockQuestion.onPublishedTime)
    func publishedTime(question: ThreeClockQuestion) throws { try expect(question) }

    @Test("asked with a choice of sources", arguments: ThreeClockQuestion.onSources)
    func sources(question: ThreeClockQuestion) throws { try expect(question) }

    private func expect(_ question: ThreeClockQuestion) throws {
        let ledger = try HarbourTrust().ledger
        let time = try #require(WorldTime(try EDTF(question.date)))
        let chart = try ledger.orgChart(
            of: "trust", at: time, today: CivilDay(number: 20_600), believing: try question.belief())
        let wanted = CaseFolding.fold(question.position)
        let holders = chart.positions.filter { CaseFolding.fold($0.title) == wanted }.flatMap(\.holders)
        let answer = holders.map { "\($0.person.id) \($0.certainty)" }.joined(separator: ", ")
        #expect((answer.isEmpty ? ThreeClockQuestion.nothing : answer) == question.answer)
    }

    @Test("two spellings are one person from the merge on, and two before")
    func spellings() throws {
        let ledger = try HarbourTrust().ledger
        let today = CivilDay(number: 20_600)
        var before = Belief()
        before.known = .batch(2)
        let now = try ledger.personHistory(of: "carl-juul", today: today)
        #expect(now.person.id == "carl-juhl")
        #expect(now.tenures.map(\.title) == ["Auditor", "Director"])
        let then = try ledger.personHistory(of: "carl-juul", today: today, believing: before)
        #expect(then.person == Named(id: "carl-juul", name: "Carl Juul"))
        #expect(then.tenures.map(\.title) == ["Auditor"])
        #expect(try ledger.search("juul").map(\.entity.id) == ["carl-juhl"])
        #expect(try ledger.search("juul", believing: before).map(\.entity.id) == ["carl-juul"])
        before.known = .batch(1)
        #expect(try ledger.search("juul", believing: before).isEmpty)
        #expect(try ledger.resolve("Carl Juul").id == "carl-juhl")
    }

    @Test("a batch that is still to come is refused, since its answer would change")
    func batchToCome() throws {
        let ledger = try HarbourTrust().ledger
        var belief = Belief()
        belief.known = .batch(4)
        #expect(throws: LedgerError.unknownBatch(4, last: 3)) {
            try ledger.personHistory(of: "bo-ek", today: CivilDay(number: 20_600), believing: belief)
        }
    }
}
