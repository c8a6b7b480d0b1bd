extension SourceAdded: PayloadCoding {
    public var fact: Fact { .sourceAdded(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            source: try fields.entity("source"), title: fields.textIfGiven("title"), url: fields.textIfGiven("url"),
            publisher: fields.textIfGiven("publisher"), author: fields.textIfGiven("author"),
            published: fields.dateIfGiven("published"), language: fields.textIfGiven("language"),
            accessed: fields.dateIfGiven("accessed")
        )
    }

    func write(to writer: inout FieldWriter) {
        writer.write("source", source)
        writer.write("title", title)
        writer.write("url", url)
        writer.write("publisher", publisher)
        writer.write("author", author)
        writer.write("published", published)
        writer.write("language", language)
        writer.write("accessed", accessed)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> SourceAdded {
        SourceAdded(
            source: map(source), title: title, url: url, publisher: publisher, author: author, published: published,
            language: language, accessed: accessed
        )
    }
}

extension EventCorrected: PayloadCoding {
    public var fact: Fact { .eventCorrected(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(event: try fields.eventID("event"), replacement: try fields.event("replacement"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("event", event)
        if let replacement { writer.write("replacement", replacement) }
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> EventCorrected {
        guard let replacement else { return self }
        return EventCorrected(event: event, replacement: replacement.renaming(map))
    }
}

extension EventRetracted: PayloadCoding {
    public var fact: Fact { .eventRetracted(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(event: try fields.eventID("event"), reason: try fields.text("reason"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("event", event)
        writer.write("reason", reason)
    }
}

extension SourceDistrusted: PayloadCoding {
    public var fact: Fact { .sourceDistrusted(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(source: try fields.entity("source"), reason: try fields.text("reason"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("source", source)
        writer.write("reason", reason)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> SourceDistrusted {
        SourceDistrusted(source: map(source), reason: reason)
    }
}

extension EntityMerged: PayloadCoding {
    public var fact: Fact { .entityMerged(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(from: try fields.entity("from"), into: try fields.entity("into"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("from", from)
        writer.write("into", into)
    }

    func mappingEntities(_ map: (EntityID) -> EntityID) -> EntityMerged {
        EntityMerged(from: map(from), into: map(into))
    }
}

extension EventRedacted: PayloadCoding {
    public var fact: Fact { .eventRedacted(self) }

    init(reading fields: FieldReader) throws(EventError) {
        self.init(
            seq: try fields.integer("seq"), reason: try fields.text("reason"), kept: fields.remainsIfGiven("kept"))
    }

    func write(to writer: inout FieldWriter) {
        writer.write("seq", seq)
        writer.write("reason", reason)
        writer.write("kept", kept)
    }
}
