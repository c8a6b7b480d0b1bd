import Chronology
import EventLog
import Events
import Projections

extension Ledger {
    /// Puts an answer together with the events that it rests on, proved under the last checkpoint that covers them.
    ///
    /// The question is asked again of a ledger that has these events only. Where it is answered otherwise more events
    /// are taken: all that name what the answer names, in the end all that there are.
    ///
    /// - Parameters:
    ///   - question: In words of the command line.
    ///   - folder: An empty folder for those ledgers.
    ///   - most: How many events a proof holds at the most: a reader has to hold all of them at once.
    ///   - ask: Asks a ledger the question.
    /// - Throws: ``BundleError`` where no checkpoint covers the events, or the answer cannot be had from events that can
    ///   be proved.
    public func bundle(
        _ answer: JSONObject, to question: [String], on today: CivilDay, in folder: String,
        most: Int = 200_000, asking ask: (Ledger) throws -> JSONObject
    ) throws -> AnswerBundle {
        try reading {
            let named = try positions(of: AnswerBundle.eventIDs(in: answer))
            guard let checkpoint = try log.lastCheckpoint(covering: named.max() ?? 1) else {
                throw BundleError(
                    "no checkpoint covers event \(named.max() ?? 1), which the answer rests on; make one with "
                        + "`annals checkpoint`")
            }
            let excerpts = AnswerExcerpts(self, answer, named, through: checkpoint.size, most: most)
            for (number, select) in [excerpts.narrow, excerpts.wide, excerpts.whole].enumerated() {
                let events = try select().sorted().compactMap { try log.event(at: $0) }
                let excerpt = try Self.create(of: events, at: "\(folder)/\(number).db")
                defer { try? excerpt.close() }
                guard AnswerBundle.isSame(answer, try? ask(excerpt)) else { continue }
                let proven = try events.map { stored in
                    AnswerBundle.ProvenEvent(
                        seq: stored.seq, body: stored.bytes,
                        path: try log.inclusionProof(of: stored.seq, in: checkpoint.size).path)
                }
                return try AnswerBundle(question, on: today, answer: answer, checkpoint: checkpoint, events: proven)
            }
            throw BundleError(
                "the answer rests on events behind the last checkpoint, which `annals checkpoint` makes anew, or on "
                    + "erased ones, which nothing proves")
        }
    }

    /// A ledger of some events of another, each at its place: what they say by themselves.
    static func create(of events: [StoredEvent], at path: String) throws -> Ledger {
        var rows = events.map { LogRow.event($0) }
        return try create(at: path, isExcerpt: true) {
            defer { rows = [] }
            return rows
        }
    }

    private func positions(of ids: Set<EventID>) throws -> Set<Int> {
        Set(
            try ids.map { id in
                guard let seq = try log.position(of: id) else {
                    throw BundleError("the answer names event \(id.short), which is not in the log")
                }
                guard try log.event(at: seq) != nil else {
                    throw BundleError("the answer names event \(seq), whose bytes were erased: it cannot be proved")
                }
                return seq
            })
    }
}

/// Which events an answer may rest on: the fewest first, then more.
private struct AnswerExcerpts {
    private let ledger: Ledger
    private let named: Set<Int>
    private let size: Int
    private let answer: JSONObject
    private let most: Int

    init(_ ledger: Ledger, _ answer: JSONObject, _ named: Set<Int>, through size: Int, most: Int) {
        self.ledger = ledger
        self.answer = answer
        self.most = most
        self.named = named
        self.size = size
    }

    private var raw: RawEvents { RawEvents(log: ledger.log, tables: ledger.tables, through: size) }

    /// What is said of entities besides who held what.
    private static let describing: [String] =
        Directory.types + PostBook.types + Parentage.types
        + EventCatalog.types.filter { $0.family == .organization }
        .map(\.type) + [PersonBorn.type, PersonDied.type, SourceAdded.type]

    /// The events that the answer names, what else is said of who held what by the same in the same organisation, what
    /// describes everything that they name, and all evidence about those.
    func narrow() throws -> Set<Int> {
        let entries = try named.compactMap { try ledger.log.event(at: $0) }.map { LogEntry($0) }
        let claims = try claims(of: Set(entries.flatMap { Mentioned.pairs(in: $0.event) }))
        var ids = try entities()
        for entry in entries + claims { ids.formUnion(entry.event.namedIDs) }
        return try closure(of: entries + claims, describing: ids)
    }

    /// The position events that speak of pairs: a later start says by when an earlier tenure was over.
    private func claims(of pairs: Set<Pair>) throws -> [LogEntry] {
        guard !pairs.isEmpty else { return [] }
        let people = try aliases(of: Set(pairs.map(\.person)))
        return try raw.facts(naming: people, types: Mentioned.positionTypes)
            .filter { !pairs.isDisjoint(with: Mentioned.pairs(in: $0.event)) }
    }

    /// All events that name what the answer names as well.
    func wide() throws -> Set<Int> {
        let facts = try raw.facts(naming: aliases(of: entities()), types: nil)
        var ids: Set<EntityID> = []
        for fact in facts { ids.formUnion(fact.event.namedIDs) }
        return try closure(of: facts, describing: ids).union(narrow())
    }

    /// All that the checkpoint covers.
    func whole() throws -> Set<Int> {
        try fit(size)
        return Set(1...max(size, 1))
    }

    private func fit(_ count: Int) throws {
        guard count > most else { return }
        throw BundleError(
            "the answer's proof would take \(count) events, and one holds \(most) at the most; hand over a copy of the "
                + "ledger, which `annals backup` makes, and a checkpoint")
    }

    private func closure(of entries: [LogEntry], describing ids: Set<EntityID>) throws -> Set<Int> {
        let facts =
            try entries + entries.map(raw.root)
            + (ids.isEmpty ? [] : raw.facts(naming: aliases(of: ids), types: Self.describing))
        let (log, tables) = (ledger.log, ledger.tables)
        let evidence = try EffectiveReader.closure(of: facts, log, tables, through: size)
        let general = try EffectiveReader.generalEvidence(log, tables, through: size)
        try fit(evidence.count)
        return Set((evidence + general).map(\.seq)).union(try opening())
    }

    /// The first event of the batch that the belief ends with, so that there is such a batch.
    private func opening() throws -> Set<Int> {
        guard case .object(let known)? = answer["known"], case .number(let batch)? = known["batch"],
            let first = try ledger.log.batch(Int(batch))?.first
        else { return [] }
        return [first]
    }

    /// The ids in the answer of whatever the ledger knows.
    private func entities() throws -> Set<EntityID> {
        var ids: Set<EntityID> = []
        func collect(_ value: JSONValue) throws {
            switch value {
            case .string(let text):
                if let id = EntityID(text), try ledger.tables.entity(id) != nil { ids.insert(id) }
            case .array(let values): try values.forEach(collect)
            case .object(let object): try object.members.forEach { try collect($0.value) }
            default: break
            }
        }
        try collect(.object(answer))
        return ids
    }

    private func aliases(of ids: Set<EntityID>) throws -> [EntityID] {
        let identities = try ledger.identities()
        return Set(ids.flatMap { identities.aliases(of: $0) + [$0] }).sorted()
    }
}
