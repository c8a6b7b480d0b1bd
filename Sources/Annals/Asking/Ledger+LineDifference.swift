import Chronology
import Events
import Projections

extension Ledger {
    /// What differs between the lines of an organisation at the ends of two days, for programs.
    ///
    /// What comparing two answers of ``lines(of:on:today:asKnown:into:)`` gives, read in one go. Of a seat that somebody
    /// holds on both days it says whether the stint, the certainty or the dispute is another one.
    ///
    /// - Parameters:
    ///   - today: After it, nothing is more than possible; nor after the day of the batch that `known` resolves to.
    ///   - known: A moment of recorded time: what the ledger knew then of both days; nil for now.
    ///   - difference: Takes what differs; what was there before goes, the memory stays.
    /// - Throws: ``LedgerError/unknownBatch(_:last:)``; ``SliceError/dayOutOfRange(_:)`` for days beyond ±5 million years.
    public func lineDifference(
        of organization: EntityID, from first: CivilDay, to second: CivilDay, today: CivilDay,
        asKnown known: Belief.Recorded? = nil, into difference: inout LineDifference
    ) throws {
        difference.removeAll()
        try reading {
            let known = try self.known(known)
            let today = known.horizon.map { min($0, today) } ?? today
            let questions = (
                try SliceQuestion(first, today: today, knownIn: known.batch),
                try SliceQuestion(second, today: today, knownIn: known.batch)
            )
            let organization = known.identities.current(organization)
            guard let number = try tables.terms.number(of: organization) else { return }
            let (held, superseded) = try tables.slices(of: number, knownIn: known.batch)
            let found = try file.difference(questions.0, questions.1, in: held, and: superseded)
            try tables.add(found.gone, in: organization, knownIn: known.batch, to: &difference.gone)
            try tables.add(found.come, in: organization, knownIn: known.batch, to: &difference.come)
            var (before, after): ([ChartLine], [ChartLine]) = ([], [])
            try tables.add(found.changed.map(\.before), in: organization, knownIn: known.batch, to: &before)
            try tables.add(found.changed.map(\.after), in: organization, knownIn: known.batch, to: &after)
            difference.changed += zip(before, after).map { LineDifference.Change(before: $0, after: $1) }
        }
    }

    /// What differs between two days, as ``lineDifference(of:from:to:today:asKnown:into:)`` says.
    public func lineDifference(
        of organization: EntityID, from first: CivilDay, to second: CivilDay, today: CivilDay,
        asKnown known: Belief.Recorded? = nil
    ) throws -> LineDifference {
        var difference = LineDifference()
        try lineDifference(of: organization, from: first, to: second, today: today, asKnown: known, into: &difference)
        return difference
    }
}
