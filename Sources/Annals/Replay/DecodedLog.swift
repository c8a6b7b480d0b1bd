import EventLog
import Events
import Projections

/// The whole log as numbers: what a replay folds.
///
/// Some 100 bytes an event: what has no place in it is read again from the log where it is needed, which is rare.
struct DecodedLog: Sendable {
    /// A correction or a retraction.
    struct Evidence: Sendable {
        let seq: UInt32
        /// The first 8 bytes of the id of the event that it names.
        let target: UInt64
        /// What it puts in the place of a position event, as a place in ``positions``; nil for anything else.
        let replacement: Int?
        /// Whether it is a correction that gives a replacement.
        let isCorrection: Bool
        /// Whether that names something, or bounds tenures.
        let describes: Bool
    }

    /// An event that names something.
    struct Naming: Sendable {
        let entity: UInt32
        let seq: UInt32
        let type: EventTypeCode
        /// Whether nothing but the name is given, and that is among the bytes of ``names``.
        let isPlain: Bool
        let start: Int
        let count: Int32
        /// How long the list of identifiers is that stands behind the name, as JSON.
        let identifierCount: Int32
    }

    /// An event that bounds tenures, or speaks of a post.
    struct Milestone: Sendable {
        let record: MilestoneRecord
        let seq: UInt32
        let type: EventTypeCode
    }

    /// An event that names something, as an index of what is named has it.
    struct Mention: Sendable {
        let subject: UInt32
        let seq: UInt32
        let organization: UInt32
        let type: EventTypeCode
        let family: UInt8
        let isReplacement: Bool

        init(_ subject: UInt32, _ family: PostingFamily, _ posting: Posting) {
            self.subject = subject
            seq = UInt32(clamping: posting.seq)
            organization = posting.organization
            type = posting.type
            self.family = UInt8(family.rawValue)
            isReplacement = posting.isReplacement
        }
    }

    private(set) var decoder = StoredDecoder()
    /// The places of the events in the log.
    private(set) var seqs = EventPlaces()
    /// The batches of the events at the same indices.
    private(set) var batches: [UInt32] = [0]
    /// The first 8 bytes of their ids; 0 of an event that is erased. Empty once nobody asks any more.
    private(set) var prefixes: [UInt64] = [0]
    /// Position events, and what corrections put in their place; in order of the log.
    private(set) var positions: [PositionRecord] = []
    /// For each of them 0, or one more than the place of the correction that puts it there.
    private(set) var origins: [UInt32] = []
    private(set) var evidence: [Evidence] = []
    /// Distrust and merges, and what is left of redacted evidence and facts: all that is read again whatever it says.
    private(set) var general: [UInt32] = []
    /// What names ids. Empty once nobody asks any more.
    private(set) var namings: [Naming] = []
    private(set) var names: [UInt8] = []
    /// Whom and what replacements describe.
    private(set) var described: [UInt32] = []
    private(set) var milestones: [Milestone] = []
    /// What position events do not say by themselves. Empty once nobody asks any more.
    private(set) var mentions: [Mention] = []
    /// The events that cite a source. Empty once nobody asks any more.
    private(set) var citations = GrowingPostings(.citations)
    /// The events of a type, by its code. Empty once nobody asks any more.
    private(set) var types = GrowingPostings(.types)
    /// The titles of positions, by their terms.
    private(set) var isTitle: [Bool] = [false]

    init() {}

    var terms: TermTable { decoder.terms }
    /// How many events there are.
    var eventCount: Int { seqs.count }
    /// The place of the last of them; 0 where there is none.
    var last: Int { Int(seqs[seqs.count]) }

    /// The index of an event among all that were read; 0 where it is not among them.
    func index(_ seq: UInt32) -> Int { seqs.index(of: seq) }

    /// The batch of an event.
    func batch(_ seq: UInt32) -> UInt32 { batches[index(seq)] }

    /// Lets go of what only serves to tell which event evidence is about.
    mutating func forgetIDs() { prefixes = [] }

    /// Lets go of what only serves to make an index of what events name.
    mutating func forgetMentions() {
        mentions = []
        (citations, types) = (GrowingPostings(.citations), GrowingPostings(.types))
    }

    /// Lets go of what only serves to name ids.
    mutating func forgetNames() { (namings, names) = ([], []) }

    mutating func reserve(_ events: Int) {
        batches.reserveCapacity(events + 1)
        prefixes.reserveCapacity(events + 1)
        positions.reserveCapacity(events)
        origins.reserveCapacity(events)
    }

    /// Decodes events that stand behind those that are there.
    ///
    /// - Throws: ``LogError/unreadable(seq:reason:)``
    mutating func add(_ piece: StoredPiece) throws(LogError) {
        let all = piece.bytes.span.bytes
        var start = 0
        for index in 0..<piece.count {
            let end = piece.ends[index]
            try add(all.extracting(start..<end), piece, index)
            start = end
        }
    }

    private mutating func add(_ bytes: RawSpan, _ piece: StoredPiece, _ index: Int) throws(LogError) {
        let place = piece.seqs[index]
        do {
            try decoder.decode(
                body: bytes, seq: place, batch: piece.batches[index], idPrefix: piece.prefixes[index])
        } catch {
            throw LogError.unreadable(seq: place, reason: error.description)
        }
        let seq = decoder.record.seq
        try note(seq, decoder.record.batch)
        prefixes.append(decoder.record.idPrefix)
        let content = decoder.record.content
        note(content, bytes, seq)
        noteEvidence(content, seq)
        let organization = (content.position ?? decoder.record.replacement?.position)?.organization
        // Lent for the call, so that the decoder can be asked meanwhile.
        var (mentions, citations, types): ([Mention], GrowingPostings, GrowingPostings) = (
            [], GrowingPostings(.citations), GrowingPostings(.types)
        )
        swap(&mentions, &self.mentions)
        swap(&citations, &self.citations)
        swap(&types, &self.types)
        decoder.forEachPosting { subject, family, posting in
            switch family {
            case .vacancies: return
            case .types: types.add(posting, of: subject)
            case .citations: citations.add(posting, of: subject)
            // The records of position events say themselves of whose tenure they speak, and where.
            case .positions where posting.organization != 0 || subject == organization: return
            default: mentions.append(Mention(subject, family, posting))
            }
        }
        swap(&mentions, &self.mentions)
        swap(&citations, &self.citations)
        swap(&types, &self.types)
    }

    private mutating func note(_ seq: Int, _ batch: Int) throws(LogError) {
        guard seq > last, let place = UInt32(exactly: seq), let batch = UInt32(exactly: batch) else {
            throw LogError.unreadable(seq: seq, reason: "its place, or its batch, is none that a replay can number")
        }
        seqs.append(place)
        batches.append(batch)
    }

    private mutating func note(_ content: ContentRecord, _ bytes: RawSpan, _ seq: Int) {
        if let position = content.position { note(position, origin: 0) }
        if let name = content.name {
            let text = name.bytes
            let start = names.count
            // Copied before the call returns, during which the bytes stay where they are.
            if name.isPlain {
                bytes.extracting(text).withUnsafeBytes { names.append(contentsOf: $0) }
                bytes.extracting(name.identifiers).withUnsafeBytes { names.append(contentsOf: $0) }
            }
            namings.append(
                Naming(
                    entity: name.entity, seq: UInt32(seq), type: content.type, isPlain: name.isPlain, start: start,
                    count: Int32(text.count), identifierCount: Int32(name.identifiers.count)))
        }
        if let milestone = content.milestone {
            milestones.append(Milestone(record: milestone, seq: UInt32(seq), type: content.type))
        }
    }

    private mutating func note(_ position: PositionRecord, origin: Int) {
        positions.append(position)
        origins.append(UInt32(origin))
        let title = Int(position.position)
        while isTitle.count <= title { isTitle.append(false) }
        if title > 0 { isTitle[title] = true }
    }

    private mutating func noteEvidence(_ content: ContentRecord, _ seq: Int) {
        switch content.type {
        case .eventCorrected:
            var place: Int?
            let replacement = decoder.record.replacement
            if let position = replacement?.position {
                place = positions.count
                note(position, origin: evidence.count + 1)
            }
            let describes = replacement?.name != nil || replacement?.milestone != nil
            evidence.append(
                Evidence(
                    seq: UInt32(seq), target: decoder.record.target, replacement: place,
                    isCorrection: replacement != nil, describes: describes))
            // What is weighed is looked up in the log; here it is enough to know whom it is about.
            if let name = replacement?.name { described.append(name.entity) }
            if let milestone = replacement?.milestone { described += [milestone.entity, milestone.organization] }
        case .eventRetracted:
            evidence.append(
                Evidence(
                    seq: UInt32(seq), target: decoder.record.target, replacement: nil, isCorrection: false,
                    describes: false))
        case .sourceDistrusted, .entityMerged, .eventRedacted:
            general.append(UInt32(seq))
        default: break
        }
    }

    /// Notes what is left of an erased event.
    mutating func addErased(_ entry: LogEntry) throws(LogError) {
        try note(entry.seq, entry.batch)
        prefixes.append(entry.isRedactedFact ? 0 : entry.id.prefix)
        guard !entry.isRedactedFact else { return general.append(UInt32(clamping: entry.seq)) }
        if let target = entry.event.fact.target {
            evidence.append(
                Evidence(
                    seq: UInt32(clamping: entry.seq), target: target.prefix, replacement: nil, isCorrection: false,
                    describes: false))
        } else {
            general.append(UInt32(clamping: entry.seq))
        }
        let type = EventTypeCode(entry.event.fact)
        types.add(Posting(entry.seq, type), of: UInt32(type.rawValue))
    }
}

extension DecodedLog {
    /// The name that an event gives, where it is plain.
    func name(_ naming: Naming) -> String {
        String(decoding: names[naming.start..<naming.start + Int(naming.count)], as: UTF8.self)
    }

    /// The identifiers that it gives, each once.
    func identifiers(_ naming: Naming) throws -> [Identifier] {
        guard naming.identifierCount > 0 else { return [] }
        let start = naming.start + Int(naming.count)
        return try Identifier.list(storedBytes: Array(names[start..<start + Int(naming.identifierCount)]))
    }
}
