import EventLog
import Events
import Projections

/// The events of a batch as numbers, and the numbers that the tables have for the batch's own.
///
/// A batch numbers what it names for itself, in the order in which it does: so what it names first of all has new
/// numbers in the tables in that order, as a replay gives them.
struct IndexedBatch {
    /// The position records of the batch's facts, by place in the log.
    private(set) var positions: [Int: PositionRecord] = [:]
    /// What the events name and cite, by place in the log, with the numbers of the batch.
    private(set) var named: [Int: NamedTerms] = [:]
    private var decoder = StoredDecoder()
    /// By the batch's number, the tables' one.
    private var numbers: [UInt32] = [0]
    /// By the batch's number, whether nothing before the batch names it.
    private var areNew = [false]
    /// By the batch's number of a title, that of the first one that is folded alike.
    private(set) var titles: [UInt32] = [0]
    private var titlesByFolded: [String: UInt32] = [:]

    /// Decodes the events, gives numbers to what they name, and notes by what they are found.
    init(_ entries: [LogEntry], _ log: EventLog, _ tables: ProjectionTables) throws {
        var postings: [PostingPlace: [Posting]] = [:]
        var noted: [UInt32] = []
        for entry in entries {
            if let target = entry.event.fact.target { try tables.indexEvidence(target, entry.seq) }
            guard !entry.isRedacted, let body = try log.body(at: entry.seq) else {
                guard !entry.isRedactedFact else { continue }
                let code = EventTypeCode(entry.event.fact)
                postings[PostingPlace(UInt32(code.rawValue), .types), default: []].append(Posting(entry.seq, code))
                continue
            }
            try decode(body, at: entry.seq, idPrefix: entry.id.prefix)
            decoder.forEachPosting { subject, family, posting in
                postings[PostingPlace(subject, family), default: []].append(posting)
            }
            named[entry.seq] = decoder.named
            if let position = decoder.record.content.position { positions[entry.seq] = position }
            for content in [decoder.record.replacement, decoder.record.content] {
                if let title = content?.position?.position, title > 0 { noted.append(title) }
            }
        }
        try number(tables.terms)
        for title in noted { try tables.terms.noteTitle(numbers[Int(title)]) }
        // In the order of the table's key: lists that stand on one page are written one after the other.
        let lists = postings.map { place, added in (subject: subject(of: place), place: place, added: added) }
            .sorted { ($0.subject, $0.place.family.rawValue) < ($1.subject, $1.place.family.rawValue) }
        for (subject, place, added) in lists {
            try tables.add(
                added.map { $0.renumbered(numbers) }, to: subject, place.family,
                isFirst: place.family != .types && areNew[Int(place.subject)])
        }
    }

    /// The tables' number of what a list is of.
    private func subject(of place: PostingPlace) -> UInt32 {
        place.family == .types ? place.subject : numbers[Int(place.subject)]
    }

    private struct PostingPlace: Hashable {
        let subject: UInt32
        let family: PostingFamily

        init(_ subject: UInt32, _ family: PostingFamily) { (self.subject, self.family) = (subject, family) }
    }

    private mutating func decode(
        _ body: (bytes: [UInt8], batch: Int), at seq: Int, idPrefix: UInt64? = nil
    ) throws {
        do {
            try decoder.decode(body: body.bytes.span.bytes, seq: seq, batch: body.batch, idPrefix: idPrefix)
        } catch {
            throw LogError.unreadable(seq: seq, reason: error.description)
        }
    }

    /// Looks up what was numbered since, and gives numbers to what the tables do not have.
    private mutating func number(_ terms: TermStore) throws {
        for term in numbers.count..<decoder.terms.count + 1 {
            let text = decoder.terms.text(UInt32(term))
            let known = try terms.number(of: text)
            numbers.append(try known ?? terms.assignedNumber(of: text))
            areNew.append(known == nil)
        }
    }

    /// Decodes an event of an earlier batch with the numbers of this one.
    ///
    /// - Returns: Its position record and what it names and cites; nil where it is no position event, or erased.
    mutating func earlier(
        _ seq: Int, _ log: EventLog, _ terms: TermStore
    ) throws -> (record: PositionRecord, named: NamedTerms)? {
        guard let body = try log.body(at: seq) else { return nil }
        try decode(body, at: seq)
        try number(terms)
        return decoder.record.content.position.map { ($0, decoder.named) }
    }

    /// The tables' number for one of the batch's.
    func number(_ term: UInt32) -> UInt32 { numbers[Int(term)] }

    /// The batch's number of an id; 0 where it does not name it.
    func term(_ id: EntityID) -> UInt32 { decoder.terms.knownNumber(of: id.text) }

    /// Whether no earlier batch names an id.
    func isNew(_ id: EntityID) -> Bool { areNew[Int(term(id))] }

    /// The text with a number of the batch.
    func text(_ term: UInt32) -> String { decoder.terms.text(term) }

    /// The title of a term, folded; for a title, notes which others are folded alike.
    mutating func noteTitle(_ term: UInt32) -> String {
        let folded = CaseFolding.fold(decoder.terms.text(term))
        while titles.count <= term { titles.append(0) }
        if titles[Int(term)] == 0 {
            let first = titlesByFolded[folded] ?? term
            titlesByFolded[folded] = first
            titles[Int(term)] = first
        }
        return folded
    }
}

extension Posting {
    fileprivate func renumbered(_ numbers: [UInt32]) -> Posting {
        Posting(seq, type, isReplacement: isReplacement, organization: numbers[Int(organization)])
    }
}
