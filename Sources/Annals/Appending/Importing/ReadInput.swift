import EventLog
import Events
import Projections
import Synchronization

/// An input that was read once: what its events say lies in a file without a name, what decides about it is at hand.
///
/// Some twenty bytes a line, and what the lines introduce and name.
struct ReadInput {
    /// Where a piece lies in the spool.
    struct Piece: Sendable {
        let offset: Int
        let bytes: Int
        /// How many events it has, one a line.
        let count: Int
        /// The place of the first of them among all.
        let first: Int
        /// Whether a batch ends with it.
        let endsBatch: Bool
    }

    private(set) var pieces: [Piece] = []
    /// The first 8 bytes of the ids, in the order of the lines.
    private(set) var prefixes: [UInt64] = []
    /// What is noted of the ids that lines use.
    private(set) var judge: LineJudge
    let spool: Spool
    private var types: [EventTypeCode] = []
    private var evidence: [(line: Int, evidence: ImportedPiece.Evidence)] = []

    private static let linesBetweenReports = 4_096

    /// Reads every line on other threads.
    ///
    /// - Parameters:
    ///   - path: The ledger's.
    ///   - batchSize: How many lines make a batch, at whose end a piece ends.
    init(_ source: any LineSource, beside path: String, batchSize: Int, _ progress: (Int) -> Void) throws {
        spool = try Spool(beside: path)
        judge = LineJudge()
        try source.rewind()
        let judges = Judges()
        var lines = LinePieces(source)
        var toBatchEnd = batchSize
        var work = WorkAhead<[InputLine], ImportedPiece> { judges.read($0) }
        var ends: [Bool] = []
        var offset = 0
        var reported = 0
        func nextLines() throws -> [InputLine]? {
            guard let next = try lines.next(toBatchEnd) else { return nil }
            toBatchEnd -= next.count
            ends.append(toBatchEnd == 0)
            if toBatchEnd == 0 { toBatchEnd = batchSize }
            return next
        }
        while let piece = try work.next(nextLines) {
            let bytes = piece.spooled
            try spool.write(bytes, at: offset)
            add(
                piece,
                Piece(
                    offset: offset, bytes: bytes.count, count: piece.entries.count, first: prefixes.count,
                    endsBatch: ends[pieces.count]))
            offset += bytes.count
            if prefixes.count - reported >= Self.linesBetweenReports {
                reported = prefixes.count
                progress(reported)
            }
        }
        progress(prefixes.count)
        judge = judges.together()
    }

    private mutating func add(_ read: ImportedPiece, _ piece: Piece) {
        for entry in read.entries { prefixes.append(entry.id.prefix) }
        types += read.types
        evidence += read.evidence.map { (piece.first + $0.index, $0) }
        pieces.append(piece)
    }

    /// How many lines there are, blank ones aside.
    var lines: Int { prefixes.count }

    /// A piece with what its events say.
    func read(_ piece: Piece) throws -> ImportedPiece {
        try ImportedPiece(spooled: spool.read(piece.bytes, at: piece.offset), count: piece.count)
    }

    /// The ids of the events of a piece.
    func ids(of piece: Piece) throws -> [EventID] {
        let count = ImportedPiece.countOfIDBytes(piece.count)
        return try ImportedPiece.ids(spooled: spool.read(count, at: piece.offset), count: piece.count)
    }
}

/// Those who judge the pieces of an input, as many as there are threads that do.
private final class Judges: Sendable {
    private let idle = Mutex<[LineJudge]>([])

    func read(_ lines: [InputLine]) -> ImportedPiece {
        var judge = idle.withLock { $0.popLast() } ?? LineJudge()
        defer { idle.withLock { $0.append(judge) } }
        return judge.read(lines)
    }

    /// What all of them have noted, once they are done.
    func together() -> LineJudge {
        var judges = idle.withLock { idle in
            defer { idle = [] }
            return idle
        }
        var whole = judges.popLast() ?? LineJudge()
        for judge in judges { whole.merge(judge) }
        return whole
    }
}

// What is sure without a closer look.
extension ReadInput {
    /// Whether every line can be recorded for sure. Where this is false each has to be checked in its order, and most may
    /// turn out to be good: what is rare is not decided here.
    func isSure(_ ledger: Ledger) throws -> Bool {
        guard !judge.hasUnreadable else { return false }
        struct Unsure: Error {}
        do {
            let isEmpty = try ledger.log.head().seq == 0
            let identities = try ledger.identities()
            try judge.forEachStanding { id, standing in
                let known = isEmpty ? nil : try ledger.tables.entity(identities.current(id))
                if !standing.isSure(known) { throw Unsure() }
            }
        } catch is Unsure {
            return false
        }
        return try isEvidenceSure(ledger)
    }

    /// Whether all evidence names events before it that it can speak of, and can close no cycle.
    private func isEvidenceSure(_ ledger: Ledger) throws -> Bool {
        guard !evidence.isEmpty else { return true }
        let named = Set(evidence.compactMap(\.evidence.target?.prefix))
        var found: [EventID: EventTypeCode] = [:]
        var next = 0
        for piece in pieces {
            var ids: [EventID]?
            for index in 0..<piece.count {
                let line = piece.first + index
                while next < evidence.count, evidence[next].line == line {
                    guard try isSure(evidence[next].evidence, found, ledger) else { return false }
                    next += 1
                }
                guard named.contains(prefixes[line]) else { continue }
                let known = try ids ?? self.ids(of: piece)
                ids = known
                if found[known[index]] == nil { found[known[index]] = types[line] }
            }
        }
        return true
    }

    private func isSure(
        _ evidence: ImportedPiece.Evidence, _ found: [EventID: EventTypeCode], _ ledger: Ledger
    ) throws -> Bool {
        guard let target = evidence.target else { return false }
        guard let type = found[target] else {
            return try ledger.log.entry(of: target)?.event.fact.isAboutTheWorld ?? false
        }
        switch (evidence.type, type) {
        case (_, .eventRetracted), (_, .entityMerged), (_, .eventRedacted): return false
        case (.eventCorrected, .sourceDistrusted): return false
        case (.eventCorrected, _), (.eventRetracted, _): return true
        default: return false
        }
    }

    /// The beginnings of ids of which there may be more than one, in the lines or in the ledger.
    struct Repeated: Sendable {
        /// In several lines.
        let here: Set<UInt64>
        /// In the ledger.
        let known: Set<UInt64>

        var isEmpty: Bool { here.isEmpty && known.isEmpty }

        func contains(_ prefix: UInt64) -> Bool { here.contains(prefix) || known.contains(prefix) }
    }

    /// Looks for events that are there more than once, or already. O(lines · log lines).
    func repeated(_ ledger: Ledger) throws -> Repeated {
        let sorted = prefixes.sorted()
        var here: Set<UInt64> = []
        for index in sorted.indices.dropFirst() where sorted[index] == sorted[index - 1] { here.insert(sorted[index]) }
        let isEmpty = try ledger.log.head().seq == 0
        return Repeated(here: here, known: isEmpty ? [] : try ledger.log.knownPrefixes(among: sorted))
    }
}
