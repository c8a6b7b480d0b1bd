import Testing

@testable import Projections

@Suite("The chunks of a packed index")
struct SliceUpkeepTests {
    @Test("are, bytewise, those of the same rows built at once, whatever came and went before", arguments: 1...80)
    func canonical(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let mostRows = Int.random(in: 1...12, using: &random)
        let isSuperseded = Bool.random(using: &random)
        var pack = MemoryChunks()
        var present: [NumberedTenures: [SliceRow]] = [:]
        for step in 1...25 {
            var (removed, added): ([SliceRow], [SliceRow]) = ([], [])
            let isShrinking = step % 10 > 6
            for key in present.keys.sorted(by: { $0.numbers.titles.lexicographicallyPrecedes($1.numbers.titles) })
            where Int.random(in: 0...5, using: &random) < (isShrinking ? 4 : 1) {
                removed += present[key] ?? []
                present[key] = nil
            }
            for key in random.keys(0...(isShrinking ? 1 : 12), isFolded: Bool.random(using: &random))
            where present[key] == nil {
                let since = Int.random(in: 1...3, using: &random)
                let rows = try key.rows(since: since, until: isSuperseded ? since + 2 : nil)
                if present.values.contains(where: { !Set($0).isDisjoint(with: rows) }) { continue }
                present[key] = rows
                added += rows
            }
            try pack.replace(removed, with: added, isSuperseded: isSuperseded, mostRows: mostRows)
            let rows = present.values.flatMap(\.self)
            let built = try MemoryChunks(rows, isSuperseded: isSuperseded, mostRows: mostRows)
            #expect(pack.chunks == built.chunks, "seed \(seed), step \(step)")
            #expect(try Set(pack.rows()) == Set(rows), "seed \(seed), step \(step)")
        }
        try pack.replace(
            present.values.flatMap(\.self), with: [], isSuperseded: isSuperseded, mostRows: mostRows)
        #expect(pack.chunks.isEmpty)
    }

    @Test("have few rows each, unless those stand in one place")
    func sizes() throws {
        var random = WorldRandom(state: 7)
        let rows = (0..<20_000).map { number in
            let start = Int32.random(in: -20_000...20_000, using: &random)
            let end = start + Int32.random(in: 1...9_000, using: &random)
            return SliceRow(
                person: UInt32(number), seat: 1, title: 1, start: (start, start), end: (end, end),
                flags: .plainStint, since: 1)
        }
        let pack = try MemoryChunks(rows)
        let sizes = try pack.chunks.map { try SliceChunk(named: $0, $1.span.bytes).count }
        #expect(sizes.allSatisfy { $0 <= SliceChunk.mostRows })
        #expect(sizes.count < 400)
        // Of one day and one key, only by everything else apart: nothing to part them by.
        let same = (0..<3_000).map { number in
            SliceRow(
                person: 1, seat: 1, title: UInt32(number), start: (5, 5), end: (9, 9), flags: .plainStint, since: 1)
        }
        #expect(try MemoryChunks(same).chunks.count == 1)
        #expect(try MemoryChunks(same).rows().count == 3_000)
    }

    @Test("take no row twice and give none that they lack")
    func mistakes() throws {
        let row = SliceRow(
            person: 3, seat: 4, title: 1, start: (5, 5), end: (9, 9), flags: .plainStint, since: 1)
        var other = row
        other.title = 2
        var pack = try MemoryChunks([row])
        #expect(throws: SliceError.doubledRow(person: 3, seat: 4)) { try pack.replace([], with: [row]) }
        #expect(throws: SliceError.missingRow(person: 3, seat: 4)) { try pack.replace([other], with: []) }
        #expect(throws: SliceError.doubledRow(person: 3, seat: 4)) { try MemoryChunks([row, row]) }
        try pack.replace([row], with: [row])
        #expect(try pack.rows() == [row])
        #expect(throws: SliceError.batchOutOfRange(1 << 40)) {
            try SliceRow.rows(
                of: SeatTenures(stints: [], seenDays: [], intervals: []),
                SliceRow.Numbers(person: 1, seat: 1, titles: []), since: 1 << 40)
        }
    }
}
