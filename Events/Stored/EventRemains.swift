/// What is kept of an erased event, because others rest on it, or because nothing else vouches for it.
///
/// Of every event its batch and when that was recorded, which its bytes said and now only a row of a table says. Of
/// evidence its type and the ids that it names, so that a retracted fact does not come back; of whatever other events
/// name its own id, so that they still find what they speak of.
public struct EventRemains: Hashable, Sendable {
    /// What its batch gave to an event.
    public struct Stamp: Hashable, Sendable {
        /// The batch that it was recorded in, from 1.
        public let batch: Int
        /// When that batch was recorded.
        public let recorded: RecordedTime

        /// Creates a stamp.
        public init(batch: Int, recorded: RecordedTime) {
            self.batch = batch
            self.recorded = recorded
        }
    }

    /// Its own id; nil where no other event names it.
    public let id: EventID?
    /// Its batch and its time; nil where an earlier version erased it, and on an exported line, which has them itself.
    public let stamp: Stamp?
    /// What it said, without anything but ids; nil where it was no evidence.
    public let fact: Fact?
    /// The sources that the evidence rested on: it still falls with them.
    public let sources: [EntityID]

    /// What is to be kept of an event.
    ///
    /// - Parameter id: Its id, where other events name it.
    public init(of event: Event, id: EventID?, stamp: Stamp) {
        self.init(checked: id, stamp, Self.stripped(event.fact), Self.support(of: event))
    }

    /// Nil where nothing would be kept.
    init?(id: EventID?, stamp: Stamp?, fact: Fact?, sources: [EntityID]) {
        guard id != nil || stamp != nil || fact != nil else { return nil }
        self.init(checked: id, stamp, fact, sources)
    }

    private init(checked id: EventID?, _ stamp: Stamp?, _ fact: Fact?, _ sources: [EntityID]) {
        self.id = id
        self.stamp = stamp
        self.fact = fact
        self.sources = fact == nil ? [] : Set(sources).sorted()
    }

    /// How deep what is kept of redactions of redactions may nest: stored bytes are read only so far, and the event
    /// around it and the sources within it are levels of their own.
    public static let deepestNesting = JSONReader.defaultDepth - 4

    /// How deep it nests: 1 for what is kept of an event that was no redaction.
    public var depth: Int {
        guard case .eventRedacted(let redaction)? = fact else { return 1 }
        return 1 + (redaction.kept?.depth ?? 0)
    }

    /// What is kept but for the stamp; nil where that is nothing.
    public var unstamped: EventRemains? { EventRemains(id: id, stamp: nil, fact: fact, sources: sources) }

    /// Evidence without anything but ids; nil for other facts.
    private static func stripped(_ fact: Fact) -> Fact? {
        switch fact {
        case .sourceAdded(let added): .sourceAdded(SourceAdded(source: added.source))
        case .eventCorrected(let correction): .eventCorrected(EventCorrected(erasedCorrectionOf: correction.event))
        case .eventRetracted(let retraction): .eventRetracted(EventRetracted(event: retraction.event, reason: ""))
        case .sourceDistrusted(let distrust):
            .sourceDistrusted(SourceDistrusted(source: distrust.source, reason: ""))
        case .entityMerged: fact
        case .eventRedacted(let redaction):
            .eventRedacted(EventRedacted(seq: redaction.seq, reason: "", kept: redaction.kept))
        default: nil
        }
    }

    /// The sources that evidence rests on: a correction without any rests on those of what it puts in the place.
    private static func support(of event: Event) -> [EntityID] {
        var citations = event.sources
        if citations.isEmpty, case .eventCorrected(let correction) = event.fact {
            citations = correction.replacement?.sources ?? []
        }
        return citations.map(\.source)
    }

    /// What is left as an event: evidence that gives no reason and puts nothing in the place; nil for a fact.
    public var event: Event? {
        fact.map { Event($0, sources: sources.map { Citation(source: $0) }) }
    }
}

// MARK: - JSON

extension EventRemains {
    /// The fields that remains can have, in the order in which they are written.
    static let fields: [FieldDescription] = [
        FieldDescription("id", .eventID, "its id, where other events name it"),
        FieldDescription("batch", .integer(1...CommonFields.integers.upperBound), "the batch it was recorded in"),
        FieldDescription("recorded", .text(.name), "when the ledger recorded it"),
        FieldDescription("type", .choice(evidenceTypes), "its type, where it was evidence"),
        FieldDescription("event", .eventID, "the event that it corrected or retracted"),
        FieldDescription("source", .entity(.source), "the source that it added or distrusted"),
        FieldDescription("from", .entity(.any), "the id that it merged"),
        FieldDescription("into", .entity(.any), "the id that it merged into"),
        FieldDescription("redacts", .integer(1...CommonFields.integers.upperBound), "the position that it redacted"),
        FieldDescription("kept", .remains, "what was kept of that"),
        FieldDescription("sources", .list(.entity(.source)), "the sources that it rested on"),
    ]

    private static let evidenceTypes = [
        SourceAdded.type, EventCorrected.type, EventRetracted.type, SourceDistrusted.type, EntityMerged.type,
        EventRedacted.type,
    ]

    init(reading fields: FieldReader) throws(EventError) {
        let id = fields.has("id") ? try fields.eventID("id") : nil
        let fact = try fields.textIfGiven("type").map { (type) throws(EventError) in try Self.fact(type, fields) }
        guard
            let remains = EventRemains(
                id: id, stamp: try Self.stamp(fields), fact: fact, sources: fields.entities("sources"))
        else {
            throw EventError(kind: .missingField, field: "type", reason: "is missing", remedy: "give id or type")
        }
        // Each field belongs to a type: what is written anew has to be what was read.
        let written = remains.json
        if let surplus = fields.names.first(where: { written[$0] == nil }) {
            throw EventError(
                kind: .unknownField, field: surplus, reason: "does not belong to what is kept of such an event")
        }
        self = remains
    }

    /// Both of batch and time, or neither.
    private static func stamp(_ fields: FieldReader) throws(EventError) -> Stamp? {
        guard fields.has("batch") || fields.has("recorded") else { return nil }
        return Stamp(
            batch: try fields.integer("batch"), recorded: try AssignedFields.recorded(try fields.text("recorded")))
    }

    private static func fact(_ type: String, _ fields: FieldReader) throws(EventError) -> Fact {
        switch type {
        case SourceAdded.type: .sourceAdded(SourceAdded(source: try fields.entity("source")))
        case EventCorrected.type: .eventCorrected(EventCorrected(erasedCorrectionOf: try fields.eventID("event")))
        case EventRetracted.type: .eventRetracted(EventRetracted(event: try fields.eventID("event"), reason: ""))
        case SourceDistrusted.type:
            .sourceDistrusted(SourceDistrusted(source: try fields.entity("source"), reason: ""))
        case EntityMerged.type:
            .entityMerged(EntityMerged(from: try fields.entity("from"), into: try fields.entity("into")))
        default:
            .eventRedacted(
                EventRedacted(
                    seq: try fields.integer("redacts"), reason: "", kept: fields.remainsIfGiven("kept")))
        }
    }

    /// The members that are kept.
    public var json: JSONObject {
        var writer = FieldWriter()
        if let id { writer.write("id", id) }
        writer.write("batch", stamp?.batch)
        writer.write("recorded", stamp?.recorded.description)
        guard let fact else { return writer.object }
        writer.write("type", fact.type)
        switch fact {
        case .sourceAdded(let added): writer.write("source", added.source)
        case .eventCorrected(let correction): writer.write("event", correction.event)
        case .eventRetracted(let retraction): writer.write("event", retraction.event)
        case .sourceDistrusted(let distrust): writer.write("source", distrust.source)
        case .entityMerged(let merge):
            writer.write("from", merge.from)
            writer.write("into", merge.into)
        case .eventRedacted(let redaction):
            writer.write("redacts", redaction.seq)
            writer.write("kept", redaction.kept)
        default: break
        }
        writer.write("sources", sources)
        return writer.object
    }
}
