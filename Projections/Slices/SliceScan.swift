/// The rows of a chunk that a question is about, found by going along its columns.
///
/// Each row is looked at in a few columns only, and noted without a branch: which rows hold on a day is as good as random,
/// so that a processor that has to guess would be wrong half of the time. Keeps its memory from one chunk to the next.
struct SliceScan: Sendable {
    /// The rows that were found stand in front, in order; what follows means nothing.
    private(set) var rows: [Int] = []
    /// How many rows were found.
    private(set) var count = 0

    /// Finds the rows that can hold at the end of the question's day and were known after its batch.
    mutating func find(_ question: SliceQuestion, in chunk: SliceChunk, _ bytes: RawSpan) {
        let day = question.day
        let candidates = chunk.candidates(on: day, bytes)
        guard let batch = question.batch else {
            return find(among: candidates) { row in
                (chunk.value(.startEarliest, row, bytes) <= day).number
                    & (day < chunk.value(.endLatest, row, bytes)).number
            }
        }
        guard chunk.isSuperseded else {
            return find(among: candidates) { row in
                (chunk.value(.startEarliest, row, bytes) <= day).number
                    & (day < chunk.value(.endLatest, row, bytes)).number
                    & (chunk.value(.since, row, bytes) <= batch).number
            }
        }
        find(among: candidates) { row in
            (chunk.value(.startEarliest, row, bytes) <= day).number
                & (day < chunk.value(.endLatest, row, bytes)).number
                & (chunk.value(.since, row, bytes) <= batch).number
                & (batch < chunk.value(.until, row, bytes)).number
        }
    }

    /// Finds the rows by which the lines of two days can differ, and perhaps others.
    ///
    /// - Parameter other: The other day's question; the batch of the first goes for it as well.
    mutating func find(_ question: SliceQuestion, or other: SliceQuestion, in chunk: SliceChunk, _ bytes: RawSpan) {
        let (one, two) = (chunk.candidates(on: question.day, bytes), chunk.candidates(on: other.day, bytes))
        let low = one.isEmpty ? two.lowerBound : two.isEmpty ? one.lowerBound : min(one.lowerBound, two.lowerBound)
        let (day, then, batch) = (question.day, other.day, question.batch ?? SliceRow.stillHolds - 1)
        let isSuperseded = chunk.isSuperseded
        // What is sure on both days says the same of both, unless only one of them can be vouched for.
        let sole: UInt32 = question.isVouchedFor == other.isVouchedFor ? SliceFlags.sole.rawValue : 0
        find(among: low..<max(low, one.upperBound, two.upperBound)) { row in
            let (start, over) = (chunk.value(.startEarliest, row, bytes), chunk.value(.endLatest, row, bytes))
            let (started, ending) = (chunk.value(.startLatest, row, bytes), chunk.value(.endEarliest, row, bytes))
            let until = isSuperseded ? chunk.value(.until, row, bytes) : SliceRow.stillHolds
            let isPossible =
                (start <= day).number & (day < over).number | (start <= then).number & (then < over).number
            let isSure =
                (started <= day).number & (day < ending).number & (started <= then).number & (then < ending).number
                & (UInt32(bitPattern: chunk.value(.flags, row, bytes)) & sole != 0).number
            return isPossible & (1 - isSure) & (chunk.value(.since, row, bytes) <= batch).number
                & (batch < until).number
        }
    }

    /// - Parameter isFound: 1 for a row that is to be noted, 0 for another.
    @inline(__always)
    private mutating func find(among candidates: Range<Int>, _ isFound: (Int) -> Int) {
        if rows.count < candidates.count {
            rows = Array(repeating: 0, count: max(candidates.count, SliceChunk.mostRows))
        }
        var count = 0
        for row in candidates {
            rows[count] = row
            count += isFound(row)
        }
        self.count = count
    }
}

extension Bool {
    /// 1 or 0: for arithmetic in the place of a branch.
    @inline(__always)
    fileprivate var number: Int { self ? 1 : 0 }
}
