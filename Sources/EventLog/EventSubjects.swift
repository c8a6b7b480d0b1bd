import Events

extension Event {
    /// Every id by which an event is found: those that it names, and the sources that it adds, distrusts or cites.
    var indexedSubjects: Set<EntityID> {
        var ids = Set(subjects + sources.map(\.source))
        switch fact {
        case .sourceAdded(let added): ids.insert(added.source)
        case .sourceDistrusted(let distrust): ids.insert(distrust.source)
        case .eventCorrected(let correction): ids.formUnion(correction.replacement?.indexedSubjects ?? [])
        default: break
        }
        return ids
    }

    /// Every id that the event names, in order, sources and what a correction puts in the place included.
    public var namedIDs: [EntityID] { indexedSubjects.sorted() }

    /// The sources that the event cites; those of a correction's replacement too.
    var citedSources: [EntityID] {
        guard case .eventCorrected(let correction) = fact, let replacement = correction.replacement else {
            return sources.map(\.source)
        }
        return (sources + replacement.sources).map(\.source)
    }
}
