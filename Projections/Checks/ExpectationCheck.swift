import Chronology
import Events

/// What somebody wrote down to hold: who had a position on a date, and how surely.
public struct Expectation: Hashable, Sendable {
    /// How surely it is to hold.
    public enum Level: String, Hashable, Sendable, CaseIterable {
        case certain, possible, undated
        /// Not at all.
        case none
    }

    /// The world time.
    public let time: WorldTime
    /// The date as it was written.
    public let date: String
    /// Where.
    public let organization: EntityID
    /// The position as it was written.
    public let position: String
    /// Who; `nobody` where the position is to be vacant, or without a holder.
    public let person: EntityID
    /// How surely; of `nobody` always certain.
    public let level: Level
    /// Whether as an interim holder; nil where either will do.
    public let isActing: Bool?
    /// What it is to be read off.
    public let belief: Belief
    /// Where it is written down: the line, from 1.
    public let line: Int

    /// Creates an expectation.
    public init(
        time: WorldTime, date: String, organization: EntityID, position: String, person: EntityID, level: Level,
        isActing: Bool? = nil, belief: Belief = .current, line: Int
    ) {
        self.time = time
        self.date = date
        self.organization = organization
        self.position = position
        self.person = person
        self.level = level
        self.isActing = isActing
        self.belief = belief
        self.line = line
    }
}

/// An expectation that does not hold.
public struct UnmetExpectation: Hashable, Sendable {
    /// Somebody who has the position instead.
    public struct Holder: Hashable, Sendable {
        /// Who.
        public let person: EntityID
        /// How surely.
        public let certainty: Certainty
        /// Whether as an interim holder.
        public let isActing: Bool
    }

    /// What was expected.
    public let expectation: Expectation
    /// Who has the position then, the surest first; none where nobody can.
    public let holders: [Holder]
}

/// Compares what was expected with who holds a position.
public enum ExpectationCheck {
    /// The fault; nil where the expectation holds.
    ///
    /// - Parameter holders: Whoever holds the position at the time, in the belief asked for, as a chart has them.
    public static func finding(_ expectation: Expectation, _ holders: [OrgChart.Holder]) -> Finding? {
        if isMet(expectation, holders) { return nil }
        let unmet = UnmetExpectation(
            expectation: expectation,
            holders: holders.map { .init(person: $0.person.id, certainty: $0.certainty, isActing: $0.isActing) })
        return Finding(
            .expectation(unmet), in: expectation.organization,
            about: [expectation.person] + holders.map(\.person.id), events: holders.flatMap(\.events),
            next: .explainPosition(
                expectation.position, organization: expectation.organization, day: expectation.time.lastDay.number))
    }

    private static func isMet(_ expectation: Expectation, _ holders: [OrgChart.Holder]) -> Bool {
        if expectation.person == .nobody {
            // Of undated holders nobody knows when they held it: they do not speak against it.
            return holders.allSatisfy { $0.person.id == .nobody || $0.certainty == .undated }
        }
        let holder = holders.first { $0.person.id == expectation.person }
        let acts = holder.map { expectation.isActing == nil || $0.isActing == expectation.isActing } ?? false
        switch expectation.level {
        case .none: return !acts
        case .certain: return acts && holder?.certainty == .certain
        case .possible: return acts && holder?.certainty == .possible
        case .undated: return acts && holder?.certainty == .undated
        }
    }
}
