import Events

/// What has to be known of a whole input before its first line can be judged: what it introduces, and which events its
/// evidence names.
struct ImportSurvey {
    /// How many lines there are, blank ones aside.
    private(set) var lines = 0
    private(set) var introduced: [EntityID: EntityKind] = [:]
    private var targets: Set<EventID> = []

    private static let linesBetweenReports = 1_024

    /// Reads every line, and those as events that may introduce something or name an event.
    ///
    /// Lines that are no events are left to ``check(_:_:_:)``.
    init(_ source: any LineSource, _ progress: (Int) -> Void) throws {
        try source.rewind()
        var pieces = LinePieces(source)
        var work = WorkAhead(Self.findings)
        while let findings = try work.next({ try pieces.next() }) {
            lines += findings.lines
            for (id, kind) in findings.introduced { introduced[id] = introduced[id] ?? kind }
            targets.formUnion(findings.targets)
            progress(lines)
        }
    }

    /// What a piece of the input introduces and names, in its order.
    private struct Findings: Sendable {
        var lines = 0
        var introduced: [(EntityID, EntityKind)] = []
        var targets: [EventID] = []
    }

    @Sendable
    private static func findings(in piece: [InputLine]) -> Findings {
        var findings = Findings()
        findings.lines = piece.count
        for line in piece where line.bytes.map(SurveyedTypes.canBeOne) ?? false {
            guard let event = try? line.event().event else { continue }
            if let introduction = EntityUse.introduction(event) { findings.introduced.append(introduction) }
            if let target = event.fact.target { findings.targets.append(target) }
        }
        return findings
    }

    /// Checks every line: that it is an event, and then against the ledger and the lines before it.
    ///
    /// - Throws: ``RefusedLines``; where lines are no events, with those alone.
    func check(_ source: any LineSource, _ ledger: Ledger, _ progress: (Int) -> Void) throws {
        var request = AppendRequest([])
        request.introducedLater = introduced
        var admission = try Admission(ledger, request, targets: targets)
        var (unreadable, refused) = (RefusedLines(), RefusedLines())
        // A ledger without events has none of these.
        let mayHaveThem = try ledger.head().seq > 0
        var count = 0
        var lines = try PreparedLines(source)
        while let line = try lines.next() {
            count += 1
            if count.isMultiple(of: Self.linesBetweenReports) { progress(count) }
            let event: PreparedEvent
            do throws(EventError) {
                event = try line.event.get()
            } catch {
                unreadable.add(line.number, error.description)
                continue
            }
            // What comes of the others is told only where all are events.
            if !unreadable.isEmpty { continue }
            if mayHaveThem, try ledger.log.position(of: event.id) != nil { continue }
            do {
                try admission.check(event, nil)
            } catch let error as LedgerError {
                refused.add(line.number, error.description)
                admission.suggests = !refused.isFull
            }
        }
        if !unreadable.isEmpty { throw unreadable }
        if !refused.isEmpty { throw refused }
    }
}

/// Tells lines that cannot introduce anything or name an event, without reading them as JSON.
enum SurveyedTypes {
    /// What stands behind the dot in the names of the types that do.
    private static let words: [[UInt8]] =
        (EntityUse.introducingTypes + EventCatalog.types.filter { $0.family == .evidence }.map(\.type))
        .map { Array($0.utf8.drop { $0 != UInt8(ascii: ".") }.dropFirst()) }

    /// Whether a line may be an event of such a type; false only where it is none.
    ///
    /// A type stands in the line as it is called, unless a character of it is written as an escape.
    static func canBeOne(_ line: [UInt8]) -> Bool {
        let line = line.span
        for index in line.indices {
            switch line[index] {
            case UInt8(ascii: "\\"): return true
            case UInt8(ascii: "."): if words.contains(where: { stands($0, behind: index, in: line) }) { return true }
            default: continue
            }
        }
        return false
    }

    private static func stands(_ word: [UInt8], behind dot: Int, in line: Span<UInt8>) -> Bool {
        guard dot + word.count < line.count else { return false }
        for offset in word.indices where line[dot + 1 + offset] != word[offset] { return false }
        return true
    }
}
