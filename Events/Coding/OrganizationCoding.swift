extension OrganizationIntroduced: PayloadCoding {
    public var fact: Fact { .organizationIntroduced(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            organization: try fields.entity("organization"), name: try fields.text("name"),
            names: fields.names("names"), kind: fields.textIfGiven("kind"), parent: fields.entityIfGiven("parent"),
            identifiers: fields.identifiers("identifiers")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("organization", organization)
        writer.write("name", name)
        writer.write("names", names)
        writer.write("kind", kind)
        writer.write("parent", parent)
        writer.write("identifiers", identifiers)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> OrganizationIntroduced {
        OrganizationIntroduced(
            organization: map(organization), name: name, names: names, kind: kind, parent: parent.map(map),
            identifiers: identifiers
        )
    }
}

extension OrganizationFounded: PayloadCoding {
    public var fact: Fact { .organizationFounded(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            organization: try fields.entity("organization"), founders: fields.references("founders"),
            from: fields.entities("from")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("organization", organization)
        writer.write("founders", founders)
        writer.write("from", from)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> OrganizationFounded {
        OrganizationFounded(
            organization: map(organization), founders: founders.map { $0.mapping(map) }, from: from.map(map)
        )
    }
}

extension OrganizationRenamed: PayloadCoding {
    public var fact: Fact { .organizationRenamed(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(organization: try fields.entity("organization"), name: try fields.text("name"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("organization", organization)
        writer.write("name", name)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> OrganizationRenamed {
        OrganizationRenamed(organization: map(organization), name: name)
    }
}

extension OrganizationAcquired: PayloadCoding {
    public var fact: Fact { .organizationAcquired(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(organization: try fields.entity("organization"), by: try fields.entity("by"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("organization", organization)
        writer.write("by", by)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> OrganizationAcquired {
        OrganizationAcquired(organization: map(organization), by: map(by))
    }
}

extension OrganizationDissolved: PayloadCoding {
    public var fact: Fact { .organizationDissolved(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(organization: try fields.entity("organization"), into: fields.entities("into"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("organization", organization)
        writer.write("into", into)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> OrganizationDissolved {
        OrganizationDissolved(organization: map(organization), into: into.map(map))
    }
}

extension OrganizationTransferred: PayloadCoding {
    public var fact: Fact { .organizationTransferred(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(organization: try fields.entity("organization"), parent: try fields.entity("parent"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("organization", organization)
        writer.write("parent", parent)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> OrganizationTransferred {
        OrganizationTransferred(organization: map(organization), parent: map(parent))
    }
}
