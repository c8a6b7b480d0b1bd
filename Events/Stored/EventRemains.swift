/// What is kept of an erased event, because others rest on it.
///
/// Of evidence its type and the ids that it names, so that a retracted fact does not come back; of whatever other
/// events name its own id, so that they still find what they speak of. Of a fact that no event names nothing is kept.
public struct EventRemains: Hashable, Sendable {
    /// Its own id; nil where no other event names it.
    public let id: EventID?
    /// What it said, without anything but ids; nil where it was no evidence.
    public let fact: Fact?
    /// The sources that the evidence rested on: it still falls with them.
    public let sources: [EntityID]

    /// What is to be kept of an event; nil where nothing is.
    ///
    /// - Parameter id: Its id, where other events name it.
    public init?(of event: Event, id: EventID?) {
        self.init(id: id, fact: Self.stripped(event.fact), sources: Self.support(of: event))
    }

    /// Nil where nothing would be kept.
    init?(id: EventID?, fact: Fact?, sources: [EntityID]) {
        guard id != nil || fact != nil else { return nil }
        self.id = id
        self.fact = fact
        self.sources = fact == nil ? [] : Set(sources).sorted()
    }

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
        guard let remains = EventRemains(id: id, fact: fact, sources: fields.entities("sources")) else {
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
