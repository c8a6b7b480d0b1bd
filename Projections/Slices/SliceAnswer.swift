/// The lines of an organisation's chart, read off packs of the index.
///
/// Keeps its memory from one question to the next: a question then allocates only where its answer is larger than all
/// before it.
public struct SliceAnswer: Sendable {
    /// A line for each key that holds, in no particular order.
    public private(set) var lines: [SliceLine] = []
    /// Rows that hold and have to be read together with others of their key.
    private var shared: [SliceRow] = []
    private var scan = SliceScan()

    /// Creates an answer without lines.
    public init() {}

    /// Reads the lines that packs have for a question; what was there before goes.
    ///
    /// O(log n + rows looked at), of which there are few times as many as lines.
    ///
    /// - Parameters:
    ///   - pack: The rows that still hold; of an epoch that is over, those that held then.
    ///   - superseded: The rows that the epoch superseded, where a batch is asked for.
    /// - Throws: ``SliceError/damagedChunk(name:_:)``, and what the packs throw.
    public mutating func read<Chunks: SliceChunks>(
        _ question: SliceQuestion, in pack: Chunks, and superseded: Chunks? = nil
    ) throws {
        lines.removeAll(keepingCapacity: true)
        shared.removeAll(keepingCapacity: true)
        func read(_ pack: Chunks) throws {
            try pack.forEachChunk(on: question.day, or: question.day) { chunk, bytes in
                try self.read(chunk, bytes, question)
            }
        }
        try read(pack)
        if let superseded { try read(superseded) }
        readShared(question)
    }

    private mutating func read(_ chunk: SliceChunk, _ bytes: RawSpan, _ question: SliceQuestion) throws(SliceError) {
        scan.find(question, in: chunk, bytes)
        for found in 0..<scan.count {
            let row = try chunk.row(scan.rows[found], bytes)
            if row.flags.isAlone {
                guard let certainty = row.certaintyAlone(on: question.day) else { continue }
                lines.append(row.lineAlone(question.vouched(certainty)))
            } else {
                shared.append(row)
            }
        }
    }

    private mutating func readShared(_ question: SliceQuestion) {
        if shared.count > 1 { shared.sort { $0.key < $1.key } }
        var rest = shared[...]
        while let first = rest.first {
            let rows = rest.prefix { $0.key == first.key }
            rest = rest.dropFirst(rows.count)
            if let line = SliceRow.line(of: rows, on: question.day) { lines.append(question.vouched(line)) }
        }
    }
}

extension SliceChunk {
    /// The rows among which are all that hold at the end of a day: of a chunk of one class, those that its order leaves.
    func candidates(on day: Int32, _ bytes: RawSpan) -> Range<Int> {
        let places = places
        let lengthClass = SlicePlace.lengthClass(name)
        guard SlicePlace.lengthClass(places.lowerBound) == lengthClass else { return 0..<count }
        if lengthClass == SlicePlace.beginningless {
            return first(.endLatest, above: day, bytes)..<count
        }
        let end = first(.startEarliest, above: day, bytes)
        guard let most = SlicePlace.mostDays(lengthClass) else { return 0..<end }
        let earliest = Int64(day) - most
        guard earliest >= Int64(Int32.min) else { return 0..<end }
        let start = first(.startEarliest, above: Int32(clamping: earliest), bytes)
        return start..<max(start, end)
    }

    /// The first row whose day is greater than one, if the rows stand in the order of that column.
    private func first(_ column: Column, above day: Int32, _ bytes: RawSpan) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if value(column, middle, bytes) > day { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
