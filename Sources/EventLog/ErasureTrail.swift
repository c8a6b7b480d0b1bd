import Events

/// What a log keeps of erased events, gathered from its end to its beginning.
///
/// Of an erased event the `event.redacted` says it that erased it; where that is erased too, what is kept of it does,
/// and so on. Where several speak of one event the first in the log counts, by which it was erased: whatever speaks of
/// it later, no ledger has appended.
struct ErasureTrail: Sendable {
    /// What is said of an erased event.
    struct Claim: Sendable {
        /// The position of the `event.redacted`, be it erased or not.
        let by: Int
        /// The position of the event whose bytes say so: the same, or that of what erased it.
        let witness: Int
        let kept: EventRemains?
    }

    /// What is said of the erased event at a position.
    private(set) var claims: [Int: Claim] = [:]

    /// Takes an event that is there; those behind it have been taken.
    mutating func take(_ fact: Fact, at seq: Int) { note(fact, by: seq, witness: seq) }

    /// Takes an erased event; those behind it have been taken. Gives what is said of it.
    @discardableResult
    mutating func takeErased(at seq: Int) -> Claim? {
        guard let claim = claims[seq] else { return nil }
        if let fact = claim.kept?.fact { note(fact, by: seq, witness: claim.witness) }
        return claim
    }

    private mutating func note(_ fact: Fact, by seq: Int, witness: Int) {
        guard case .eventRedacted(let redaction) = fact, redaction.seq < seq else { return }
        claims[redaction.seq] = Claim(by: seq, witness: witness, kept: redaction.kept)
    }
}
