import Chronology
import Events
import Projections

extension Ledger {
    /// Who held what in an organisation at the end of a day, for programs: ids, titles, bounds, how surely.
    ///
    /// The same lines as those of ``orgChart(of:at:depth:today:believing:)`` for a day, without names, events and posts
    /// that nobody held. Read off the organisation's packed time slices: O(log n + lines), however many tenures it had.
    ///
    /// - Parameters:
    ///   - today: After it, nothing is more than possible; nor after the day of the batch that `known` resolves to.
    ///   - known: A moment of recorded time: what the ledger knew then; nil for now.
    ///   - lines: A line for each holder and seat, in no particular order. What was there before goes; the memory stays,
    ///     so that asking again with it allocates nothing.
    /// - Throws: ``LedgerError/unknownBatch(_:last:)``. An id that nothing names has no lines.
    public func lines(
        of organization: EntityID, on day: CivilDay, today: CivilDay, asKnown known: Belief.Recorded? = nil,
        into lines: inout [ChartLine]
    ) throws {
        lines.removeAll(keepingCapacity: true)
        try reading {
            let known = try self.known(known)
            let today = known.horizon.map { min($0, today) } ?? today
            let organization = known.identities.current(organization)
            guard let number = try tables.terms.number(of: organization) else { return }
            guard SliceDay.askable.contains(day.number) else {
                for key in try tables.tenures(.organization(organization), knownIn: known.batch) {
                    guard let holding = key.tenures.holding(at: .day(day), today: today) else { continue }
                    lines.append(ChartLine(key, holding))
                }
                return
            }
            let question = try SliceQuestion(day, today: today, knownIn: known.batch)
            let (held, superseded) = try tables.slices(of: number, knownIn: known.batch)
            let found = try file.lines(question, in: held, and: superseded)
            try tables.add(found, in: organization, knownIn: known.batch, to: &lines)
        }
    }

    /// Who held what in an organisation at the end of a day, as ``lines(of:on:today:asKnown:into:)`` says.
    public func lines(
        of organization: EntityID, on day: CivilDay, today: CivilDay, asKnown known: Belief.Recorded? = nil
    ) throws -> [ChartLine] {
        var lines: [ChartLine] = []
        try self.lines(of: organization, on: day, today: today, asKnown: known, into: &lines)
        return lines
    }
}
