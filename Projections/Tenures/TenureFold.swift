/// What the claims of one key add up to: its stints, and the days that hold whatever its vague dates turn out to be.
public struct SeatTenures: Hashable, Sendable {
    /// The stints in order of time.
    public var stints: [Stint]
    /// Days on which somebody saw the holder in post: certain.
    public var seenDays: [Int]
    /// Intervals that cover days surely (R7).
    public var intervals: [HeldInterval]
    /// Limits left out because they contradict the key's own dates.
    public var contradictedLimits: [TenureLimit]

    /// Puts tenures together that were folded before.
    public init(stints: [Stint], seenDays: [Int], intervals: [HeldInterval], contradictedLimits: [TenureLimit] = []) {
        self.stints = stints
        self.seenDays = seenDays
        self.intervals = intervals
        self.contradictedLimits = contradictedLimits
    }

    /// Reads the live claims of one key as a set (rules R1 to R6).
    ///
    /// A pure function of the set: the order of claims and limits changes nothing. O(n²) in the claims of the key.
    public init(_ claims: SeatClaims, limits: [TenureLimit] = []) {
        self = TenureFold(claims, limits: limits).tenures
    }
}

/// The fold of one key's claims with what it went through, for the answer and for those who ask why.
struct TenureFold {
    /// The claims sorted into stints.
    let drafts: [Moments.Draft]
    /// The stints, narrowed.
    private(set) var sequence: StintSequence
    /// Whether some order of the moments satisfies all dates; where none does, they stand as claimed.
    let isOrderly: Bool
    /// The limits that count.
    let acceptedLimits: [TenureLimit]
    /// What the claims add up to.
    let tenures: SeatTenures

    /// Folds claims (rules R1 to R6).
    ///
    /// - Parameter isTraced: Whether to keep what narrows each stint.
    init(_ claims: SeatClaims, limits: [TenureLimit], isTraced: Bool = false) {
        let sightings = claims.sightings
        drafts = Moments(claims).drafts
        let undisturbed = Self.undisturbed(drafts, sightings, isTraced)
        isOrderly = undisturbed != nil
        // Disagreeing claims can leave bounds that no order satisfies; they are then shown as claimed.
        var sequence = undisturbed ?? StintSequence(drafts, isTraced: isTraced)
        sequence.noteDatedSides()
        var accepted: [TenureLimit] = []
        var contradicted: [TenureLimit] = []
        for limit in limits.sorted(by: { ($0.kind, $0.range.earliest) < ($1.kind, $1.range.earliest) }) {
            if let limited = Self.settled(sequence, sightings, accepted + [limit]) {
                sequence = limited
                accepted.append(limit)
            } else {
                contradicted.append(limit)
            }
        }
        acceptedLimits = accepted
        let seenDays = Set(sequence.attach(sightings)).sorted()
        self.sequence = sequence
        tenures = SeatTenures(
            stints: sequence.entries.map { entry in
                var stint = entry.stint
                stint.sortEvents()
                return stint
            },
            seenDays: seenDays,
            intervals: claims.intervals.sorted { ($0.event, $0.start.latest) < ($1.event, $1.start.latest) },
            contradictedLimits: contradicted)
    }

    /// R4 and R5 without limits; nil where no order satisfies them.
    ///
    /// Stints with an undated side last a day, unless that contradicts a date.
    private static func undisturbed(
        _ drafts: [Moments.Draft], _ sightings: [Sighting], _ isTraced: Bool
    ) -> StintSequence? {
        for minimumDays in [1, 0] {
            var sequence = StintSequence(drafts, isTraced: isTraced)
            do {
                try sequence.narrowByNeighbours(minimumDays: minimumDays)
                sequence.insertSightedStints(sightings)
                try sequence.narrowBySightings(sightings, minimumDays: minimumDays)
                return sequence
            } catch {
                continue
            }
        }
        return nil
    }

    /// The sequence within limits, or nil where they leave no way to place its dates and sightings.
    ///
    /// R4 and R5 run again from the claims: within a limit, a sighting can be one of the last day that was none before.
    private static func settled(
        _ sequence: StintSequence, _ sightings: [Sighting], _ limits: [TenureLimit]
    ) -> StintSequence? {
        for minimumDays in [1, 0] {
            var limited = sequence
            limited.widen()
            for limit in limits { limited.apply(limit) }
            do {
                try limited.narrowBySightings(sightings, minimumDays: minimumDays)
                return limited
            } catch {
                continue
            }
        }
        return nil
    }
}
