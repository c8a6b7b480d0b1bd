import Events
import Projections
import SQLite

/// The index of what events name as rows, in the order of the table's key: made on other threads, while this one writes.
struct PostingRows: Sendable {
    private let decoded: DecodedLog
    private let people: PairIndex
    private let organizations: PairIndex
    private let mentions: MentionIndex
    /// The terms that say that nobody, or somebody unnamed, holds a position.
    private let reserved: [UInt32]

    init(_ decoded: DecodedLog, people: PairIndex, organizations: PairIndex) {
        (self.decoded, self.people, self.organizations) = (decoded, people, organizations)
        mentions = MentionIndex(decoded)
        reserved = [EntityID.nobody, EntityID.unnamed].map { decoded.terms.knownNumber(of: $0.text) }
    }

    /// Writes them. O(mentions).
    func write(into tables: ProjectionTables) throws {
        let insertion = try tables.statement(
            "INSERT INTO $.postings (subject, family, first, events) VALUES (?, ?, ?, ?)")
        // What types have stands under small numbers, as the first terms do.
        let types = 0..<decoded.eventsOfTypes.count
        let rest = people.ranges.map { $0.clamped(to: types.upperBound..<Int.max) }.filter { !$0.isEmpty }
        try WorkAhead.forEach([types] + rest, { [self] in lists(of: $0) }) { lists in
            for (subject, family, list) in lists {
                try insertion.bind(Int64(subject), at: 1)
                try insertion.bind(family.rawValue, at: 2)
                try insertion.bind(list.first, at: 3)
                try insertion.bind(list.bytes, at: 4)
                try insertion.run()
            }
        }
    }

    private func lists(of subjects: Range<Int>) -> [Writer.Row] {
        let writer = Writer()
        for subject in subjects {
            if subject > 0, subject <= decoded.terms.count {
                let ofSubject = mentions.mentions(of: subject)
                writePositions(
                    of: UInt32(subject), people.records(of: subject), organizations.records(of: subject), ofSubject,
                    writer)
                write(ofSubject, .descriptions, of: UInt32(subject), writer)
                write(ofSubject, .citations, of: UInt32(subject), writer)
                writeVacancies(of: UInt32(subject), organizations.records(of: subject), writer)
            }
            if subject < decoded.eventsOfTypes.count {
                let type = EventTypeCode(rawValue: UInt8(subject)) ?? .custom
                writer.write(UInt32(subject), .types) { add in
                    for seq in decoded.eventsOfTypes[subject] { add(Posting(Int(seq), type)) }
                }
            }
        }
        return writer.rows
    }

    /// Position events of a person, of an organisation and those that name it besides: merged in order of the log.
    private func writePositions(
        of subject: UInt32, _ spoken: ArraySlice<UInt32>, _ own: ArraySlice<UInt32>,
        _ mentions: ArraySlice<UInt32>, _ writer: Writer
    ) {
        writer.write(subject, .positions) { add in
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
                    add(posting(record, at: first, organization: record.organization))
                    spoken = spoken.dropFirst()
                    // Who holds a position in itself is named once.
                    if two == next { own = own.dropFirst() }
                } else if two == next, let first = own.first {
                    add(posting(decoded.positions[Int(first)], at: first, organization: 0))
                    own = own.dropFirst()
                } else if let first = besides.first {
                    let mention = decoded.mentions[Int(first)]
                    add(
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
    ) {
        writer.write(subject, family) { add in
            for place in mentions {
                let mention = decoded.mentions[Int(place)]
                guard mention.family == UInt8(family.rawValue) else { continue }
                add(Posting(Int(mention.seq), mention.type, isReplacement: mention.isReplacement))
            }
        }
    }

    private func writeVacancies(of subject: UInt32, _ own: ArraySlice<UInt32>, _ writer: Writer) {
        guard reserved.contains(where: { $0 > 0 }) else { return }
        writer.write(subject, .vacancies) { add in
            for place in own {
                let record = decoded.positions[Int(place)]
                let isVacant = reserved.contains { $0 > 0 && ($0 == record.person || $0 == record.succeeds) }
                if isVacant { add(Posting(Int(record.seq), record.type)) }
            }
        }
    }

    /// Fills lists, one after another.
    private final class Writer {
        typealias Row = (subject: UInt32, family: PostingFamily, list: PostingList)

        private(set) var rows: [Row] = []

        func write(_ subject: UInt32, _ family: PostingFamily, _ postings: ((Posting) -> Void) -> Void) {
            var list: PostingList?
            postings { posting in
                if let full = list, full.isFull {
                    rows.append((subject, family, full))
                    list = nil
                }
                if list == nil { list = PostingList(first: posting.seq) }
                list?.add(posting, of: family)
            }
            if let list { rows.append((subject, family, list)) }
        }
    }
}

/// What position events do not say by themselves, by what is named.
private struct MentionIndex: Sendable {
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
