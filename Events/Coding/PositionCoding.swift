extension PositionStarted: PayloadCoding {
    public var fact: Fact { .positionStarted(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            person: try fields.entity("person"), organization: try fields.entity("organization"),
            position: fields.textIfGiven("position"), post: fields.entityIfGiven("post"),
            kind: fields.choiceIfGiven("kind"), area: fields.textIfGiven("area"),
            onBehalfOf: fields.entityIfGiven("on_behalf_of"), how: fields.choiceIfGiven("how"),
            by: fields.referenceIfGiven("by"), acting: fields.flag("acting"),
            reportsTo: fields.textIfGiven("reports_to"), succeeds: fields.entityIfGiven("succeeds")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("organization", organization)
        writer.write("position", position)
        writer.write("post", post)
        writer.write("kind", kind)
        writer.write("area", area)
        writer.write("on_behalf_of", onBehalfOf)
        writer.write("how", how)
        writer.write("by", by)
        writer.write("acting", acting)
        writer.write("reports_to", reportsTo)
        writer.write("succeeds", succeeds)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PositionStarted {
        PositionStarted(
            person: map(person), organization: map(organization), position: position, post: post.map(map), kind: kind,
            area: area, onBehalfOf: onBehalfOf.map(map), how: how, by: by?.mapping(map), acting: acting,
            reportsTo: mapping(reportsTo, map), succeeds: succeeds.map(map)
        )
    }
}

extension PositionEnded: PayloadCoding {
    public var fact: Fact { .positionEnded(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            person: try fields.entity("person"), organization: try fields.entity("organization"),
            position: fields.textIfGiven("position"), post: fields.entityIfGiven("post"),
            kind: fields.choiceIfGiven("kind"), how: fields.choiceIfGiven("how"), by: fields.referenceIfGiven("by")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("organization", organization)
        writer.write("position", position)
        writer.write("post", post)
        writer.write("kind", kind)
        writer.write("how", how)
        writer.write("by", by)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PositionEnded {
        PositionEnded(
            person: map(person), organization: map(organization), position: position, post: post.map(map), kind: kind,
            how: how, by: by?.mapping(map)
        )
    }
}

extension PositionHeld: PayloadCoding {
    public var fact: Fact { .positionHeld(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            person: try fields.entity("person"), organization: try fields.entity("organization"),
            position: fields.textIfGiven("position"), post: fields.entityIfGiven("post"),
            kind: fields.choiceIfGiven("kind"), area: fields.textIfGiven("area"),
            onBehalfOf: fields.entityIfGiven("on_behalf_of"), by: fields.referenceIfGiven("by"),
            acting: fields.flag("acting"), reportsTo: fields.textIfGiven("reports_to"),
            succeeds: fields.entityIfGiven("succeeds"), howStarted: fields.choiceIfGiven("how_started"),
            howEnded: fields.choiceIfGiven("how_ended")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("organization", organization)
        writer.write("position", position)
        writer.write("post", post)
        writer.write("kind", kind)
        writer.write("area", area)
        writer.write("on_behalf_of", onBehalfOf)
        writer.write("by", by)
        writer.write("acting", acting)
        writer.write("reports_to", reportsTo)
        writer.write("succeeds", succeeds)
        writer.write("how_started", howStarted)
        writer.write("how_ended", howEnded)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PositionHeld {
        PositionHeld(
            person: map(person), organization: map(organization), position: position, post: post.map(map), kind: kind,
            area: area, onBehalfOf: onBehalfOf.map(map), by: by?.mapping(map), acting: acting,
            reportsTo: mapping(reportsTo, map), succeeds: succeeds.map(map), howStarted: howStarted,
            howEnded: howEnded
        )
    }
}
