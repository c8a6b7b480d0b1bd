import EventLog
import Events
import Projections
import SQLite

/// Why an event is not in effect, and which event says so.
public struct SetAside: Hashable, Sendable {
    /// Why.
    public let reason: SetAsideReason
    /// The place in the log of the event that says so.
    public let by: Int
}

extension ProjectionTables {
    // MARK: - Which events speak of events

    /// Notes what entries of the log name, in effect or not.
    ///
    /// - Parameter bytes: Gives the stored bytes of an event that is whole, by its place in the log.
    func index(_ entries: [LogEntry], _ bytes: (Int) throws -> [UInt8]?) throws {
        var decoder = StoredDecoder()
        var postings: [PostingPlace: [Posting]] = [:]
        var titles: [UInt32] = []
        for entry in entries {
            if let target = entry.event.fact.target { try indexEvidence(target, entry.seq) }
            if entry.isRedacted {
                let fact = entry.isRedactedFact ? nil : entry.event.fact
                guard let code = fact.map(EventTypeCode.init) else { continue }
                postings[PostingPlace(UInt32(code.rawValue), .types), default: []].append(Posting(entry.seq, code))
                continue
            }
            guard let bytes = try bytes(entry.seq) else { continue }
            do {
                try decoder.decode(bytes.span.bytes)
            } catch {
                throw LogError.unreadable(seq: entry.seq, reason: error.description)
            }
            decoder.forEachPosting { subject, family, posting in
                postings[PostingPlace(subject, family), default: []].append(posting)
            }
            for content in [decoder.record.replacement, decoder.record.content] {
                if let title = content?.position?.position, title > 0 { titles.append(title) }
            }
        }
        // Numbers of the batch's own first, those of the ledger now: in the order in which the batch names them.
        let numbers = try [0] + decoder.terms.texts.map { try terms.assignedNumber(of: $0) }
        for title in titles { try terms.noteTitle(numbers[Int(title)]) }
        for (place, added) in postings {
            let subject = place.family == .types ? place.subject : numbers[Int(place.subject)]
            let known = added.map { posting in
                Posting(
                    posting.seq, posting.type, isReplacement: posting.isReplacement,
                    organization: numbers[Int(posting.organization)])
            }
            try add(known, to: subject, place.family)
        }
    }

    private struct PostingPlace: Hashable {
        let subject: UInt32
        let family: PostingFamily

        init(_ subject: UInt32, _ family: PostingFamily) { (self.subject, self.family) = (subject, family) }
    }

    private func indexEvidence(_ target: EventID, _ seq: Int) throws {
        try statement("INSERT INTO $.evidence (target, seq) VALUES (?, ?)").bind(target.signedPrefix, seq).run()
    }

    /// Evidence events among which are all that name an event, ascending: ids are kept by their first 8 bytes.
    func evidence(perhapsNaming id: EventID) throws -> [Int] {
        try column(statement("SELECT seq FROM $.evidence WHERE target = ? ORDER BY seq").bind(id.signedPrefix)) {
            Int($0.integer(0))
        }
    }

    // MARK: - What is not in effect

    /// Notes why an event is not in effect; nil that it is.
    func note(_ setAside: SetAside?, on seq: Int) throws {
        if let setAside {
            try statement("INSERT OR REPLACE INTO $.set_aside (seq, reason, by_seq) VALUES (?, ?, ?)")
                .bind(seq, setAside.reason.rawValue, setAside.by).run()
        } else {
            try statement("DELETE FROM $.set_aside WHERE seq = ?").bind(seq).run()
        }
    }

    /// Why an event is not in effect; nil where it is.
    func setAside(_ seq: Int) throws -> SetAside? {
        try statement("SELECT reason, by_seq FROM $.set_aside WHERE seq = ?").bind(seq).first { row in
            SetAsideReason(rawValue: row.text(0)).map { SetAside(reason: $0, by: Int(row.integer(1))) }
        } ?? nil
    }
}

extension EventID {
    /// The first 8 bytes as SQLite has numbers.
    var signedPrefix: Int { Int(Int64(bitPattern: prefix)) }
}
