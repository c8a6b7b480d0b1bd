import Chronology
import EventLog
import Events
import Projections

extension Ledger {
    /// Compares lines that say who held what on a date with the ledger.
    ///
    /// A line may narrow the belief; what it does not say is taken from `belief`. All lines are read before the first
    /// is compared.
    ///
    /// - Throws: ``RefusedLines`` where lines cannot be understood.
    public func checkExpectations(
        _ lines: some LineSource, today: CivilDay, believing belief: Belief = .current
    ) throws -> CheckResult {
        try reading {
            let views = BeliefViews(ledger: self)
            var expectations: [(Expectation, Seat?)] = []
            var refused = RefusedLines(whatWasKept: nil)
            while let line = try lines.next() {
                do {
                    let expectation = try ExpectationLine(line).expectation(in: self, believing: belief)
                    expectations.append((expectation, try seat(of: expectation, views)))
                } catch let error as RefusedExpectation {
                    refused.add(error.line, error.reason)
                } catch let error as LedgerError {
                    refused.add(line.number, error.description)
                }
            }
            if !refused.isEmpty { throw refused }
            var result = CheckResult()
            result.expectations = expectations.count
            result.findings = try expectations.compactMap { expectation, seat in
                let holders = try seat.map { try self.holders(of: $0, expectation, today, views) } ?? []
                return ExpectationCheck.finding(expectation, holders)
            }
            return result
        }
    }

    /// The seat that an expectation speaks of, in its belief; nil where nobody is known to have held it there.
    ///
    /// - Throws: Where nobody is known to have held it in any belief.
    private func seat(of expectation: Expectation, _ views: BeliefViews) throws -> Seat? {
        do {
            return try seat(of: expectation, in: views.view(of: expectation.belief))
        } catch LedgerError.unknownPosition {
            _ = try seat(of: expectation, in: views.view(of: .current))
            return nil
        }
    }

    private func seat(of expectation: Expectation, in view: any BeliefView) throws -> Seat {
        let organization = view.current(expectation.organization)
        let events = try view.events(mentioning: organization, types: PostBook.types)
        return try seat(expectation.position, in: organization, PostBook(events), SeatNames(events), view)
    }

    private func holders(
        of seat: Seat, _ expectation: Expectation, _ today: CivilDay, _ views: BeliefViews
    ) throws -> [OrgChart.Holder] {
        let view = try views.view(of: expectation.belief)
        let organization = view.current(expectation.organization)
        let chart = OrgChart(
            of: Named(id: organization, name: organization.text), at: expectation.time,
            keys: try view.tenures(in: organization, seat: seat), posts: PostBook(), today: view.lastDay(today),
            named: { Named(id: $0, name: $0.text) })
        return chart.positions.first?.holders ?? []
    }
}

/// The views of several beliefs, each made once.
private final class BeliefViews {
    private let ledger: Ledger
    private var views: [Belief: any BeliefView] = [:]

    init(ledger: Ledger) {
        self.ledger = ledger
    }

    func view(of belief: Belief) throws -> any BeliefView {
        if let view = views[belief] { return view }
        let view = try ledger.view(of: belief)
        views[belief] = view
        return view
    }
}
