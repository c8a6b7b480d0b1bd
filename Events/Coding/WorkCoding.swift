extension WorkPublished: PayloadCoding {
    public var fact: Fact { .workPublished(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            work: try fields.entity("work"), title: fields.textIfGiven("title"), kind: fields.textIfGiven("kind"),
            authors: fields.references("authors"), organization: fields.entityIfGiven("organization")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("work", work)
        writer.write("title", title)
        writer.write("kind", kind)
        writer.write("authors", authors)
        writer.write("organization", organization)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> WorkPublished {
        WorkPublished(
            work: map(work), title: title, kind: kind, authors: authors.map { $0.mapping(map) },
            organization: organization.map(map)
        )
    }
}
