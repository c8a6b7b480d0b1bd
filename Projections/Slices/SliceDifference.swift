/// What of an organisation's lines differs between two days.
public struct SliceDifference: Sendable {
    /// The line of a key on both days, where it says something else on the second.
    public struct Change: Hashable, Sendable {
        /// The line on the first day.
        public let before: SliceLine
        /// The line on the second day.
        public let after: SliceLine
    }

    /// The lines of keys that hold on the first day only, in no particular order.
    public private(set) var gone: [SliceLine] = []
    /// The lines of keys that hold on the second day only, likewise.
    public private(set) var come: [SliceLine] = []
    /// The keys that hold on both days and whose lines differ in certainty, in the stint that they rest on or in whether
    /// they are disputed, likewise.
    public private(set) var changed: [Change] = []
    /// Rows of keys that have several of those that hold on a day.
    private var shared: [SliceRow] = []
    private var scan = SliceScan()

    /// Creates a difference without lines.
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
        gone.removeAll(keepingCapacity: true)
        come.removeAll(keepingCapacity: true)
        changed.removeAll(keepingCapacity: true)
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
        scan.find(first, or: second, in: chunk, bytes)
        for found in 0..<scan.count {
            let row = try chunk.row(scan.rows[found], bytes)
            if row.flags.isSole {
                let before = row.certaintyAlone(on: first.day).map { first.vouched($0) }
                let after = row.certaintyAlone(on: second.day).map { second.vouched($0) }
                guard before != after else { continue }
                switch (before, after) {
                case (let before?, nil): gone.append(row.lineAlone(before))
                case (nil, let after?): come.append(row.lineAlone(after))
                case (let before?, let after?):
                    changed.append(Change(before: row.lineAlone(before), after: row.lineAlone(after)))
                case (nil, nil): break
                }
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
        switch (before, after) {
        case (nil, nil): break
        case (let before?, nil): gone.append(first.vouched(before))
        case (nil, let after?): come.append(second.vouched(after))
        case (let before?, let after?):
            let change = Change(before: first.vouched(before), after: second.vouched(after))
            if !change.before.saysThe(same: change.after) { changed.append(change) }
        }
    }
}
