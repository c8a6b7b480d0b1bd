/// The fields of the objects that stand inside events.
enum NestedFields {
    static let name = [
        FieldDescription("name", .text(.name), required: true, "the name, in any script"),
        FieldDescription("language", .text(.name), "its language, best as a BCP 47 tag"),
        FieldDescription("kind", .text(.name), "what sort of name it is: birth, abbreviation, …"),
    ]

    static let identifier = [
        FieldDescription("scheme", .text(.name), required: true, "whose identifier it is: wikidata, orcid, …"),
        FieldDescription("identifier", .text(.name), required: true, "the identifier as its scheme writes it"),
    ]

    static let citation = [
        FieldDescription("source", .entity(.source), required: true, "the source's id"),
        FieldDescription("locator", .text(.name), "where in the source: a page, a paragraph, a time code"),
        FieldDescription("quote", .text(.prose), "the source's words"),
    ]
}
