import Chance
import Proofs
import Testing

@testable import EventLog

/// One bit of what the proofs rest on, turned over: always found, and located.
@Suite("One bit turned over")
struct BitFlipTests {
    @Test("nothing is wrong with a ledger that nobody damaged")
    func undamaged() throws {
        let ledger = try TamperedLedger()
        let found = try ledger.verify(keys: [TamperedLedger.key()], pinned: TamperedLedger.original.get().notes)
        #expect(found.damage == [])
        #expect(found.events == 1_000 && found.redacted == 1 && found.batches == 7 && found.checkpoints == 4)
        #expect(found.checkpointed == 1_000 && found.root != nil && found.remarks == [])
    }

    @Test("a bit of an event")
    func events() throws {
        var random = SplitMix64(seed: 1)
        for _ in 0..<8 {
            let ledger = try TamperedLedger()
            let seq = Self.survivor(&random)
            try ledger.changeBytes(of: "body", in: "events", where: "seq = \(seq)") { $0.flip(&random) }
            let damage = try ledger.damage()
            guard case .event(seq, .altered)? = damage.first else {
                Issue.record("event \(seq): \(damage)")
                continue
            }
            #expect(damage.count == 1)
        }
    }

    @Test("a bit of a tile")
    func tiles() throws {
        let seed = Effort.seed(2)
        var random = SplitMix64(seed: seed)
        var (tried, lost) = (0, 0)
        for _ in 0..<Effort.times(1, full: 20) {
            for (level, tile, hashes) in [(0, 0, 256), (0, 1, 256), (0, 2, 256), (0, 3, 232), (1, 0, 3)] {
                let ledger = try TamperedLedger()
                let place = Int.random(in: 0..<hashes, using: &random)
                let bit = Int.random(in: 0..<256, using: &random)
                try ledger.changeBytes(of: "hashes", in: "tiles", where: "level = \(level) AND tile = \(tile)") {
                    $0[32 * place + bit / 8] ^= 1 << (bit % 8)
                }
                let damage = try ledger.damage()
                // What an erased event was hashed to can be held against the tree only.
                let isErased = level == 0 && tile * 256 + place + 1 == TamperedLedger.erased.seq
                let fault: TileFault = isErased ? .erasedHash(place: place) : .altered(place: place)
                let isLocated = damage == [.tile(level: level, index: tile, fault)]
                #expect(isLocated, "\(level)/\(tile), place \(place), bit \(bit), ANNALS_SEED=\(seed): \(damage)")
                (tried, lost) = (tried + 1, lost + (isLocated ? 0 : 1))
            }
        }
        Effort.record("one bit of a tile's row", tried: tried, "bits", lost: lost)
    }

    @Test("a bit of the hash that is left of an erased event")
    func erasedLeaf() throws {
        let ledger = try TamperedLedger()
        try ledger.changeBytes(of: "hashes", in: "tiles", where: "level = 0 AND tile = 0") { $0[32 * 41] ^= 1 }
        #expect(try ledger.damage() == [.tile(level: 0, index: 0, .erasedHash(place: 41))])
    }

    @Test("a bit of a peak", arguments: 0..<6)
    func peaks(peak: Int) throws {
        var random = SplitMix64(seed: UInt64(peak))
        let ledger = try TamperedLedger()
        let bit = Int.random(in: 0..<256, using: &random)
        try ledger.changeBytes(of: "peaks", in: "tree", where: "one = 1") { $0[32 * peak + bit / 8] ^= 1 << (bit % 8) }
        let ends = [512, 768, 896, 960, 992, 1_000]
        let events = (peak == 0 ? 1 : ends[peak - 1] + 1)...ends[peak]
        #expect(try ledger.damage() == [.tree(.wrongPeak(peak, over: events, erased: []))])
    }

    @Test("a bit of a checkpoint's note, key or size", arguments: 1...4)
    func checkpoints(number: Int) throws {
        var random = SplitMix64(seed: UInt64(number))
        for column in ["note", "key"] {
            let ledger = try TamperedLedger()
            try ledger.changeBytes(of: column, in: "checkpoints", where: "number = \(number)") { $0.flip(&random) }
            let damage = try ledger.damage()
            guard case .checkpoint(number, _)? = damage.first, damage.count == 1 else {
                Issue.record("checkpoint \(number), \(column): \(damage)")
                continue
            }
        }
        let ledger = try TamperedLedger()
        try ledger.change("UPDATE checkpoints SET size = size + 2 WHERE number = \(number)")
        let size = TamperedLedger.checkpointSizes[number - 1]
        #expect(try ledger.damage() == [.checkpoint(number, .wrongSize(row: size + 2, note: size))])
    }

    @Test("a bit of the file itself, wherever an event's bytes stand in it")
    func rawFile() throws {
        let seed = Effort.seed(3)
        var random = SplitMix64(seed: seed)
        let times = Effort.times(8, full: 150)
        var lost = 0
        for _ in 0..<times {
            let ledger = try TamperedLedger()
            let seq = Self.survivor(&random)
            let found = try ledger.flipInFile(ofEvent: seq, &random)
            #expect(found, "event \(seq), ANNALS_SEED=\(seed)")
            let damage = try ledger.damage()
            if case .event(seq, .altered)? = damage.first { continue }
            lost += 1
            Issue.record("event \(seq), ANNALS_SEED=\(seed): \(damage)")
        }
        Effort.record("one bit of an event in the file", tried: times, "bits", lost: lost)
    }

    @Test("any bit of the file changes what is found, or nothing that the ledger says")
    func anywhere() throws {
        let seed = Effort.seed(4)
        var random = SplitMix64(seed: seed)
        let plain = try TamperedLedger()
        let said = try plain.contents()
        let times = Effort.times(12, full: 300)
        var lost = 0
        for _ in 0..<times {
            let ledger = try TamperedLedger()
            let place = try ledger.flipAnywhere(&random)
            let isFound = try !ledger.damage().isEmpty
            let saysTheSame = isFound ? false : try ledger.contents() == said
            #expect(isFound || saysTheSame, "byte \(place), ANNALS_SEED=\(seed)")
            if !isFound && !saysTheSame { lost += 1 }
        }
        Effort.record("one bit anywhere in the file", tried: times, "bits", lost: lost)
    }

    /// An event that was not erased.
    private static func survivor(_ random: inout SplitMix64) -> Int {
        let seq = Int.random(in: 1...TamperedLedger.events, using: &random)
        return seq == TamperedLedger.erased.seq ? seq + 1 : seq
    }
}

extension [UInt8] {
    /// Turns a bit over.
    mutating func flip(_ random: inout SplitMix64) {
        let place = Int.random(in: indices, using: &random)
        self[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
    }
}
