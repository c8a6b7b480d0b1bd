extension AwardReceived: PayloadCoding {
    public var fact: Fact { .awardReceived(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            person: try fields.entity("person"), award: try fields.text("award"), kind: fields.choiceIfGiven("kind"),
            field: fields.textIfGiven("field"), by: fields.referenceIfGiven("by")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("award", award)
        writer.write("kind", kind)
        writer.write("field", field)
        writer.write("by", by)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> AwardReceived {
        AwardReceived(person: map(person), award: award, kind: kind, field: field, by: by?.mapping(map))
    }
}
