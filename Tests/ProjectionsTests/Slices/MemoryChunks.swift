@testable import Projections

extension Headcount.PackedUnit {
    init(rows: [SliceRow], belonging: [BelongingRun] = BelongingRun.always) {
        self.init(belonging: belonging) { rows.forEach($0) }
    }
}

/// The chunks of a pack in memory, counting how many are asked for.
struct MemoryChunks: SliceChunkStore {
    private(set) var chunks: [Int64: [UInt8]] = [:]
    private var names: [Int64] = []
    private let reads = Reads()

    private final class Reads {
        var chunks = 0
        var bytes = 0
    }

    var readChunks: Int { reads.chunks }
    var readBytes: Int { reads.bytes }

    init() {}

    init(_ rows: [SliceRow], isSuperseded: Bool = false, mostRows: Int = SliceChunk.mostRows) throws {
        try SlicePack.build(rows, isSuperseded: isSuperseded, mostRows: mostRows) { try put($1, named: $0) }
    }

    func lendChunks(from name: Int64, _ body: (Int64, RawSpan) throws -> Int64?) throws {
        var wanted = name
        while let found = names.first(where: { $0 >= wanted }), let bytes = chunks[found] {
            reads.chunks += 1
            reads.bytes += bytes.count
            guard let next = try body(found, bytes.span.bytes) else { return }
            wanted = next
        }
    }

    func name(before name: Int64) throws -> Int64? { names.last { $0 < name } }

    mutating func put(_ bytes: [UInt8], named name: Int64) throws {
        chunks[name] = bytes
        names = chunks.keys.sorted()
    }

    mutating func remove(named name: Int64) throws {
        chunks[name] = nil
        names = chunks.keys.sorted()
    }

    /// Every row, in order.
    func rows() throws -> [SliceRow] {
        try names.flatMap { name in
            let bytes = chunks[name] ?? []
            return try SliceChunk(named: name, bytes.span.bytes).rows(bytes.span.bytes).map(\.row)
        }
    }
}
