extension StatementMade: PayloadCoding {
    public var fact: Fact { .statementMade(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            speaker: try fields.reference("speaker"), audience: fields.references("audience"),
            about: fields.references("about"), summary: fields.textIfGiven("summary"),
            channel: fields.textIfGiven("channel")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("speaker", speaker)
        writer.write("audience", audience)
        writer.write("about", about)
        writer.write("summary", summary)
        writer.write("channel", channel)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> StatementMade {
        StatementMade(
            speaker: speaker.mapping(map), audience: audience.map { $0.mapping(map) },
            about: about.map { $0.mapping(map) }, summary: summary, channel: channel
        )
    }
}

extension OccasionHeld: PayloadCoding {
    public var fact: Fact { .occasionHeld(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            title: try fields.text("title"), kind: fields.choiceIfGiven("kind"),
            participants: fields.references("participants"), organizations: fields.entities("organizations"),
            place: fields.textIfGiven("place"), channel: fields.textIfGiven("channel"),
            summary: fields.textIfGiven("summary")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("title", title)
        writer.write("kind", kind)
        writer.write("participants", participants)
        writer.write("organizations", organizations)
        writer.write("place", place)
        writer.write("channel", channel)
        writer.write("summary", summary)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> OccasionHeld {
        OccasionHeld(
            title: title, kind: kind, participants: participants.map { $0.mapping(map) },
            organizations: organizations.map(map), place: place, channel: channel, summary: summary
        )
    }
}
