import EventLog
import Events
import Projections
import SQLite

/// Which events name something, in effect or not: the table `postings`.
extension ProjectionTables {
    /// Adds postings of one subject and family that stand behind all that are there.
    ///
    /// - Parameter isFirst: Whether none are there, as of what was never named.
    func add(
        _ postings: some Collection<Posting>, to subject: UInt32, _ family: PostingFamily, isFirst: Bool = false
    ) throws {
        guard let opening = postings.first else { return }
        let stored =
            try isFirst
            ? nil
            : statement(
                """
                SELECT first, events FROM $.postings WHERE subject = ? AND family = ? ORDER BY first DESC LIMIT 1
                """
            )
            .bind(Int(subject), family.rawValue).first { (Int($0.integer(0)), $0.blob(1)) }
        var list = PostingList(first: opening.seq)
        var isThere = false
        if let stored {
            do {
                list = try PostingList(first: stored.0, stored.1, of: family)
                isThere = true
            } catch { throw Self.damagedPostings(error) }
            guard list.first > 0, list.last <= opening.seq else {
                throw LedgerError.damagedTables("what is named has postings behind the log's end")
            }
        }
        let (insertion, update) = (
            try statement("INSERT INTO $.postings (subject, family, first, events) VALUES (?, ?, ?, ?)"),
            try statement("UPDATE $.postings SET events = ? WHERE subject = ? AND family = ? AND first = ?")
        )
        var isChanged = false
        func write() throws {
            guard isChanged else { return }
            if isThere {
                try update.bind(list.bytes, Int(subject), family.rawValue, list.first).run()
            } else {
                try insertion.bind(Int(subject), family.rawValue, list.first, list.bytes).run()
            }
        }
        for posting in postings {
            if list.isFull {
                try write()
                list.restart(first: posting.seq)
                (isThere, isChanged) = (false, false)
            }
            list.add(posting, of: family)
            isChanged = true
        }
        try write()
    }

    /// Hands the postings of a subject and family over, in order of the log.
    ///
    /// O(log n + postings).
    ///
    /// - Parameter last: The last place in the log that is read.
    func forEachPosting(
        of subject: UInt32, _ family: PostingFamily, through last: Int = .max, _ body: (Posting) throws -> Void
    ) throws {
        let rows = try statement(
            "SELECT first, events FROM $.postings WHERE subject = ? AND family = ? AND first <= ? ORDER BY first"
        )
        .bind(Int(subject), family.rawValue, last)
        try rows.forEach { row in
            try row.withBlob(1) { bytes in
                var reader = PostingReader(first: Int(row.integer(0)), family)
                while let posting = try Self.next(&reader, bytes) {
                    if posting.seq > last { return }
                    try body(posting)
                }
            }
        }
    }

    private static func next(_ reader: inout PostingReader, _ bytes: RawSpan) throws -> Posting? {
        do { return try reader.next(in: bytes) } catch { throw damagedPostings(error) }
    }

    private static func damagedPostings(_ error: PostingError) -> LedgerError {
        .damagedTables("bytes are no list of events, from byte \(error.offset) on")
    }

    // MARK: - What they are asked for

    /// Where the events stand that name one of several ids, or cite it; ascending, each once.
    ///
    /// - Parameters:
    ///   - types: Only events of some types, and corrections that make one of them; nil for any.
    ///   - last: The last place in the log that is read.
    func positions(naming ids: [EntityID], types: [String]? = nil, through last: Int = .max) throws -> [Int] {
        let codes = types.map { Set($0.compactMap { EventTypeCode(type: $0) }) }
        var families: [PostingFamily] = [.positions, .descriptions, .citations]
        if let codes {
            families = []
            if codes.contains(where: \.isPosition) { families.append(.positions) }
            if codes.contains(where: { !$0.isPosition }) { families.append(.descriptions) }
        }
        var found: [Int] = []
        for id in ids {
            guard let subject = try terms.number(of: id) else { continue }
            for family in families {
                try forEachPosting(of: subject, family, through: last) { posting in
                    if codes.map({ $0.contains(posting.type) }) ?? true { found.append(posting.seq) }
                }
            }
        }
        return found.inOrderOnce
    }

    /// Where all events stand that a selection can select, ascending; nil where every event can be one.
    func positions(for selection: Selection) throws -> [Int]? {
        if let subject = selection.subject { return try positions(naming: [subject] + selection.aliases) }
        if !selection.sources.isEmpty { return try selection.sources.flatMap(citations).inOrderOnce }
        return try selection.type.map { try positions(ofType: $0) }
    }

    /// Where the events of a type stand, ascending: a type of the user's own stands for all of those.
    func positions(ofType type: String, through last: Int = .max) throws -> [Int] {
        guard let code = EventTypeCode(type: type) else { return [] }
        return try positions(ofType: code, through: last)
    }

    func positions(ofType code: EventTypeCode, through last: Int = .max) throws -> [Int] {
        var found: [Int] = []
        try forEachPosting(of: UInt32(code.rawValue), .types, through: last) { found.append($0.seq) }
        return found
    }

    /// Where the position events stand that speak of the tenure of one of several people in one of several
    /// organisations; ascending.
    func positions(speakingOf people: [EntityID], in organizations: [EntityID]) throws -> [Int] {
        let places = Set(try organizations.compactMap { try terms.number(of: $0) })
        var found: [Int] = []
        for person in people {
            if person.isReserved {
                for place in places { try forEachPosting(of: place, .vacancies) { found.append($0.seq) } }
            } else if let subject = try terms.number(of: person) {
                try forEachPosting(of: subject, .positions) { posting in
                    if places.contains(posting.organization) { found.append(posting.seq) }
                }
            }
        }
        return found.inOrderOnce
    }

    /// Where events stand that bound an id or speak of its posts, and whether only a replacement does; in effect or not.
    func milestones(naming id: EntityID) throws -> [(seq: Int, isReplacement: Bool)] {
        guard let subject = try terms.number(of: id) else { return [] }
        var found: [(seq: Int, isReplacement: Bool)] = []
        try forEachPosting(of: subject, .descriptions) { posting in
            if posting.type.isMilestone { found.append((posting.seq, posting.isReplacement)) }
        }
        return found
    }

    /// The organisations in which position events speak of somebody's tenure.
    func organizations(ofTenuresOf person: EntityID) throws -> Set<EntityID> {
        guard let subject = try terms.number(of: person) else { return [] }
        var found: Set<UInt32> = []
        try forEachPosting(of: subject, .positions) { posting in
            if posting.organization != 0 { found.insert(posting.organization) }
        }
        return Set(try found.map(terms.id))
    }

    /// The people whose tenures position events speak of, and the organisations in which they do. O(postings).
    func partiesOfTenures() throws -> (people: Set<EntityID>, organizations: Set<EntityID>) {
        let rows = try statement("SELECT subject, first, events FROM $.postings WHERE family = ?")
            .bind(PostingFamily.positions.rawValue)
        var (people, organizations): (Set<UInt32>, Set<UInt32>) = ([], [])
        try rows.forEach { row in
            try row.withBlob(2) { bytes in
                var reader = PostingReader(first: Int(row.integer(1)), .positions)
                while let posting = try Self.next(&reader, bytes) {
                    guard posting.organization != 0 else { continue }
                    people.insert(UInt32(clamping: row.integer(0)))
                    organizations.insert(posting.organization)
                }
            }
        }
        return (Set(try people.map(terms.id)), Set(try organizations.map(terms.id)))
    }

    /// The events that cite a source.
    func citations(of source: EntityID) throws -> [Int] {
        guard let subject = try terms.number(of: source) else { return [] }
        var found: [Int] = []
        try forEachPosting(of: subject, .citations) { found.append($0.seq) }
        return found
    }
}

extension [Int] {
    /// The numbers in ascending order, each once.
    fileprivate var inOrderOnce: [Int] {
        let sorted = zip(self, dropFirst()).allSatisfy { $0 < $1 } ? self : self.sorted()
        var once: [Int] = []
        once.reserveCapacity(sorted.count)
        for number in sorted where once.last != number { once.append(number) }
        return once
    }
}
