/// `work.published`: a work came out.
public struct WorkPublished: EventPayload {
    public static let type = "work.published"
    public static let family = EventFamily.work
    public static let summary = "A work came out."
    public static let fields: [FieldDescription] = [
        FieldDescription("work", .entity(.work), required: true, "the work's id"),
        FieldDescription("title", .text(.line), "its title"),
        FieldDescription("kind", .text(.name), "what sort of work it is: paper, book, software, …"),
        FieldDescription(
            "authors", .list(.entityOrText),
            "the authors that the source names, in order; others are not denied"),
        FieldDescription("organization", .entity(.organization), "the organization that it came from"),
    ]

    /// The work's id.
    public let work: EntityID
    /// Its title.
    public let title: String?
    /// What sort of work it is: paper, book, software, ….
    public let kind: String?
    /// The authors that the source names, in order; others are not denied.
    public let authors: [Reference]
    /// The organization that it came from.
    public let organization: EntityID?

    public init(
        work: EntityID, title: String? = nil, kind: String? = nil, authors: [Reference] = [],
        organization: EntityID? = nil
    ) {
        self.work = work
        self.title = title
        self.kind = kind
        self.authors = authors
        self.organization = organization
    }
}
