import EventLog
import Events
import Projections

/// The whole log folded at once: what a replay writes.
///
/// Unlike an append it finds nothing through the tables. What is plain, nearly all of a log, is folded from the numbers of
/// ``DecodedLog``; what is not is told apart first, and folded from whole events (``GeneralFold``).
final class LogFold {
    private let log: EventLog
    private let decoded: DecodedLog
    private let standings: EventStandings
    private let context: PlainContext
    private let index: PairIndex
    private let names: NameFold
    private let general: GeneralFold
    private let generalPairs: Set<NumberedPair>
    /// Distrust, merges and all evidence that has to be weighed.
    private let rulings: Rulings
    /// The entries that may not be in effect, but for what one correction replaced.
    private let doubtful: [LogEntry]

    /// Tells what is plain from what is not. Reads of the log only what is not.
    init(_ log: EventLog, _ decoded: DecodedLog) throws {
        (self.log, self.decoded) = (log, decoded)
        func entry(_ seq: UInt32) throws -> LogEntry {
            guard let entry = try log.entry(at: Int(seq)) else {
                throw LogError.unreadable(seq: Int(seq), reason: "it is gone")
            }
            return entry
        }
        let shared = try decoded.general.map(entry)
        let touched = Self.touched(by: shared, decoded.terms)
        let standings = EventStandings(decoded, touched: touched)
        var weighed = shared
        for (place, evidence) in decoded.evidence.enumerated() where standings.isWeighed(evidenceAt: place) {
            weighed.append(try entry(evidence.seq))
        }
        var context = PlainContext(decoded)
        for (term, isTouched) in touched.enumerated() where isTouched { context.weigh(UInt32(term)) }
        for term in decoded.described { context.weigh(term) }
        for milestone in decoded.milestones where standings.standing(milestone.seq) == .weighed {
            context.weigh(milestone.record.entity)
        }
        let posts = PostTitles(decoded)
        try posts.forEach(entry) { context.note(title: $0, of: $1) }
        for correction in weighed {
            guard case .eventCorrected(let fact) = correction.event.fact, let replacement = fact.replacement else {
                continue
            }
            for (title, organization) in PostTitles.titles(in: replacement) {
                context.note(title: title, of: decoded.terms.knownNumber(of: organization.text))
            }
        }
        let index = PairIndex.byPerson(decoded)
        var pairs: Set<NumberedPair> = []
        var plain = PlainPairs(decoded, standings, context, index)
        plain.forEach(isGeneral: { _ in false }, general: { pairs.insert($0) }, plain: { _ in })
        let names = NameFold(decoded, standings, context)
        let places = Self.facts(of: pairs, names, decoded, standings, index, touched)
        let corrections = places.compactMap {
            standings.standing($0) == .corrected ? standings.correction(of: $0) : nil
        }
        let evidence = try weighed + corrections.map { try entry(decoded.evidence[$0].seq) }
        let facts = try places.map(entry)
        let terms = decoded.terms
        func isTouched(_ id: EntityID) -> Bool {
            let term = Int(terms.knownNumber(of: id.text))
            return term < touched.count && touched[term]
        }
        general = GeneralFold(facts, RecordedEvidence(evidence)) { pair in
            let numbered = NumberedPair(
                person: terms.knownNumber(of: pair.person.text),
                organization: terms.knownNumber(of: pair.organization.text))
            return pairs.contains(numbered) || isTouched(pair.person) || isTouched(pair.organization)
        }
        rulings = Rulings(evidence)
        doubtful = (weighed + facts.filter { standings.standing(UInt32($0.seq)) == .weighed }).eachOnce
        (self.standings, self.context, self.index, self.names) = (standings, context, index, names)
        generalPairs = pairs
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

    /// Where the facts stand that the general fold needs, ascending.
    private static func facts(
        of pairs: Set<NumberedPair>, _ names: NameFold, _ decoded: DecodedLog, _ standings: EventStandings,
        _ index: PairIndex, _ touched: [Bool]
    ) -> [UInt32] {
        var isNeeded = [Bool](repeating: false, count: decoded.eventCount + 1)
        var isParty = touched.isEmpty ? [Bool](repeating: false, count: decoded.terms.count + 1) : touched
        for pair in pairs {
            isParty[Int(pair.person)] = true
            isParty[Int(pair.organization)] = true
            for place in index.records(of: Int(pair.person))
            where decoded.positions[Int(place)].organization == pair.organization {
                isNeeded[decoded.index(standings.fact(Int(place)))] = true
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

    /// Writes everything into tables that are empty and have no index yet, in the order of their keys.
    func write(into tables: ProjectionTables) throws {
        try TermRows(decoded, context).write(into: tables)
        try PostingRows(decoded).write(into: tables)
        try writeEvidence(into: tables)
        try writeSetAside(into: tables)
        try names.write(general.names { names.isGeneral(decoded.terms.knownNumber(of: $0.text)) }, into: tables)
        var slices = SliceRows(decoded.terms.count)
        try writeStints(into: tables, &slices)
        try slices.write(into: tables)
    }

    private func writeEvidence(into tables: ProjectionTables) throws {
        let rows = decoded.evidence.map { (Int64(bitPattern: $0.target), Int64($0.seq)) }.sorted { $0 < $1 }
        let insertion = try tables.statement("INSERT INTO $.evidence (target, seq) VALUES (?, ?)")
        for (target, seq) in rows {
            try insertion.bind(target, at: 1)
            try insertion.bind(seq, at: 2)
            try insertion.run()
        }
    }

    private func writeSetAside(into tables: ProjectionTables) throws {
        var rows: [(seq: Int, reason: SetAsideReason, by: Int)] = []
        for (place, evidence) in decoded.evidence.enumerated() where !standings.isWeighed(evidenceAt: place) {
            rows.append((Int(standings.root(ofEvidenceAt: place)), .corrected, Int(evidence.seq)))
        }
        for entry in doubtful {
            if let (reason, by) = rulings.setAside(entry) { rows.append((entry.seq, reason, by.namedPlace)) }
        }
        rows.sort { $0.seq < $1.seq }
        let insertion = try tables.statement("INSERT INTO $.set_aside (seq, reason, by_seq) VALUES (?, ?, ?)")
        for row in rows { try insertion.bind(row.seq, row.reason.rawValue, row.by).run() }
    }

    private func writeStints(into tables: ProjectionTables, _ slices: inout SliceRows) throws {
        let rows = try StintRows(tables)
        var plain = PlainPairs(decoded, standings, context, index)
        try plain.forEach(isGeneral: generalPairs.contains, general: { _ in }) { history in
            try rows.write(history)
            try slices.add(history)
        }
        try general.forEachPair { pair, versions in
            for version in versions {
                let numbers = try tables.insert(version.key, since: version.since, until: version.until)
                let organization = decoded.terms.knownNumber(of: pair.organization.text)
                slices.add(
                    try SliceRow.rows(of: version.key.tenures, numbers, since: version.since, until: version.until),
                    of: organization)
            }
        }
    }
}
