import EventLog
import Events
import Projections
import SQLite

/// The whole log folded at once: what a replay writes.
///
/// Unlike an append it finds nothing through the tables. What is plain, nearly all of a log, is folded from the numbers of
/// ``DecodedLog`` on other threads, while this one writes; what is not is folded after it from whole events
/// (``GeneralFold``).
struct LogFold {
    private let log: EventLog
    /// What is not asked for any more is let go of, so that it is not in memory beside what is made of the rest.
    private var decoded: DecodedLog
    private let standings: EventStandings
    private let context: PlainContext
    private let people: PairIndex
    private let organizations: PairIndex
    /// Distrust, merges and all evidence that has to be weighed.
    private let weighed: [LogEntry]
    /// By term, whether it is an id that a merge names or a source that was distrusted; empty where there is none.
    private let touched: [Bool]

    /// Tells what may be plain from what is not. Reads of the log only what is not.
    init(_ log: EventLog, _ decoded: consuming DecodedLog) throws {
        var decoded = decoded
        self.log = log
        let shared = try decoded.general.map { try log.entry(ofPlace: $0) }
        touched = Self.touched(by: shared, decoded.terms)
        let targets = EvidenceTargets(decoded)
        decoded.forgetIDs()
        standings = EventStandings(decoded, targets, touched: touched)
        var weighed = shared
        for (place, evidence) in decoded.evidence.enumerated() where standings.isWeighed(evidenceAt: place) {
            weighed.append(try log.entry(ofPlace: evidence.seq))
        }
        self.weighed = weighed
        var context = PlainContext(decoded)
        for (term, isTouched) in touched.enumerated() where isTouched { context.weigh(UInt32(term)) }
        for term in decoded.described { context.weigh(term) }
        for milestone in decoded.milestones where standings.standing(milestone.seq) == .weighed {
            context.weigh(milestone.record.entity)
        }
        try PostTitles(decoded).forEach(log.entry(ofPlace:)) { context.note(title: $0, of: $1) }
        for correction in weighed {
            guard case .eventCorrected(let fact) = correction.event.fact, let replacement = fact.replacement else {
                continue
            }
            for (title, organization) in PostTitles.titles(in: replacement) {
                context.note(title: title, of: decoded.terms.knownNumber(of: organization.text))
            }
        }
        self.context = context
        people = PairIndex.byPerson(decoded, standings)
        organizations = PairIndex.byOrganization(decoded, standings)
        self.decoded = decoded
    }

    /// By term, whether it is an id that a merge names or a source that was distrusted; empty where there is none.
    private static func touched(by entries: [LogEntry], _ terms: TermTable) -> [Bool] {
        var touched: [Bool] = []
        for entry in entries {
            let ids: [EntityID]
            switch entry.event.fact {
            case .entityMerged(let merge): ids = [merge.from, merge.into]
            case .sourceDistrusted(let distrust): ids = [distrust.source]
            default: continue
            }
            if touched.isEmpty { touched = [Bool](repeating: false, count: terms.count + 1) }
            for id in ids { touched[Int(terms.knownNumber(of: id.text))] = true }
        }
        if !touched.isEmpty { touched[0] = false }
        return touched
    }

    // MARK: - What is not plain

    /// What is not plain, folded; the entries that may not be in effect, and all evidence about them.
    private typealias General = (fold: GeneralFold, doubtful: [LogEntry], rulings: Rulings)

    private func foldGeneral(_ pairs: Set<NumberedPair>, _ names: NameFold) throws -> General {
        let places = facts(of: pairs, names)
        let corrections = places.compactMap {
            standings.standing($0) == .corrected ? standings.correction(of: $0) : nil
        }
        let evidence = try weighed + corrections.map { try log.entry(ofPlace: decoded.evidence[$0].seq) }
        let facts = try places.map { try log.entry(ofPlace: $0) }
        let (terms, touched) = (decoded.terms, touched)
        func isTouched(_ id: EntityID) -> Bool {
            let term = Int(terms.knownNumber(of: id.text))
            return term < touched.count && touched[term]
        }
        let fold = GeneralFold(facts, RecordedEvidence(evidence)) { pair in
            let numbered = NumberedPair(
                person: terms.knownNumber(of: pair.person.text),
                organization: terms.knownNumber(of: pair.organization.text))
            return pairs.contains(numbered) || isTouched(pair.person) || isTouched(pair.organization)
        }
        let doubtful = (weighed + facts.filter { standings.standing(UInt32($0.seq)) == .weighed }).eachOnce
        return (fold, doubtful, Rulings(evidence))
    }

    /// Where the facts stand that the general fold needs, ascending.
    private func facts(of pairs: Set<NumberedPair>, _ names: NameFold) -> [UInt32] {
        var isNeeded = [Bool](repeating: false, count: decoded.eventCount + 1)
        var isParty = touched.isEmpty ? [Bool](repeating: false, count: decoded.terms.count + 1) : touched
        for pair in pairs {
            isParty[Int(pair.person)] = true
            isParty[Int(pair.organization)] = true
            for place in people.records(of: Int(pair.person))
            where decoded.positions[place.index].organization == pair.organization {
                isNeeded[decoded.index(standings.fact(place.index))] = true
            }
        }
        for milestone in decoded.milestones
        where isParty[Int(milestone.record.entity)] || isParty[Int(milestone.record.organization)] {
            isNeeded[decoded.index(milestone.seq)] = true
        }
        for naming in decoded.namings where names.isGeneral(naming.entity) {
            isNeeded[decoded.index(naming.seq)] = true
        }
        for index in isNeeded.indices.dropFirst() where standings.standing(decoded.seqs[index]) == .weighed {
            isNeeded[index] = true
        }
        return isNeeded.indices.dropFirst().filter { isNeeded[$0] }.map { decoded.seqs[$0] }
    }

    // MARK: - Writing

    /// Writes everything into tables that are empty and have no index yet: but for what is not plain in the order of
    /// their keys. Makes the indices of ``ProjectionTables/indexedAsFilled``.
    ///
    /// - Parameter progress: Called now and then with how far it is, counted in events.
    mutating func write(into tables: ProjectionTables, _ progress: (Int) -> Void = { _ in }) throws {
        var written = WrittenShare(decoded.eventCount, people.ranges.count + organizations.ranges.count)
        func advance() { progress(written.next()) }
        try TermRows(decoded, context).write(into: tables)
        try PostingRows(decoded, people: people, organizations: organizations).write(into: tables)
        decoded.forgetMentions()
        try writeEvidence(into: tables)
        let pairs = PlainPairs(decoded, standings, context, people: people, organizations: organizations)
        let others = try writePlainStints(of: pairs, into: tables, advance)
        let names = NameFold(decoded, standings, context)
        var folded: General?
        try names.write(into: tables) {
            let general = try foldGeneral(others, names)
            folded = general
            return general.fold.names { names.isGeneral(decoded.terms.knownNumber(of: $0.text)) }
        }
        decoded.forgetNames()
        guard let general = folded else { return }
        try writeSetAside(general.doubtful, general.rulings, into: tables)
        let slices = try writeStints(of: general.fold, into: tables)
        try SliceRows(pairs, general: slices).write(
            organizations.ranges, into: tables, meanwhile: { try makeIndicesOfNames(in: tables) }, advance)
    }

    /// Makes the indices of names now, while other threads have something to do.
    private func makeIndicesOfNames(in tables: ProjectionTables) throws {
        // Rows that are only compared need none.
        guard tables.place == .main else { return }
        for table in ProjectionTables.indexedAsFilled where table != "terms" {
            try ProjectionSchema.createIndices(of: table, on: tables.connection, in: tables.place)
        }
    }

    /// Writes the stints of all plain pairs.
    ///
    /// - Returns: The pairs that are not plain.
    private func writePlainStints(
        of pairs: PlainPairs, into tables: ProjectionTables, _ advance: () -> Void
    ) throws -> Set<NumberedPair> {
        var general: Set<NumberedPair> = []
        try WorkAhead.forEach(people.ranges, { FoldedPeople($0, pairs) }) { folded in
            try folded.rows.write(into: tables)
            general.formUnion(folded.general)
            advance()
        }
        return general
    }

    /// Writes the stints of the pairs that are not plain.
    ///
    /// - Returns: Their rows in the slices, by the term of the organisation.
    private func writeStints(
        of general: GeneralFold, into tables: ProjectionTables
    ) throws -> [UInt32: [SliceRow]] {
        var slices: [UInt32: [SliceRow]] = [:]
        try general.forEachPair { (pair, versions) in
            for version in versions {
                let numbers = try tables.insert(version.key, since: version.since, until: version.until)
                slices[decoded.terms.knownNumber(of: pair.organization.text), default: []] +=
                    try SliceRow.rows(of: version.key.tenures, numbers, since: version.since, until: version.until)
            }
        }
        return slices
    }

    private func writeEvidence(into tables: ProjectionTables) throws {
        var rows = RowBlock(columns: 2)
        for (target, seq) in decoded.evidence.map({ (Int64(bitPattern: $0.target), Int64($0.seq)) }).sorted(by: <) {
            rows.add(target)
            rows.add(seq)
        }
        try tables.insert(rows, into: "evidence", "target, seq")
    }

    private func writeSetAside(_ doubtful: [LogEntry], _ rulings: Rulings, into tables: ProjectionTables) throws {
        var rows: [(seq: Int, reason: SetAsideReason, by: Int)] = []
        for (place, evidence) in decoded.evidence.enumerated() where !standings.isWeighed(evidenceAt: place) {
            rows.append((Int(standings.root(ofEvidenceAt: place)), .corrected, Int(evidence.seq)))
        }
        for entry in doubtful {
            if let (reason, by) = rulings.setAside(entry) { rows.append((entry.seq, reason, by.namedPlace)) }
        }
        rows.sort { $0.seq < $1.seq }
        var block = RowBlock(columns: 3)
        for row in rows {
            block.add(Int64(row.seq))
            block.add(row.reason.rawValue)
            block.add(Int64(row.by))
        }
        try tables.insert(block, into: "set_aside", "seq, reason, by_seq")
    }
}

/// How far the writing is, as ranges of people and of organisations are written one after another.
private struct WrittenShare {
    private let events: Int
    private let parts: Int
    private var done = 0

    init(_ events: Int, _ parts: Int) { (self.events, self.parts) = (events, max(1, parts)) }

    /// One more is written: how far that is, counted in events.
    mutating func next() -> Int {
        done = min(done + 1, parts)
        return events * done / parts
    }
}

extension EventLog {
    /// The entry at a place that the log was found to have.
    ///
    /// - Throws: ``LogError/unreadable(seq:reason:)`` where it is gone.
    fileprivate func entry(ofPlace seq: UInt32) throws -> LogEntry {
        guard let entry = try entry(at: Int(seq)) else {
            throw LogError.unreadable(seq: Int(seq), reason: "it is gone")
        }
        return entry
    }
}
