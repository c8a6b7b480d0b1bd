extension AttributeSet: PayloadCoding {
    public var fact: Fact { .attributeSet(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            subject: try fields.entity("subject"), attribute: try fields.text("attribute"),
            value: fields.valueIfGiven("value"), minimum: fields.numberIfGiven("minimum"),
            maximum: fields.numberIfGiven("maximum"), unit: fields.textIfGiven("unit")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("subject", subject)
        writer.write("attribute", attribute)
        writer.write("value", value)
        writer.write("minimum", minimum)
        writer.write("maximum", maximum)
        writer.write("unit", unit)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> AttributeSet {
        AttributeSet(
            subject: map(subject), attribute: attribute, value: value, minimum: minimum, maximum: maximum, unit: unit
        )
    }
}
