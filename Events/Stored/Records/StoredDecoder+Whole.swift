import Chronology

// Events that are decoded whole, put into the same records.
extension StoredDecoder {
    mutating func readWhole(_ bytes: RawSpan) throws(EventError) {
        let event = try wholeEvent(bytes.copied(0..<bytes.byteCount))
        switch event.fact {
        case .eventCorrected(let correction):
            record.target = correction.event.prefix
            if let replacement = correction.replacement {
                record.replacement = content(of: replacement)
                swap(&named, &replacementNamed)
            }
            record.content = ContentRecord(.eventCorrected)
            cite(event.sources)
            for entity in event.subjects { name(entity) }
        case .eventRetracted(let retraction):
            record.target = retraction.event.prefix
            record.content = content(of: event)
        default:
            record.content = content(of: event)
        }
    }

    /// The event of a body, and what is assigned to it.
    private mutating func wholeEvent(_ body: [UInt8]) throws(EventError) -> Event {
        let whole = row.flatMap { Self.wholeBytes(ofCompact: body, $0.seq, batch: $0.batch) }
        let stored = try StoredEvent(bytes: whole ?? body)
        record.seq = stored.seq
        record.batch = stored.batch
        record.idPrefix = stored.id.prefix
        if whole != nil, let known = row?.idPrefix { record.idPrefix = known }
        isWholeRight = stored.id == stored.event.id && record.idPrefix == stored.id.prefix
        return stored.event
    }

    /// The stored bytes of a compact body, but for their time, on which nothing that is decoded hangs; nil of any other.
    static func wholeBytes(ofCompact body: [UInt8], _ seq: Int, batch: Int) -> [UInt8]? {
        var scanner = StoredScanner()
        guard (try? scanner.isCompact(body)) == true else { return nil }
        return try? scanner.wholeBytes(
            ofScanned: body, RowStamp(seq: seq, batch: batch, recorded: RecordedTime(microseconds: 0)))
    }

    /// What an event says, and in ``named`` what it names.
    private mutating func content(of event: Event) -> ContentRecord {
        var content = ContentRecord(EventTypeCode(event.fact))
        switch event.fact {
        case .positionStarted, .positionEnded, .positionHeld:
            content.position = position(of: event, content.type)
        case .personIntroduced(let person):
            content.name = NameRecord(whole: terms.number(of: person.person.text), event)
        case .personRenamed(let renaming):
            content.name = NameRecord(whole: terms.number(of: renaming.person.text), event)
        case .organizationIntroduced(let organization):
            content.name = NameRecord(whole: terms.number(of: organization.organization.text), event)
        case .organizationRenamed(let renaming):
            content.name = NameRecord(whole: terms.number(of: renaming.organization.text), event)
        case .workPublished(let work): content.name = NameRecord(whole: terms.number(of: work.work.text), event)
        case .sourceAdded(let source): content.name = NameRecord(whole: terms.number(of: source.source.text), event)
        case .postCreated(let post):
            content.milestone = milestone(of: event, post.post, in: post.organization)
            if let id = post.post { content.name = NameRecord(whole: terms.number(of: id.text), event) }
        case .postChanged(let post):
            content.milestone = milestone(of: event, post.post, in: post.organization)
            if let id = post.post { content.name = NameRecord(whole: terms.number(of: id.text), event) }
        case .postAbolished(let post): content.milestone = milestone(of: event, post.post, in: post.organization)
        case .personBorn(let birth): content.milestone = milestone(of: event, birth.person)
        case .personDied(let death): content.milestone = milestone(of: event, death.person)
        case .organizationFounded(let founding): content.milestone = milestone(of: event, founding.organization)
        case .organizationDissolved(let end): content.milestone = milestone(of: event, end.organization)
        default: break
        }
        let speaker = event.attributedTo?.entity
        let facts = speaker == nil ? event : event.unattributed
        for entity in facts.subjects { name(entity) }
        var added: UInt32 = 0
        if case .sourceAdded(let source) = event.fact { added = terms.number(of: source.source.text) }
        if case .sourceDistrusted(let source) = event.fact {
            named.distrusted = terms.number(of: source.source.text)
        }
        cite(event.sources)
        if let speaker { name(speaker) }
        if added > 0 { named.add(added) }
        return content
    }

    /// Of an event that was decoded whole, and has to be again for what it bounds.
    private mutating func milestone(
        of event: Event, _ entity: EntityID?, in organization: EntityID? = nil
    ) -> MilestoneRecord {
        MilestoneRecord(
            entity: entity.map { terms.number(of: $0.text) } ?? 0,
            organization: organization.map { terms.number(of: $0.text) } ?? 0,
            days: event.date.flatMap { PackedDays($0.widened) } ?? .anyDay, isPlain: false)
    }

    private mutating func name(_ entity: EntityID) { named.add(terms.number(of: entity.text)) }

    private mutating func cite(_ citations: [Citation]) {
        for citation in citations { named.cite(terms.number(of: citation.source.text)) }
    }

    /// The record of a position event. Terms get their numbers in the order in which the fields are written.
    private mutating func position(of event: Event, _ type: EventTypeCode) -> PositionRecord {
        var record = PositionRecord(type, of: record)
        func number(_ text: String?) -> UInt32 { text.map { terms.number(of: $0) } ?? 0 }
        switch event.fact {
        case .positionStarted(let started):
            record.person = number(started.person.text)
            record.organization = number(started.organization.text)
            record.position = number(started.position)
            record.post = number(started.post?.text)
            record.area = number(started.area)
            record.onBehalfOf = number(started.onBehalfOf?.text)
            _ = number(started.by?.entity?.text)
            record.reportsTo = number(started.reportsTo)
            record.succeeds = number(started.succeeds?.text)
            record.kindCode = PositionKind.code(of: started.kind)
            record.howStartedCode = StartManner.code(of: started.how)
            record.isActing = started.acting
        case .positionHeld(let held):
            record.person = number(held.person.text)
            record.organization = number(held.organization.text)
            record.position = number(held.position)
            record.post = number(held.post?.text)
            record.area = number(held.area)
            record.onBehalfOf = number(held.onBehalfOf?.text)
            _ = number(held.by?.entity?.text)
            record.reportsTo = number(held.reportsTo)
            record.succeeds = number(held.succeeds?.text)
            record.kindCode = PositionKind.code(of: held.kind)
            record.howStartedCode = StartManner.code(of: held.howStarted)
            record.howEndedCode = EndManner.code(of: held.howEnded)
            record.isActing = held.acting
        case .positionEnded(let ended):
            record.person = number(ended.person.text)
            record.organization = number(ended.organization.text)
            record.position = number(ended.position)
            record.post = number(ended.post?.text)
            _ = number(ended.by?.entity?.text)
            record.kindCode = PositionKind.code(of: ended.kind)
            record.howEndedCode = EndManner.code(of: ended.how)
        default: break
        }
        if let date = event.date { record.read(DateReading(date)) }
        if event.order != 0 { record.isPlain = false }
        return record
    }
}

extension NameRecord {
    /// Of an event that was decoded whole, and has to be again for its name.
    fileprivate init(whole entity: UInt32, _ event: Event) {
        self.entity = entity
        isPlain = false
        since = event.date.flatMap { PackedDays($0.widened) } ?? .anyDay
    }
}

extension Event {
    fileprivate var unattributed: Event {
        Event(fact, date: date, order: order, sources: sources, note: note, extra: extra, version: version)
    }
}
