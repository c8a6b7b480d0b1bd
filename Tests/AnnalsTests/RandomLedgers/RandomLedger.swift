import Events

@testable import Annals

/// A ledger filled with random batches, those that it refused left out.
struct RandomLedger {
    let fixture: LedgerFixture
    /// The batches that were taken, the introductions first.
    private(set) var batches: [[Event]]
    var events: RandomEvents

    /// - Parameter afterEach: Looks at the ledger after every batch that was taken.
    init(seed: UInt64, batches count: Int, afterEach: (Ledger, [Event]) throws -> Void = { _, _ in }) throws {
        fixture = try LedgerFixture()
        events = RandomEvents(seed: seed)
        let introductions = events.introductions()
        try fixture.append(introductions)
        batches = [introductions]
        while batches.count <= count {
            let batch = events.batch()
            do {
                try append(batch)
            } catch LedgerError.illegalEvidence {
                events.takeBack(batch.count)
                continue
            }
            batches.append(batch)
            try afterEach(fixture.ledger, batch)
        }
    }

    /// Appends events, whether or not an introduction of what they name is in effect.
    func append(_ batch: [Event]) throws { try Self.append(batch, to: fixture.ledger) }

    static func append(_ batch: [Event], to ledger: Ledger) throws {
        var request = AppendRequest(batch)
        request.requiresIntroductions = false
        try LedgerFixture.append(request, to: ledger)
    }

    /// The batches in another order in which they could have arrived.
    ///
    /// Evidence follows what it names. What recorded order decides stays in order: corrections of one event, and
    /// merges with the evidence about them.
    mutating func otherOrder() -> [[Event]] {
        let needs = earlierBatches()
        var waiting = Set(batches.indices)
        var order: [Int] = []
        while !waiting.isEmpty {
            let ready = waiting.filter { needs[$0].isDisjoint(with: waiting) }.sorted()
            let next = ready[Int.random(in: 0..<ready.count, using: &events.random)]
            waiting.remove(next)
            order.append(next)
        }
        return order.map { batches[$0] }
    }

    /// For each batch, those that have to come before it.
    private func earlierBatches() -> [Set<Int>] {
        var batchOf: [EventID: Int] = [:]
        var rootOf: [EventID: String] = [:]
        var lastOf: [String: Int] = [:]
        var needs = batches.map { _ in Set<Int>() }
        for (number, batch) in batches.enumerated() {
            for event in batch {
                batchOf[event.id] = number
                rootOf[event.id] = event.fact.target.flatMap { rootOf[$0] } ?? Self.root(of: event)
                if let target = event.fact.target, let earlier = batchOf[target] { needs[number].insert(earlier) }
                guard let root = rootOf[event.id], event.fact.target != nil || root == Self.merges else { continue }
                if case .eventRetracted = event.fact, root != Self.merges { continue }
                if let earlier = lastOf[root] { needs[number].insert(earlier) }
                lastOf[root] = number
            }
            needs[number].remove(number)
        }
        return needs
    }

    private static let merges = "merges"

    private static func root(of event: Event) -> String {
        if case .entityMerged = event.fact { return merges }
        return event.id.hex
    }
}
