import Dispatch
import SQLite
import Synchronization

/// What the parts of a verification found together.
struct VerificationFindings: Sendable {
    var rows = RowFindings()
    /// The sum over the rows of the index of ids; nil where it cannot be read.
    var idSum: UInt64?
    /// The tables whose rows do not stand in the order of their keys.
    var disordered: [String] = []
    /// What is wrong with the file's pages.
    var file: [String] = []
}

/// The parts of a verification that need nothing from one another, shared by two threads.
struct VerificationWork: Sendable {
    private enum Part: Sendable {
        case pages
        case index
        case order(String)
        case rows(ClosedRange<Int>)
    }

    private let path: String
    private let outline: LogOutline
    private let parts: [Part]

    /// - Parameter readsIndex: Whether the index of ids is one of this version.
    init(path: String, outline: LogOutline, tables: Set<String>, readsIndex: Bool) {
        self.path = path
        self.outline = outline
        // What takes longest and cannot be divided comes first.
        var parts: [Part] = [.pages]
        if readsIndex, tables.contains(IDIndex.table) { parts.append(.index) }
        parts += LogSchema.tablesOfKeys.filter(tables.contains).map { .order($0) }
        let last = max(outline.events, outline.hasTree ? outline.size : 0)
        parts += stride(from: 1, through: last, by: RowAudit.stretch).map {
            .rows($0...min($0 + RowAudit.stretch - 1, last))
        }
        self.parts = parts
    }

    /// What is left to do, and what was found: the threads meet here only.
    private struct Board: Sendable {
        var next = 0
        var verified = 0
        var rows: [Int: RowFindings] = [:]
        var rest = VerificationFindings()
    }

    /// Does all parts; `connection` is in a transaction, and the second thread's shows the same state or is not used.
    func run(_ connection: Connection, _ progress: (Int, Int) -> Void) throws -> VerificationFindings {
        let board = Board()
        let shared = Shared(board)
        let head = try Self.head(connection)
        let second = DispatchGroup()
        // A second thread costs more than it saves where there is little to do.
        if outline.events > RowAudit.stretch {
            DispatchQueue.global().async(group: second) { [self] in
                workBeside(shared, head)
            }
        }
        while let verified = work(shared, connection) { progress(verified, outline.events) }
        second.wait()
        return shared.board.withLock { board in
            var findings = board.rest
            for part in board.rows.keys.sorted() { board.rows[part].map { findings.rows.add($0) } }
            return findings
        }
    }

    private final class Shared: Sendable {
        let board: Mutex<Board>

        init(_ board: Board) { self.board = Mutex(board) }
    }

    /// Where the log ends, for telling whether two connections see one state.
    private struct Head: Equatable, Sendable {
        let seq: Int64
        let objects: Int64
    }

    private static func head(_ connection: Connection) throws -> Head {
        let seq = try connection.statement("SELECT max(seq) FROM events").first { $0.integer(0) } ?? 0
        let objects = try connection.statement("SELECT count(*) FROM sqlite_schema").first { $0.integer(0) } ?? 0
        return Head(seq: seq, objects: objects)
    }

    /// Does parts on a connection of its own, as long as that shows the state that the first one shows.
    private func workBeside(_ shared: Shared, _ head: Head) {
        guard let connection = try? EventLog.connectForVerifying(path) else { return }
        try? connection.transaction(.deferred) {
            guard try Self.head(connection) == head else { return }
            while work(shared, connection) != nil {}
        }
        try? connection.close()
    }

    /// Does the next part; nil where none is left, else how many events have been verified.
    private func work(_ shared: Shared, _ connection: Connection) -> Int? {
        let number = shared.board.withLock { board in
            board.next += 1
            return board.next - 1
        }
        guard number < parts.count else { return nil }
        switch parts[number] {
        case .pages:
            var check = PageCheck(connection)
            let found = check.complaints()
            return shared.board.withLock { board in
                board.rest.file += found
                return board.verified
            }
        case .index:
            do {
                let sum = try IDIndex.sum(connection)
                return shared.board.withLock { board in
                    board.rest.idSum = sum
                    return board.verified
                }
            } catch {
                return shared.board.withLock { board in
                    board.rest.file.append("index \(IDIndex.table) cannot be read: \(RowAudit.words(error))")
                    return board.verified
                }
            }
        case .order(let table):
            // What cannot be read at all, the check of the pages says.
            let isInOrder = (try? connection.isInOrder(table)) ?? true
            return shared.board.withLock { board in
                if !isInOrder { board.rest.disordered.append(table) }
                return board.verified
            }
        case .rows(let positions):
            var audit = RowAudit(outline, connection)
            let found = audit.run(positions)
            return shared.board.withLock { board in
                board.rows[number] = found
                board.verified += found.events
                return board.verified
            }
        }
    }
}
