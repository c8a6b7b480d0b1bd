import Chronology

extension Event {
    /// The same event citing other sources.
    public func with(sources: [Citation]) -> Event {
        rewritten(sources: sources)
    }

    /// The same event with another date.
    public func with(date: EDTF?) -> Event {
        rewritten(date: .some(date))
    }

    /// The same event saying something else.
    public func with(fact: Fact) -> Event {
        rewritten(fact: fact)
    }

    /// What it says of the world: the replacement, where it corrects another event.
    ///
    /// What is left of a redacted correction says nothing but that it corrected.
    public var content: Event {
        if case .eventCorrected(let correction) = fact { return correction.replacement ?? self }
        return self
    }

    /// The same event without sources, attribution and note: equal for events that histories show as one row.
    public var claim: Event {
        Event(fact, date: date, order: order, extra: extra, version: version)
    }

    /// Every entity's id that the event names, each once, in the order of the fields; `attributed_to` comes last.
    ///
    /// Ids of sources are not among them, `unnamed` and `nobody` are. An id as an attribute's value is text.
    public var subjects: [EntityID] {
        var seen: Set<EntityID> = []
        var subjects: [EntityID] = []
        func note(_ id: EntityID) -> EntityID {
            if seen.insert(id).inserted { subjects.append(id) }
            return id
        }
        switch fact {
        case .sourceAdded, .sourceDistrusted: break
        default: _ = fact.payload.mappingEntities(note)
        }
        if case .entity(let id) = attributedTo { _ = note(id) }
        return subjects
    }

    /// The event with every id replaced, those of its sources included: how a merge is read.
    ///
    /// The result is for reading; its id is another one unless nothing changed.
    public func renaming(_ map: (EntityID) -> EntityID) -> Event {
        // Where merges are known every event is read through this, and most name nothing that was merged.
        var changesAny = false
        func noting(_ id: EntityID) -> EntityID {
            let renamed = map(id)
            if renamed != id { changesAny = true }
            return renamed
        }
        let renamedSources = sources.map {
            Citation(source: noting($0.source), locator: $0.locator, quote: $0.quote)
        }
        let renamedFact = fact.payload.mappingEntities(noting).fact
        let renamedSpeaker = attributedTo?.mapping(noting)
        guard changesAny else { return self }
        return Event(
            renamedFact, date: date, order: order, sources: renamedSources, attributedTo: renamedSpeaker, note: note,
            extra: extra, version: version)
    }

    private func rewritten(fact: Fact? = nil, date: EDTF?? = .none, sources: [Citation]? = nil) -> Event {
        Event(
            fact ?? self.fact, date: date ?? self.date, order: order, sources: sources ?? self.sources,
            attributedTo: attributedTo, note: note, extra: extra, version: Upcasting.current.version(of: type))
    }
}
