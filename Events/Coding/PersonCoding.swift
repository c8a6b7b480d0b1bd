extension PersonIntroduced: PayloadCoding {
    public var fact: Fact { .personIntroduced(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            person: try fields.entity("person"), name: try fields.text("name"), names: fields.names("names"),
            identifiers: fields.identifiers("identifiers")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("name", name)
        writer.write("names", names)
        writer.write("identifiers", identifiers)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PersonIntroduced {
        PersonIntroduced(person: map(person), name: name, names: names, identifiers: identifiers)
    }
}

extension PersonBorn: PayloadCoding {
    public var fact: Fact { .personBorn(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(person: try fields.entity("person"), place: fields.textIfGiven("place"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("place", place)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PersonBorn {
        PersonBorn(person: map(person), place: place)
    }
}

extension PersonDied: PayloadCoding {
    public var fact: Fact { .personDied(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(person: try fields.entity("person"), place: fields.textIfGiven("place"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("place", place)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PersonDied {
        PersonDied(person: map(person), place: place)
    }
}

extension PersonRenamed: PayloadCoding {
    public var fact: Fact { .personRenamed(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(person: try fields.entity("person"), name: try fields.text("name"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("person", person)
        writer.write("name", name)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> PersonRenamed {
        PersonRenamed(person: map(person), name: name)
    }
}
