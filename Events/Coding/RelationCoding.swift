extension RelationHeld: PayloadCoding {
    public var fact: Fact { .relationHeld(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            subject: try fields.entity("subject"), relation: try fields.choice("relation"),
            object: try fields.entity("object"), minimum: fields.numberIfGiven("minimum"),
            maximum: fields.numberIfGiven("maximum"), unit: fields.textIfGiven("unit")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("subject", subject)
        writer.write("relation", relation)
        writer.write("object", object)
        writer.write("minimum", minimum)
        writer.write("maximum", maximum)
        writer.write("unit", unit)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> RelationHeld {
        RelationHeld(
            subject: map(subject), relation: relation, object: map(object), minimum: minimum, maximum: maximum,
            unit: unit
        )
    }
}
