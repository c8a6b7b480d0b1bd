import Projections

/// The stints of some people, folded and not yet written: a thread folds while another writes what it has made.
struct FoldedPeople: Sendable {
    private(set) var versions: [PlainHistory.Version] = []
    /// The sightings that they name.
    private(set) var sightings: [PlainHistory.Sighted] = []
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
        let known = sightings.count
        sightings.append(contentsOf: history.sightings)
        for version in history.versions {
            versions.append(version)
            guard known > 0, !version.sightings.isEmpty else { continue }
            let seen = version.sightings
            versions[versions.count - 1].sightings = seen.lowerBound + known..<seen.upperBound + known
        }
    }
}
