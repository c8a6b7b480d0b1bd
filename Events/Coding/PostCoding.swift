extension PostCreated: PayloadCoding {
    public var fact: Fact { .postCreated(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            post: fields.entityIfGiven("post"), organization: try fields.entity("organization"),
            position: fields.textIfGiven("position"), names: fields.names("names"),
            kind: fields.choiceIfGiven("kind"), seats: fields.integerIfGiven("seats"),
            area: fields.textIfGiven("area"), reportsTo: fields.textIfGiven("reports_to")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("post", post)
        writer.write("organization", organization)
        writer.write("position", position)
        writer.write("names", names)
        writer.write("kind", kind)
        writer.write("seats", seats)
        writer.write("area", area)
        writer.write("reports_to", reportsTo)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PostCreated {
        PostCreated(
            post: post.map(map), organization: map(organization), position: position, names: names, kind: kind,
            seats: seats, area: area, reportsTo: mapping(reportsTo, map)
        )
    }
}

extension PostChanged: PayloadCoding {
    public var fact: Fact { .postChanged(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            post: fields.entityIfGiven("post"), organization: try fields.entity("organization"),
            position: fields.textIfGiven("position"), names: fields.names("names"),
            kind: fields.choiceIfGiven("kind"), seats: fields.integerIfGiven("seats"),
            area: fields.textIfGiven("area"), reportsTo: fields.textIfGiven("reports_to")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("post", post)
        writer.write("organization", organization)
        writer.write("position", position)
        writer.write("names", names)
        writer.write("kind", kind)
        writer.write("seats", seats)
        writer.write("area", area)
        writer.write("reports_to", reportsTo)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PostChanged {
        PostChanged(
            post: post.map(map), organization: map(organization), position: position, names: names, kind: kind,
            seats: seats, area: area, reportsTo: mapping(reportsTo, map)
        )
    }
}

extension PostAbolished: PayloadCoding {
    public var fact: Fact { .postAbolished(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            post: fields.entityIfGiven("post"), organization: try fields.entity("organization"),
            position: fields.textIfGiven("position")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("post", post)
        writer.write("organization", organization)
        writer.write("position", position)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PostAbolished {
        PostAbolished(post: post.map(map), organization: map(organization), position: position)
    }
}
