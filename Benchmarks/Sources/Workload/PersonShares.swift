/// How many tenures each person has, from 1 to 30: a run of slots each, which tenures are dealt to.
package struct PersonShares: Sendable {
    /// The first slot of each person, and behind them how many slots there are.
    private let starts: [Int32]
    private let people: [Int32]

    /// How many tenures `person-twenty` has: the person of index 0.
    static let designated = 20
    static let most = 30

    /// Weights in hundredths of 1, 2, 3 … tenures. The mean is 5.6: of the people of any tenure it is 8.5.
    private static let weights =
        [12, 12, 12, 12, 11, 9, 7, 6, 5, 4, 2, 2, 1, 1, 1].map { $0 * 10 }
        + Array(repeating: 4, count: 5) + Array(repeating: 1, count: 10)

    init(_ counts: Counts, seed: UInt64) {
        var shares = (0..<counts.people).map { person in
            var draw = Draw(seed, .shares, person)
            return 1 + draw.weighted(Self.weights)
        }
        shares[0] = Self.designated
        // What is missing or too much is evened out one by one.
        var missing = counts.tenures - shares.reduce(0, +)
        var person = 1
        while missing != 0 {
            let step = missing > 0 ? 1 : -1
            if (1...Self.most).contains(shares[person] + step) {
                shares[person] += step
                missing -= step
            }
            person = person % (counts.people - 1) + 1
        }
        var starts: [Int32] = [0]
        var people: [Int32] = []
        starts.reserveCapacity(counts.people + 1)
        people.reserveCapacity(counts.tenures)
        for (person, share) in shares.enumerated() {
            people.append(contentsOf: repeatElement(Int32(person), count: share))
            starts.append(Int32(people.count))
        }
        self.starts = starts
        self.people = people
    }

    func person(ofSlot slot: Int) -> Int { Int(people[slot]) }
    package func slots(of person: Int) -> Range<Int> { Int(starts[person])..<Int(starts[person + 1]) }
}
