import Events
import Projections

extension Ledger {
    /// What a person held, for programs: every stint, without names and events.
    ///
    /// The same stints as those of ``personHistory(of:at:today:believing:)``. O(log n + stints).
    ///
    /// - Parameters:
    ///   - known: A moment of recorded time: what the ledger knew then; nil for now.
    ///   - tenures: In no particular order. What was there before goes; the memory stays.
    /// - Throws: ``LedgerError/unknownBatch(_:last:)``. An id that nothing names has no tenures.
    public func tenures(
        of person: EntityID, asKnown known: Belief.Recorded? = nil, into tenures: inout [HeldTenure]
    ) throws {
        tenures.removeAll(keepingCapacity: true)
        try reading {
            let known = try self.known(known)
            try tables.forEachStint(of: known.identities.current(person), knownIn: known.batch) { tenures.append($0) }
        }
    }

    /// What a person held, as ``tenures(of:asKnown:into:)`` says.
    public func tenures(of person: EntityID, asKnown known: Belief.Recorded? = nil) throws -> [HeldTenure] {
        var tenures: [HeldTenure] = []
        try self.tenures(of: person, asKnown: known, into: &tenures)
        return tenures
    }
}
