import Events

/// Which ids live merges have made one, and which of them is current.
public struct Identities: Hashable, Sendable {
    private var parents: [EntityID: EntityID] = [:]
    /// The merge by which an id has its parent, as its place in the log.
    private var places: [EntityID: Int] = [:]

    /// Reads merges in recorded order; one that would close a cycle says nothing new and is passed over.
    public init(_ merges: [LogEntry] = []) {
        for entry in merges { add(entry) }
    }

    /// Reads a merge recorded after those read so far; other events say nothing.
    public mutating func add(_ entry: LogEntry) {
        guard case .entityMerged(let merge) = entry.event.fact else { return }
        let from = current(merge.from)
        let into = current(merge.into)
        guard from != into else { return }
        parents[from] = into
        places[from] = entry.seq
    }

    /// Whether no id stands for another.
    public var isEmpty: Bool { parents.isEmpty }

    /// The id that stands for this one now. O(length of the chain of merges).
    public func current(_ id: EntityID) -> EntityID {
        var id = id
        while let parent = parents[id] { id = parent }
        return id
    }

    /// The merges by which an id is one with the one that stands for it, as places in the log, one after the other.
    public func merges(of id: EntityID) -> [Int] {
        var id = id
        var merges: [Int] = []
        while let parent = parents[id] {
            if let place = places[id] { merges.append(place) }
            id = parent
        }
        return merges
    }

    /// All ids that stand for the same as this one, itself included, in order. O(merges).
    public func aliases(of id: EntityID) -> [EntityID] {
        let current = current(id)
        return ([current] + parents.keys.filter { self.current($0) == current }).sorted()
    }

    /// The ids that another one stands for now, each with that one.
    public var merged: [(from: EntityID, current: EntityID)] {
        parents.keys.sorted().map { ($0, current($0)) }
    }
}
