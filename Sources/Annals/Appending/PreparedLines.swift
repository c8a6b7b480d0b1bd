import Events

/// A line of an input with the event on it, or why there is none.
struct PreparedLine: Sendable {
    /// Its number in the file, from 1.
    let number: Int
    let event: Result<PreparedEvent, EventError>

    /// - Parameter citations: Sources that are added to those that the line cites.
    init(_ line: InputLine, citing citations: [Citation] = []) {
        number = line.number
        do throws(EventError) {
            let given = try line.event().event
            event = .success(
                citations.isEmpty ? PreparedEvent(given) : try PreparedEvent(validating: given.citing(citations)))
        } catch {
            event = .failure(error)
        }
    }
}

/// The lines of an input with their events, which other threads read and prepare ahead; from its beginning.
struct PreparedLines {
    private var pieces: LinePieces
    private var work: WorkAhead<[InputLine], [PreparedLine]>
    private var ready: ArraySlice<PreparedLine> = []

    /// Goes back to the first line.
    ///
    /// - Parameter citations: Sources that are added to those that each line cites.
    init(_ source: any LineSource, citing citations: [Citation] = []) throws {
        try source.rewind()
        pieces = LinePieces(source)
        work = WorkAhead { $0.map { PreparedLine($0, citing: citations) } }
    }

    /// The next line; nil at the end.
    mutating func next() throws -> PreparedLine? {
        while ready.isEmpty {
            guard let piece = try nextPiece() else { return nil }
            ready = piece[...]
        }
        return ready.removeFirst()
    }

    /// The next lines, as many as are left of so many.
    mutating func next(_ count: Int) throws -> [PreparedLine] {
        var lines: [PreparedLine] = []
        while lines.count < count {
            if ready.isEmpty {
                guard let piece = try nextPiece() else { break }
                ready = piece[...]
            }
            let taken = ready.prefix(count - lines.count)
            lines += taken
            ready = ready.dropFirst(taken.count)
        }
        return lines
    }

    private mutating func nextPiece() throws -> [PreparedLine]? {
        var pieces = pieces
        defer { self.pieces = pieces }
        return try work.next { try pieces.next() }
    }
}

/// The lines of an input, some at a time: enough to be worth another thread's while, and few enough to be held.
struct LinePieces {
    private let source: any LineSource
    private var isAtEnd = false

    private static let mostLines = 256
    private static let enoughBytes = 262_144

    init(_ source: any LineSource) {
        self.source = source
    }

    /// The next lines, at most so many; nil at the end.
    mutating func next(_ most: Int = .max) throws -> [InputLine]? {
        let most = min(most, Self.mostLines)
        var lines: [InputLine] = []
        var bytes = 0
        while !isAtEnd, lines.count < most, bytes < Self.enoughBytes {
            if let line = try source.next() {
                lines.append(line)
                bytes += line.bytes?.count ?? 0
            } else {
                isAtEnd = true
            }
        }
        return lines.isEmpty ? nil : lines
    }
}

extension AppendRequest {
    /// Reads JSON Lines for one batch.
    ///
    /// - Parameters:
    ///   - citations: Sources that are added to those that each line cites.
    ///   - progress: Called now and then with the lines that were read.
    /// - Throws: ``RefusedLines`` where some are no events.
    public init(
        reading source: any LineSource, citing citations: [Citation] = [], progress: (Int) -> Void = { _ in }
    ) throws {
        self.init([])
        var refused = RefusedLines()
        var events: [PreparedEvent] = []
        var read = try PreparedLines(source, citing: citations)
        while let line = try read.next() {
            do throws(EventError) {
                events.append(try line.event.get())
                lines.append(line.number)
            } catch {
                refused.add(line.number, error.description)
            }
            progress(lines.count)
        }
        if !refused.isEmpty { throw refused }
        self.events = events.map(\.event)
        prepared = events
    }
}

extension Event {
    /// The event with sources added to its own; a source that is added cites none for a whole batch.
    fileprivate func citing(_ citations: [Citation]) -> Event {
        if case .sourceAdded = fact { return self }
        return with(sources: sources + citations)
    }
}
