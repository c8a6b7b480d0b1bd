import Chance
import Chronology
import Events
import Foundation
import Proofs
import Testing

@testable import Annals

/// Answers with their proofs, on ledgers full of corrections, retractions, merges and distrust.
@Suite("The law of proved answers")
struct AnswerBundleLawTests {
    @Test("an answer is had again from its events alone, and another answer is not", arguments: 701...704)
    func again(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 10)
        defer { withExtendedLifetime(random) {} }
        let ledger = random.fixture.ledger
        try sign(ledger)
        let today = try #require(CivilDay(year: 2026, month: 11, day: 25))
        var proved = 0
        for subject in try ledger.list(.person) + ledger.list(.organization) {
            let ask: (Ledger) throws -> JSONObject = { ledger in
                let json = AnswerJSON(ledger)
                guard subject.kind == .organization else {
                    return try json.object(ledger.personHistory(of: subject.id, today: today), at: nil)
                }
                return try json.object(ledger.orgChart(of: subject.id, at: .day(today), today: today), at: "today")
            }
            let (making, checking) = (try TemporaryFolder(), try TemporaryFolder())
            let bundle = try ledger.bundle(ask(ledger), to: ["x"], on: today, in: making.path, asking: ask)
            let found = bundle.verify(in: checking.path, asking: ask)
            #expect(found.isSound, "seed \(seed), \(subject.id): \(found.faults)")
            let other = try TemporaryFolder()
            let differing = bundle.verify(in: other.path) { ledger in
                var answer = try ask(ledger)
                answer["more"] = .bool(true)
                return answer
            }
            #expect(differing.faults == [.otherAnswer])
            proved += 1
        }
        #expect(proved > 3)
    }

    @Test("an answer that needs more events than a proof holds is refused, before they are gathered")
    func tooMany() throws {
        let random = try RandomLedger(seed: 705, batches: 4)
        defer { withExtendedLifetime(random) {} }
        let ledger = random.fixture.ledger
        try sign(ledger)
        let today = try #require(CivilDay(year: 2026, month: 11, day: 25))
        var asked = 0
        // Never the same answer, so that more and more events are taken.
        func refusal(most: Int) throws -> String? {
            let making = try TemporaryFolder()
            let error = #expect(throws: BundleError.self) {
                try ledger.bundle([:], to: ["x"], on: today, in: making.path, most: most) { _ in
                    asked += 1
                    return ["asked": .string("\(asked)")]
                }
            }
            return error?.description
        }
        let size = try ledger.log.head().seq
        #expect(try refusal(most: size)?.hasPrefix("the answer rests on events behind the last checkpoint") == true)
        #expect(try refusal(most: size - 1)?.contains("would take \(size) events") == true)
        #expect(asked == 3 + 2)
    }

    private func sign(_ ledger: Ledger) throws {
        var random = SplitMix64()
        let signer = try NoteSigner.generate(name: "example.org/ledger", random: &random)
        _ = try ledger.log.write { try ledger.log.addCheckpoint(signer) }
    }
}
