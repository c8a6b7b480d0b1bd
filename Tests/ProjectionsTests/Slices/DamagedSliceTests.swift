import Chronology
import Testing

@testable import Projections

@Suite("A damaged chunk of the packed index")
struct DamagedSliceTests {
    /// Asks and changes a pack of one damaged chunk; only an error may come of it.
    private static func use(_ name: Int64, _ bytes: [UInt8], _ rows: [SliceRow]) throws {
        var pack = MemoryChunks()
        try pack.put(bytes, named: name)
        var (answer, difference) = (SliceAnswer(), SliceDifference())
        do {
            for day in [-1, 4, 9] {
                let question = try SliceQuestion(CivilDay(number: day), today: CivilDay(number: 5), knownIn: 2)
                try answer.read(question, in: pack)
                try difference.read(
                    from: question, to: SliceQuestion(CivilDay(number: 3), today: CivilDay(number: 5)), in: pack)
            }
            let units = [Headcount.PackedUnit(rows: try pack.rows())]
            _ = try Headcount(
                of: units, reserved: .init(nobody: 1, unnamed: 2), by: .month, from: CivilDay(number: 0),
                today: CivilDay(number: 90))
            try pack.replace(Array(rows.prefix(2)), with: [], isSuperseded: false, mostRows: 4)
        } catch is SliceError {
            return
        }
    }

    @Test("gives a typed error or an answer, never a trap", arguments: 1...60)
    func flips(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let rows = try random.keys(5...20, isFolded: false).flatMap { try $0.rows() }
        let pack = try MemoryChunks(rows, mostRows: 6)
        for (name, bytes) in pack.chunks.sorted(by: { $0.key < $1.key }) {
            for _ in 0..<40 {
                var damaged = bytes
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    let place = Int.random(in: damaged.indices, using: &random)
                    damaged[place] = UInt8.random(in: 0...255, using: &random)
                }
                try Self.use(name, damaged, rows)
            }
            try Self.use(name, Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))), rows)
            try Self.use(name, bytes + [0], rows)
            try Self.use(Int64.random(in: .min ... .max, using: &random), bytes, rows)
        }
    }

    @Test("says what is wrong with it")
    func messages() throws {
        let row = SliceRow(
            person: 3, seat: 4, title: 1, start: (5, 5), end: (9, 9), flags: .plainStint, since: 1)
        let pack = try MemoryChunks([row])
        let bytes = try #require(pack.chunks[.max])
        func damage(_ name: Int64, _ bytes: [UInt8]) -> SliceError.Damage? {
            var pack = MemoryChunks()
            var answer = SliceAnswer()
            do {
                try pack.put(bytes, named: name)
                try answer.read(try SliceQuestion(CivilDay(number: 6), today: CivilDay(number: 9)), in: pack)
            } catch SliceError.damagedChunk(_, let damage) {
                return damage
            } catch {}
            return nil
        }
        #expect(damage(.max, bytes) == nil)
        #expect(damage(.max, []) == .noHeader)
        #expect(damage(.max, [2] + bytes.dropFirst()) == .noHeader)
        #expect(damage(.max, bytes + [0]) == .length(49, needed: 48))
        #expect(damage(.max - 1, bytes) == .extent)
        var flagged = bytes
        flagged[8 + 5 * 4 + 3] = 1
        #expect(damage(.max, flagged) == .flags(SliceFlags.plainStint.rawValue | 1 << 24))
    }
}
