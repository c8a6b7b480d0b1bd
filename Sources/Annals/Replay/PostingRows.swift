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
        // What types have stands under small numbers, as the first terms do.
        let types = 0..<EventTypeCode.allCases.count + 1
        let rest = people.ranges.map { $0.clamped(to: types.upperBound..<Int.max) }.filter { !$0.isEmpty }
        try WorkAhead.forEach([types] + rest, { [self] in lists(of: $0) }) {
            try tables.insert($0, into: "postings", "subject, family, first, events")
        }
    }

    private func lists(of subjects: Range<Int>) -> RowBlock {
        let writer = Writer()
        for subject in subjects {
            if subject > 0, subject <= decoded.terms.count {
                let ofSubject = mentions.mentions(of: subject)
                writePositions(
                    of: UInt32(subject), people.records(of: subject), organizations.records(of: subject), ofSubject,
                    writer)
                writeDescriptions(of: UInt32(subject), ofSubject, writer)
                writer.write(UInt32(subject), .citations, decoded.citations.lists(of: subject))
                writeVacancies(of: UInt32(subject), organizations.records(of: subject), writer)
            }
            writer.write(UInt32(subject), .types, decoded.types.lists(of: subject))
        }
        return writer.block
    }

    /// Position events of a person, of an organisation and those that name it besides: merged in order of the log.
    private func writePositions(
        of subject: UInt32, _ spoken: ArraySlice<RecordPlace>, _ own: ArraySlice<RecordPlace>,
        _ mentions: ArraySlice<UInt32>, _ writer: Writer
    ) {
        // All are looked up before any is compared: records lie anywhere, and the memory answers many looks at a time
        // as fast as one, where none has to wait for what another brought.
        let spoken = spoken.map { place in
            let record = decoded.positions[place.index]
            return posting(record, at: place, organization: record.organization)
        }
        let own = own.map { posting(decoded.positions[$0.index], at: $0, organization: 0) }
        let besides = mentions.lazy.map { decoded.mentions[Int($0)] }
            .filter { $0.family == UInt8(PostingFamily.positions.rawValue) }
            .map { mention in
                Posting(
                    Int(mention.seq), mention.type, isReplacement: mention.isReplacement,
                    organization: mention.organization)
            }
        writer.write(subject, .positions) { add in Self.merge(spoken, own, Array(besides), add) }
    }

    /// Goes through three lists at once, each in order of the log.
    ///
    /// - Parameter own: Of what stands in the first as well, nothing is taken: who holds a position in itself is named
    ///   once.
    private static func merge(
        _ spoken: [Posting], _ own: [Posting], _ besides: [Posting], _ add: (Posting) -> Void
    ) {
        var (spoken, own, besides) = (spoken[...], own[...], besides[...])
        while true {
            let (one, two) = (spoken.first?.seq ?? .max, own.first?.seq ?? .max)
            let next = min(one, two, besides.first?.seq ?? .max)
            guard next < .max else { return }
            if one == next {
                add(spoken.removeFirst())
                if two == next { own.removeFirst() }
            } else {
                add(two == next ? own.removeFirst() : besides.removeFirst())
            }
        }
    }

    private func posting(_ record: PositionRecord, at place: RecordPlace, organization: UInt32) -> Posting {
        Posting(Int(record.seq), record.type, isReplacement: place.isReplacement, organization: organization)
    }

    private func writeDescriptions(of subject: UInt32, _ mentions: ArraySlice<UInt32>, _ writer: Writer) {
        writer.write(subject, .descriptions) { add in
            for place in mentions {
                let mention = decoded.mentions[Int(place)]
                guard mention.family == UInt8(PostingFamily.descriptions.rawValue) else { continue }
                add(Posting(Int(mention.seq), mention.type, isReplacement: mention.isReplacement))
            }
        }
    }

    private func writeVacancies(of subject: UInt32, _ own: ArraySlice<RecordPlace>, _ writer: Writer) {
        guard reserved.contains(where: { $0 > 0 }) else { return }
        writer.write(subject, .vacancies) { add in
            for place in own {
                let record = decoded.positions[place.index]
                let isVacant = reserved.contains { $0 > 0 && ($0 == record.person || $0 == record.succeeds) }
                if isVacant { add(Posting(Int(record.seq), record.type)) }
            }
        }
    }

    /// Fills lists, one after another.
    private final class Writer {
        private(set) var block = RowBlock(columns: 4)
        /// Filled anew for every list, in the same memory.
        private var list = PostingList(first: 0)

        func write(_ subject: UInt32, _ family: PostingFamily, _ postings: ((Posting) -> Void) -> Void) {
            // Lent for the call: an access to what only this call knows needs no check.
            var list = PostingList(first: 0)
            swap(&list, &self.list)
            defer { swap(&list, &self.list) }
            var isBegun = false
            postings { posting in
                if isBegun, list.isFull {
                    add(list, subject, family)
                    isBegun = false
                }
                if !isBegun { list.restart(first: posting.seq) }
                isBegun = true
                list.add(posting, of: family)
            }
            if isBegun { add(list, subject, family) }
        }

        func write(_ subject: UInt32, _ family: PostingFamily, _ lists: [PostingList]) {
            for list in lists { add(list, subject, family) }
        }

        private func add(_ list: PostingList, _ subject: UInt32, _ family: PostingFamily) {
            block.add(Int64(subject))
            block.add(Int64(family.rawValue))
            block.add(Int64(list.first))
            block.add(list.bytes)
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
