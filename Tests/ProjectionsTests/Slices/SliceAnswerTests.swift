import Chronology
import Testing

@testable import Projections

@Suite("The lines of a chart, read off the packed index")
struct SliceAnswerTests {
    /// Days around all those that random claims name.
    private static let days = -2...12

    private static func lines(_ packs: [MemoryChunks], _ day: Int, today: Int, batch: Int? = nil) throws
        -> [ExpectedLine]
    {
        var answer = SliceAnswer()
        let question = try SliceQuestion(CivilDay(number: day), today: CivilDay(number: today), knownIn: batch)
        try answer.read(question, in: packs[0], and: packs.count > 1 ? packs[1] : nil)
        return answer.lines.map(ExpectedLine.init)
    }

    private static func expectSame(
        _ lines: [ExpectedLine], _ expected: [ExpectedLine], _ place: @autoclosure () -> String
    ) {
        #expect(Set(lines) == Set(expected), "\(place())")
        #expect(lines.count == expected.count, "a key on two lines: \(place())")
    }

    @Test("are what each key's tenures say on each day", arguments: [true, false], 1...150)
    func everyDay(isFolded: Bool, seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let keys = random.keys(1...30, isFolded: isFolded)
        let today = Int.random(in: 0...12, using: &random)
        let pack = try MemoryChunks(
            keys.flatMap { try $0.rows() }, mostRows: Int.random(in: 1...20, using: &random))
        for day in Self.days {
            let expected = keys.compactMap { $0.line(on: day, today: today) }
            Self.expectSame(try Self.lines([pack], day, today: today), expected, "seed \(seed), day \(day)")
        }
    }

    @Test("are so for tenures of all lengths in all years", arguments: 201...260)
    func everyLength(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let factors = [1, 7, 29, 300, 2_500, 40_000, 90_000_000]
        let keys = random.keys(10...40, isFolded: false).map { key in
            var key = key
            key.tenures = key.tenures.stretched(
                by: factors.randomElement(using: &random) ?? 1, plus: Int.random(in: -9_000...9_000, using: &random))
            return key
        }
        let pack = try MemoryChunks(
            keys.flatMap { try $0.rows() }, mostRows: Int.random(in: 1...9, using: &random))
        let turns =
            keys.flatMap(\.tenures.stints).flatMap {
                [$0.start.earliest, $0.start.latest, $0.end.earliest, $0.end.latest]
            } + keys.flatMap(\.tenures.seenDays)
        for turn in Set(turns) {
            for day in [turn &- 1, turn, turn &+ 1] where SliceDay.askable.contains(day) {
                let expected = keys.compactMap { $0.line(on: day, today: .max / 2) }
                Self.expectSame(try Self.lines([pack], day, today: .max / 2), expected, "seed \(seed), day \(day)")
            }
        }
    }

    @Test("know of days that 32 bits do not hold whether they are past or to come")
    func farDays() throws {
        let far = 1 << 40
        let stints = [
            Stint(start: DayRange(-far, -far), end: DayRange(-far + 5, -far + 5), endState: .ended, kind: .permanent),
            Stint(start: DayRange(-far + 9, 3), end: DayRange(far, far), endState: .ended, kind: .permanent),
            Stint(start: DayRange(far, far), end: DayRange(2 * far, 2 * far), endState: .ended, kind: .permanent),
        ]
        let numbers = SliceRow.Numbers(person: 1, seat: 2, titles: [1, 2, 3])
        let key = NumberedTenures(
            numbers: numbers, tenures: SeatTenures(stints: stints, seenDays: [], intervals: []))
        let pack = try MemoryChunks(try key.rows())
        var answer = SliceAnswer()
        for day in [SliceDay.askable.lowerBound, -1, 2, 3, SliceDay.askable.upperBound] {
            try answer.read(try SliceQuestion(CivilDay(number: day), today: CivilDay(number: far)), in: pack)
            #expect(answer.lines.map(\.holding) == [key.line(on: day, today: far)?.holding])
            #expect(SliceDay.isFar(answer.lines[0].row.endLatest))
        }
        #expect(throws: SliceError.dayOutOfRange(far)) {
            try SliceQuestion(CivilDay(number: far), today: CivilDay(number: 0))
        }
    }

    @Test("are those that were known after each batch, in the packs of its epoch", arguments: 301...360)
    func knownThen(seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let lastBatch = 30
        /// Versions of keys by the batches in which they came.
        var versions: [(key: NumberedTenures, since: Int, until: Int?)] = []
        for first in random.keys(5...20, isFolded: false) {
            var (key, since) = (first, Int.random(in: 1...lastBatch, using: &random))
            while true {
                let until = since + Int.random(in: 1...9, using: &random)
                versions.append((key, since, until <= lastBatch ? until : nil))
                if until > lastBatch { break }
                since = until
                let tenures = random.tenures()
                let titles = tenures.stints.indices.map { UInt32(1_000 * since + $0) }
                key = NumberedTenures(
                    numbers: SliceRow.Numbers(person: key.numbers.person, seat: key.numbers.seat, titles: titles),
                    tenures: tenures)
            }
        }
        let rows = try versions.flatMap { try $0.key.rows(since: $0.since, until: $0.until) }
        let ends = SliceEpoch.ends(rows, fewestRows: Int.random(in: 1...15, using: &random))
        for batch in 1...lastBatch {
            let (before, end) = (ends.last { $0 < batch } ?? 0, ends.first { $0 >= batch } ?? Int.max)
            // What an epoch keeps: the rows that hold when it is over, and those that it supersedes.
            let superseded = rows.filter {
                before < Int($0.until) && Int($0.until) <= end && $0.until < SliceRow.stillHolds
            }
            let held = rows.filter { Int($0.since) <= end && (Int($0.until) > end || $0.until == SliceRow.stillHolds) }
                .map { row in
                    var row = row
                    row.until = SliceRow.stillHolds
                    return row
                }
            let packs = [
                try MemoryChunks(held, mostRows: 4), try MemoryChunks(superseded, isSuperseded: true, mostRows: 4),
            ]
            for day in Self.days {
                let expected = versions.filter { $0.since <= batch && batch < $0.until ?? Int.max }
                    .compactMap { $0.key.line(on: day, today: 8) }
                let lines = try Self.lines(packs, day, today: 8, batch: batch)
                Self.expectSame(lines, expected, "seed \(seed), day \(day), batch \(batch)")
            }
        }
    }

    @Test("that differ between two days are all that do, and no others", arguments: [true, false], 401...450)
    func differences(isFolded: Bool, seed: UInt64) throws {
        var random = WorldRandom(state: seed)
        let keys = random.keys(1...30, isFolded: isFolded)
        let today = CivilDay(number: Int.random(in: 0...12, using: &random))
        let pack = try MemoryChunks(
            keys.flatMap { try $0.rows() }, mostRows: Int.random(in: 1...20, using: &random))
        var difference = SliceDifference()
        for day in Self.days {
            let other = Int.random(in: Self.days, using: &random)
            try difference.read(
                from: try SliceQuestion(CivilDay(number: day), today: today),
                to: try SliceQuestion(CivilDay(number: other), today: today), in: pack)
            let found: [[ExpectedLine?]] =
                difference.gone.map { [ExpectedLine($0), nil] } + difference.come.map { [nil, ExpectedLine($0)] }
                + difference.changed.map { [ExpectedLine($0.before), ExpectedLine($0.after)] }
            let expected = keys.map { key in
                [key.line(on: day, today: today.number), key.line(on: other, today: today.number)]
            }.filter { $0[0]?.holding != $0[1]?.holding }
            #expect(Set(found) == Set(expected), "seed \(seed), from \(day) to \(other)")
            #expect(found.count == expected.count, "seed \(seed), from \(day) to \(other)")
        }
    }

    /// Tenures of days to decades that begin on any day of a range, as many on each.
    private static func dense(_ days: Range<Int32>) throws -> MemoryChunks {
        var random = WorldRandom(state: 5)
        return try MemoryChunks(
            days.map { day in
                let length = Int32(1) << Int32.random(in: 0...12, using: &random)
                let end = day + Int32.random(in: length...2 * length, using: &random)
                return SliceRow(
                    person: UInt32(bitPattern: day), seat: 1, title: 1, start: (day, day), end: (end, end),
                    flags: .plainStint, since: 1)
            }, mostRows: 64)
    }

    @Test("cost what holds on the day, not what ever held")
    func bytesRead() throws {
        let (few, many) = (try Self.dense(-8_000..<500), try Self.dense(-8_000..<12_000))
        var answer = SliceAnswer()
        for pack in [few, many] {
            try answer.read(try SliceQuestion(CivilDay(number: 0), today: CivilDay(number: 0)), in: pack)
        }
        #expect(answer.lines.count > 700)
        // Of each class of lengths a window is read: some three rows for each that holds, and the window's first and last
        // chunk. What lies outside is not, however much it is.
        let bytesARow = 4 * SliceChunk.Column.until.rawValue
        #expect(many.readBytes <= 3 * bytesARow * answer.lines.count + 2 * 16 * 64 * bytesARow)
        #expect(many.readBytes <= few.readBytes * 3 / 2)
        #expect(many.readChunks < many.chunks.count / 2)
    }
}
