/// All types of events, as data.
public enum EventCatalog {
    /// The types that this vocabulary has, in the order of the families.
    public static let types: [EventTypeDescription] = entries.map(\.description)

    /// The fields that events of all types share, the world date among them.
    public static let commonFields: [FieldDescription] = [CommonFields.date(.any)] + CommonFields.aboutTheClaim

    /// The names of the fields that the ledger assigns when it records an event.
    public static let assignedFields: [String] = CommonFields.assigned

    /// The type of this name; a user's own type (`x.…`) has only the common fields. Nil for an unknown one.
    public static func description(of type: String) -> EventTypeDescription? {
        if let entry = entry(for: type) { return entry.description }
        return CustomFact.isTypeName(type) ? EventTypeDescription(customType: type) : nil
    }

    static func entry(for type: String) -> Entry? {
        entriesByType[type]
    }

    /// A type and how one of its events is made.
    final class Entry: Sendable {
        let description: EventTypeDescription
        let fact: @Sendable (FieldReader) throws(EventError) -> Fact

        init<Payload: PayloadCoding>(_ payload: Payload.Type) {
            description = EventTypeDescription(payload)
            fact = { (reader: FieldReader) throws(EventError) -> Fact in try Payload(reading: reader).fact }
        }
    }

    private static let entriesByType = Dictionary(entries.map { ($0.description.type, $0) }) { first, _ in first }

    private static let entries: [Entry] = [
        Entry(PersonIntroduced.self),
        Entry(PersonBorn.self),
        Entry(PersonDied.self),
        Entry(PersonRenamed.self),
        Entry(OrganizationIntroduced.self),
        Entry(OrganizationFounded.self),
        Entry(OrganizationRenamed.self),
        Entry(OrganizationAcquired.self),
        Entry(OrganizationDissolved.self),
        Entry(OrganizationTransferred.self),
        Entry(PostCreated.self),
        Entry(PostChanged.self),
        Entry(PostAbolished.self),
        Entry(PositionStarted.self),
        Entry(PositionEnded.self),
        Entry(PositionHeld.self),
        Entry(AwardReceived.self),
        Entry(WorkPublished.self),
        Entry(StatementMade.self),
        Entry(OccasionHeld.self),
        Entry(AttributeSet.self),
        Entry(RelationHeld.self),
        Entry(SourceAdded.self),
        Entry(EventCorrected.self),
        Entry(EventRetracted.self),
        Entry(SourceDistrusted.self),
        Entry(EntityMerged.self),
        Entry(EventRedacted.self),
    ]
}
