import Events
import Projections
import SQLite

/// The index of what events name as rows, in the order of the table's key.
struct PostingRows {
    private let decoded: DecodedLog

    init(_ decoded: DecodedLog) { self.decoded = decoded }

    /// Writes them. O(mentions).
    func write(into tables: ProjectionTables) throws {
        let writer = try Writer(tables)
        let people = PairIndex.byPerson(decoded)
        let organizations = PairIndex.byOrganization(decoded)
        let mentions = MentionIndex(decoded)
        let reserved = [EntityID.nobody, EntityID.unnamed].map { decoded.terms.knownNumber(of: $0.text) }
        for subject in 0...max(decoded.terms.count, decoded.eventsOfTypes.count - 1) {
            if subject > 0, subject <= decoded.terms.count {
                let ofSubject = mentions.mentions(of: subject)
                try writePositions(
                    of: UInt32(subject), people.records(of: subject), organizations.records(of: subject), ofSubject,
                    writer)
                try write(ofSubject, .descriptions, of: UInt32(subject), writer)
                try write(ofSubject, .citations, of: UInt32(subject), writer)
                try writeVacancies(of: UInt32(subject), organizations.records(of: subject), reserved, writer)
            }
            if subject < decoded.eventsOfTypes.count {
                let type = EventTypeCode(rawValue: UInt8(subject)) ?? .custom
                try writer.write(UInt32(subject), .types) { add in
                    for seq in decoded.eventsOfTypes[subject] { try add(Posting(Int(seq), type)) }
                }
            }
        }
    }

    /// Position events of a person, of an organisation and those that name it besides: merged in order of the log.
    private func writePositions(
        of subject: UInt32, _ spoken: ArraySlice<UInt32>, _ own: ArraySlice<UInt32>,
        _ mentions: ArraySlice<UInt32>, _ writer: Writer
    ) throws {
        try writer.write(subject, .positions) { add in
            var (spoken, own) = (spoken, own)
            var besides = mentions[...]
            func place(_ records: ArraySlice<UInt32>) -> UInt32 {
                records.first.map { decoded.positions[Int($0)].seq } ?? .max
            }
            while true {
                while let first = besides.first,
                    decoded.mentions[Int(first)].family != UInt8(PostingFamily.positions.rawValue)
                {
                    besides = besides.dropFirst()
                }
                let other = besides.first.map { decoded.mentions[Int($0)].seq } ?? .max
                let (one, two) = (place(spoken), place(own))
                let next = min(one, two, other)
                guard next < .max else { return }
                if one == next, let first = spoken.first {
                    let record = decoded.positions[Int(first)]
                    try add(posting(record, at: first, organization: record.organization))
                    spoken = spoken.dropFirst()
                    // Who holds a position in itself is named once.
                    if two == next { own = own.dropFirst() }
                } else if two == next, let first = own.first {
                    try add(posting(decoded.positions[Int(first)], at: first, organization: 0))
                    own = own.dropFirst()
                } else if let first = besides.first {
                    let mention = decoded.mentions[Int(first)]
                    try add(
                        Posting(
                            Int(mention.seq), mention.type, isReplacement: mention.isReplacement,
                            organization: mention.organization))
                    besides = besides.dropFirst()
                }
            }
        }
    }

    private func posting(_ record: PositionRecord, at place: UInt32, organization: UInt32) -> Posting {
        Posting(
            Int(record.seq), record.type, isReplacement: decoded.origins[Int(place)] > 0, organization: organization)
    }

    private func write(
        _ mentions: ArraySlice<UInt32>, _ family: PostingFamily, of subject: UInt32, _ writer: Writer
    ) throws {
        try writer.write(subject, family) { add in
            for place in mentions {
                let mention = decoded.mentions[Int(place)]
                guard mention.family == UInt8(family.rawValue) else { continue }
                try add(Posting(Int(mention.seq), mention.type, isReplacement: mention.isReplacement))
            }
        }
    }

    private func writeVacancies(
        of subject: UInt32, _ own: ArraySlice<UInt32>, _ reserved: [UInt32], _ writer: Writer
    ) throws {
        guard reserved.contains(where: { $0 > 0 }) else { return }
        try writer.write(subject, .vacancies) { add in
            for place in own {
                let record = decoded.positions[Int(place)]
                let isVacant = reserved.contains { $0 > 0 && ($0 == record.person || $0 == record.succeeds) }
                if isVacant { try add(Posting(Int(record.seq), record.type)) }
            }
        }
    }

    /// Fills lists and writes each that is full.
    private final class Writer {
        private let insertion: Statement
        private var list = PostingList(first: 0)

        init(_ tables: ProjectionTables) throws {
            insertion = try tables.statement(
                "INSERT INTO $.postings (subject, family, first, events) VALUES (?, ?, ?, ?)")
        }

        func write(
            _ subject: UInt32, _ family: PostingFamily, _ postings: ((Posting) throws -> Void) throws -> Void
        ) throws {
            var isEmpty = true
            try postings { posting in
                if isEmpty || list.isFull {
                    if !isEmpty { try insert(subject, family) }
                    list.restart(first: posting.seq)
                    isEmpty = false
                }
                list.add(posting, of: family)
            }
            if !isEmpty { try insert(subject, family) }
        }

        private func insert(_ subject: UInt32, _ family: PostingFamily) throws {
            try insertion.bind(Int64(subject), at: 1)
            try insertion.bind(family.rawValue, at: 2)
            try insertion.bind(list.first, at: 3)
            try insertion.bind(list.bytes, at: 4)
            try insertion.run()
        }
    }
}

/// What position events do not say by themselves, by what is named.
private struct MentionIndex {
    private let places: [UInt32]
    private let starts: [UInt32]

    init(_ decoded: DecodedLog) {
        var starts = [UInt32](repeating: 0, count: decoded.terms.count + 2)
        for mention in decoded.mentions { starts[Int(mention.subject) + 1] += 1 }
        for term in starts.indices.dropFirst() { starts[term] += starts[term - 1] }
        var places = [UInt32](repeating: 0, count: decoded.mentions.count)
        var next = starts
        for (place, mention) in decoded.mentions.enumerated() {
            places[Int(next[Int(mention.subject)])] = UInt32(place)
            next[Int(mention.subject)] += 1
        }
        (self.places, self.starts) = (places, starts)
    }

    func mentions(of subject: Int) -> ArraySlice<UInt32> { places[Int(starts[subject])..<Int(starts[subject + 1])] }
}
