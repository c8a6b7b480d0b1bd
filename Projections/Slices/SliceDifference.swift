/// What of an organisation's lines differs between two days.
public struct SliceDifference: Sendable {
    /// The line of a key before and after; one of them is nil where the key does not hold then.
    public struct Change: Hashable, Sendable {
        /// The line on the first day.
        public let before: SliceLine?
        /// The line on the second day.
        public let after: SliceLine?

        /// The line on the second day, else that on the first.
        public var line: SliceLine? { after ?? before }

        fileprivate init?(_ before: SliceLine?, _ after: SliceLine?) {
            switch (before, after) {
            case (nil, nil): return nil
            case (let before?, let after?) where before.saysThe(same: after): return nil
            default: (self.before, self.after) = (before, after)
            }
        }
    }

    /// The keys whose lines differ in certainty, in the stint that they rest on or in whether they are disputed, in no
    /// particular order.
    public private(set) var changes: [Change] = []
    /// Rows of keys that have several of those that hold on a day.
    private var shared: [SliceRow] = []

    /// Creates a difference without changes.
    public init() {}

    /// Reads what differs; what was there before goes.
    ///
    /// - Parameters:
    ///   - first: What is asked first.
    ///   - second: What is asked then; the batch of `first` goes for it as well.
    ///   - pack: As in ``SliceAnswer/read(_:in:and:)``.
    ///   - superseded: Likewise.
    /// - Throws: ``SliceError/damagedChunk(name:_:)``, and what the packs throw.
    public mutating func read<Chunks: SliceChunks>(
        from first: SliceQuestion, to second: SliceQuestion, in pack: Chunks, and superseded: Chunks? = nil
    ) throws {
        changes.removeAll(keepingCapacity: true)
        shared.removeAll(keepingCapacity: true)
        func read(_ pack: Chunks) throws {
            try pack.forEachChunk(on: first.day, or: second.day) { chunk, bytes in
                try self.read(chunk, bytes, first, second)
            }
        }
        try read(pack)
        if let superseded { try read(superseded) }
        readShared(first, second)
    }

    private mutating func read(
        _ chunk: SliceChunk, _ bytes: RawSpan, _ first: SliceQuestion, _ second: SliceQuestion
    ) throws(SliceError) {
        let (one, other) = (chunk.candidates(on: first.day, bytes), chunk.candidates(on: second.day, bytes))
        let low =
            one.isEmpty ? other.lowerBound : other.isEmpty ? one.lowerBound : min(one.lowerBound, other.lowerBound)
        for index in low..<max(low, one.upperBound, other.upperBound) {
            let start = chunk.value(.startEarliest, index, bytes)
            let end = chunk.value(.endLatest, index, bytes)
            guard start <= first.day && first.day < end || start <= second.day && second.day < end else { continue }
            let row = try chunk.row(index, bytes)
            if let batch = first.batch, !row.isKnown(in: batch) { continue }
            if row.flags.isSole {
                note(row.line(on: first.day), first, row.line(on: second.day), second)
            } else {
                shared.append(row)
            }
        }
    }

    private mutating func readShared(_ first: SliceQuestion, _ second: SliceQuestion) {
        if shared.count > 1 { shared.sort { $0.key < $1.key } }
        var rest = shared[...]
        while let row = rest.first {
            let rows = rest.prefix { $0.key == row.key }
            rest = rest.dropFirst(rows.count)
            note(SliceRow.line(of: rows, on: first.day), first, SliceRow.line(of: rows, on: second.day), second)
        }
    }

    private mutating func note(
        _ before: SliceLine?, _ first: SliceQuestion, _ after: SliceLine?, _ second: SliceQuestion
    ) {
        if let change = Change(before.map(first.vouched), after.map(second.vouched)) { changes.append(change) }
    }
}
