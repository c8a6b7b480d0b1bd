import Projections

/// The stints of some people, folded and not yet written: a thread folds while another writes what it has made.
struct FoldedPeople: Sendable {
    private(set) var rows = StintRows()
    /// The pairs that are not plain.
    private(set) var general: [NumberedPair] = []

    /// Folds the pairs of some people.
    init(_ people: Range<Int>, _ pairs: PlainPairs) {
        var pairs = pairs
        for person in people {
            pairs.forEach(ofPerson: person, general: { general.append($0) }, plain: { add($0) })
        }
    }

    private mutating func add(_ history: PlainHistory) {
        for version in history.versions { rows.add(version, history.sightings[version.sightings]) }
    }
}
