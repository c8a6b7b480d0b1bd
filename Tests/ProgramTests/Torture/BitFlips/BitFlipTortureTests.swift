import Annals
import Testing

/// Every single bit that the proofs rest on: turned over, it is found, and its place is named.
///
/// A run turns one bit over in each event (or hash, or checkpoint) at once, a run for every bit that the longest has:
/// each is located by itself, whatever else is wrong.
@Suite(.serialized) struct BitFlipTortureTests {
    @Test func everyBitOfEveryEvent() throws {
        let ledger = try FlippedLedger()
        let events = try ledger.rows("body", of: "events", key: "seq")
        #expect(events.count == FlippedLedger.events - 1)
        var tried = 0
        var lost = 0
        for bit in Self.bits(events.map(\.bytes.count).max() ?? 0, sample: 3) {
            let changed = events.compactMap { event -> (key: Int, bytes: [UInt8])? in
                guard bit / 8 < event.bytes.count else { return nil }
                var bytes = event.bytes
                bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                return (event.key, bytes)
            }
            let damage = try ledger.with(changed, in: "body", of: "events", key: "seq") { try ledger.damage() }
            let found = Set(damage.compactMap { if case .event(let seq, .altered) = $0 { seq } else { nil } })
            tried += changed.count
            lost += changed.count { !found.contains($0.key) }
        }
        #expect(lost == 0)
        Effort.record("a bit of an event turned over, not found or not located", tried: tried, "bits", lost: lost)
    }

    @Test func everyBitOfEveryTile() throws {
        let ledger = try FlippedLedger()
        let key = "tile + 1000 * level"
        let tiles = try ledger.rows("hashes", of: "tiles", key: key)
        #expect(tiles.map { $0.bytes.count / 32 }.sorted() == [3, 232, 256, 256, 256])
        var tried = 0
        var lost = 0
        for level in 0...1 {
            for bit in Self.bits(32, sample: 2) {
                let changed = tiles.filter { $0.key / 1_000 == level }.map { tile in
                    (
                        tile.key,
                        Self.flipped(tile.bytes, bit, except: level == 0 && tile.key == 0 ? Self.erasedPlace : nil)
                    )
                }
                let damage = try ledger.with(changed, in: "hashes", of: "tiles", key: key) { try ledger.damage() }
                let found = Set(damage)
                for (tile, bytes) in changed {
                    for place in 0..<bytes.count / 32 where level > 0 || tile > 0 || place != Self.erasedPlace {
                        tried += 1
                        let expected = Damage.tile(level: level, index: tile % 1_000, .altered(place: place))
                        if !found.contains(expected) { lost += 1 }
                    }
                }
            }
        }
        // What is left of an erased event speaks for itself alone: one bit at a time.
        let first = tiles.first { $0.key == 0 }?.bytes ?? []
        for bit in Self.bits(32, sample: 1) {
            var changed = first
            changed[32 * Self.erasedPlace + bit / 8] ^= 1 << UInt8(bit % 8)
            let damage = try ledger.with([(0, changed)], in: "hashes", of: "tiles", key: key) { try ledger.damage() }
            tried += 1
            if damage.first != .tile(level: 0, index: 0, .erasedHash(place: Self.erasedPlace)) { lost += 1 }
        }
        #expect(lost == 0)
        Effort.record("a bit of a tile turned over, not found or not located", tried: tried, "bits", lost: lost)
    }

    /// The last event under each peak of a tree of 1,000.
    private static let peakEnds = [512, 768, 896, 960, 992, 1_000]
    private static let erasedPlace = FlippedLedger.erased - 1

    /// A tile with one bit of every hash turned over, but for one that there may be.
    private static func flipped(_ bytes: [UInt8], _ bit: Int, except place: Int?) -> [UInt8] {
        var bytes = bytes
        for other in 0..<bytes.count / 32 where other != place { bytes[32 * other + bit / 8] ^= 1 << UInt8(bit % 8) }
        return bytes
    }

    @Test func everyBitOfThePeaks() throws {
        let ledger = try FlippedLedger()
        let peaks = try ledger.rows("peaks", of: "tree", key: "one")[0].bytes
        var tried = 0
        var lost = 0
        for bit in Self.bits(peaks.count, sample: 3) {
            var changed = peaks
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let damage = try ledger.with([(1, changed)], in: "peaks", of: "tree", key: "one") { try ledger.damage() }
            tried += 1
            let peak = bit / 256
            let events = (peak == 0 ? 1 : Self.peakEnds[peak - 1] + 1)...Self.peakEnds[peak]
            if damage != [.tree(.wrongPeak(peak, over: events, erased: []))] { lost += 1 }
        }
        #expect(lost == 0)
        Effort.record("a bit of a peak turned over, not found or not located", tried: tried, "bits", lost: lost)
    }

    @Test func everyBitOfEveryCheckpoint() throws {
        let ledger = try FlippedLedger()
        var tried = 0
        var lost = 0
        for column in ["note", "key"] {
            let checkpoints = try ledger.rows(column, of: "checkpoints", key: "number")
            #expect(checkpoints.count == 5)
            for bit in Self.bits(checkpoints.map(\.bytes.count).max() ?? 0, sample: 3) {
                let changed = checkpoints.compactMap { row -> (key: Int, bytes: [UInt8])? in
                    guard bit / 8 < row.bytes.count else { return nil }
                    var bytes = row.bytes
                    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
                    return (row.key, bytes)
                }
                let damage = try ledger.with(changed, in: column, of: "checkpoints", key: "number") {
                    try ledger.damage()
                }
                let found = Set(damage.compactMap { if case .checkpoint(let number, _) = $0 { number } else { nil } })
                tried += changed.count
                lost += changed.count { !found.contains($0.key) }
            }
        }
        #expect(lost == 0)
        Effort.record("a bit of a checkpoint turned over, not found or not located", tried: tried, "bits", lost: lost)
    }

    /// The bits of so many bytes that are tried: all of them under `make torture`, else some, drawn anew each time.
    private static func bits(_ bytes: Int, sample: Int) -> [Int] {
        let all = Array(0..<8 * bytes)
        return Effort.isFull ? all : Array(all.shuffled().prefix(sample))
    }
}
