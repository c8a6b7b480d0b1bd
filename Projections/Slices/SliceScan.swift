/// The rows of a chunk that a question is about, found by going along its columns.
///
/// Each row is looked at in a few columns only, four rows at a time, and noted without a branch: which rows hold on a day
/// is as good as random, so that a processor that has to guess would be wrong half of the time. Keeps its memory from one
/// chunk to the next.
struct SliceScan: Sendable {
    /// Which of four rows are meant.
    private typealias Found = SIMDMask<SIMD4<Int32>>

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
                (chunk.fourValues(.startEarliest, row, bytes) .<= day)
                    .& (chunk.fourValues(.endLatest, row, bytes) .> day)
            }
        }
        guard chunk.isSuperseded else {
            return find(among: candidates) { row in
                (chunk.fourValues(.startEarliest, row, bytes) .<= day)
                    .& (chunk.fourValues(.endLatest, row, bytes) .> day)
                    .& (chunk.fourValues(.since, row, bytes) .<= batch)
            }
        }
        find(among: candidates) { row in
            (chunk.fourValues(.startEarliest, row, bytes) .<= day)
                .& (chunk.fourValues(.endLatest, row, bytes) .> day)
                .& (chunk.fourValues(.since, row, bytes) .<= batch)
                .& (chunk.fourValues(.until, row, bytes) .> batch)
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
        let sole = SIMD4(
            repeating: question.isVouchedFor == other.isVouchedFor ? Int32(bitPattern: SliceFlags.sole.rawValue) : 0)
        find(among: low..<max(low, one.upperBound, two.upperBound)) { row in
            let start = chunk.fourValues(.startEarliest, row, bytes)
            let started = chunk.fourValues(.startLatest, row, bytes)
            let ending = chunk.fourValues(.endEarliest, row, bytes)
            let over = chunk.fourValues(.endLatest, row, bytes)
            let isPossible = (start .<= day) .& (over .> day) .| (start .<= then) .& (over .> then)
            let isSure =
                (started .<= day) .& (ending .> day) .& (started .<= then) .& (ending .> then)
                .& ((chunk.fourValues(.flags, row, bytes) & sole) .!= 0)
            let found = isPossible .& .!isSure .& (chunk.fourValues(.since, row, bytes) .<= batch)
            return isSuperseded ? found .& (chunk.fourValues(.until, row, bytes) .> batch) : found
        }
    }

    /// - Parameter isFound: Which of four rows, from one on, are to be noted; what it says of rows that there are not goes
    ///   for nothing.
    @inline(__always)
    private mutating func find(among candidates: Range<Int>, _ isFound: (Int) -> Found) {
        if rows.count < candidates.count + 4 {
            rows = Array(repeating: 0, count: max(candidates.count, SliceChunk.mostRows) + 4)
        }
        var (count, row) = (0, candidates.lowerBound)
        while row < candidates.upperBound {
            let isCandidate = SIMD4<Int32>(0, 1, 2, 3) .< Int32(truncatingIfNeeded: candidates.upperBound &- row)
            let found = SIMD4<Int32>(repeating: 0).replacing(with: 1, where: isFound(row) .& isCandidate)
            for place in 0..<4 {
                rows[count] = row &+ place
                count &+= Int(found[place])
            }
            row &+= 4
        }
        self.count = count
    }
}
