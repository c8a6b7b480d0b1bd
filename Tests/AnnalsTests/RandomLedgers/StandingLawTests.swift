import Events
import Projections
import Testing

@testable import Annals

@Suite("The law of what an event says now")
struct StandingLawTests {
    @Test("it is what all evidence of the log, weighed at once, makes of it", arguments: 304...308)
    func standingIsTheRuling(seed: UInt64) throws {
        let ledger = try RandomLedger(seed: seed, batches: 40).fixture.ledger
        var entries: [LogEntry] = []
        try ledger.forEachEvent { event in
            entries.append(LogEntry(event.stored))
            return true
        }
        let rulings = Rulings(entries)
        var corrected = 0
        for entry in entries where entry.event.fact.isAboutTheWorld {
            switch rulings.ruling(on: entry.id) {
            case .stands:
                #expect(try ledger.standing(of: entry.id.hex).event == entry.event, "#\(entry.seq)")
            case .corrected(let correction, let replacement):
                let standing = try ledger.standing(of: "#\(entry.seq)")
                #expect(standing.entry.id == correction.id && standing.event == replacement, "#\(entry.seq)")
                // Named by its correction it is the same.
                #expect(try ledger.standing(of: correction.id.hex) == standing)
                corrected += 1
            case .retracted:
                #expect(throws: LedgerError.self) { try ledger.standing(of: entry.id.hex) }
            }
        }
        #expect(corrected > 0)
        for entry in entries where !entry.event.fact.isAboutTheWorld && entry.event.type != EventCorrected.type {
            #expect(throws: LedgerError.self) { try ledger.standing(of: entry.id.hex) }
        }
    }

    @Test("correcting any event and taking the correction back leaves the answers as they were", arguments: 321...325)
    func correctingAndTakingBack(seed: UInt64) throws {
        let random = try RandomLedger(seed: seed, batches: 20)
        let ledger = random.fixture.ledger
        let before = try ledger.answers()
        var tried = 0
        for seq in 1...(try ledger.head().seq) {
            guard let standing = try? ledger.standing(of: "\(seq)") else { continue }
            guard let correction = try? ledger.correction(of: standing, ["note": .string("another \(seq)")]) else {
                continue
            }
            var request = AppendRequest([correction])
            request.requiresIntroductions = false
            request.assumptions = [.says(standing)]
            let recorded = try LedgerFixture.append(request, to: ledger).recorded
            let now = try ledger.standing(of: "\(seq)")
            // A correction that rests on distrusted sources alone is recorded, and waits for them.
            if try recorded.first.flatMap({ try ledger.setAside($0.seq) })?.reason == .distrusted {
                #expect(now == standing)
            } else {
                #expect(now.event.note == "another \(seq)")
            }
            try RandomLedger.append([Told.retracted(correction)], to: ledger)
            #expect(try ledger.standing(of: "\(seq)") == standing)
            tried += 1
        }
        #expect(tried > 10)
        #expect(try ledger.answers() == before)
        #expect(try ledger.replayDifferences() == [])
    }
}
