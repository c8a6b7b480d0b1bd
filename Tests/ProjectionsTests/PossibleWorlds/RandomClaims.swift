/// Small random questions about one key, the same for the same seed.
struct RandomClaims: Sequence, IteratorProtocol {
    /// What may occur beside dated starts and ends.
    struct Features: OptionSet, Sendable {
        let rawValue: Int

        static let acting = Features(rawValue: 1 << 0)
        static let reinstated = Features(rawValue: 1 << 1)
        /// Starts and ends dated `XXXX`.
        static let undated = Features(rawValue: 1 << 2)
        /// Starts like `2015/`.
        static let unknownEnds = Features(rawValue: 1 << 3)
        static let sightings = Features(rawValue: 1 << 4)
        /// Dates like `[..D]` and `[D..]`.
        static let halfOpen = Features(rawValue: 1 << 5)
        static let limits = Features(rawValue: 1 << 6)
        /// Intervals with both dates, and what they surely cover.
        static let covers = Features(rawValue: 1 << 7)
        static let orders = Features(rawValue: 1 << 8)
        /// Ends that only a successor implies.
        static let successions = Features(rawValue: 1 << 9)

        /// What the vectors have.
        static let vectors: Features = [.acting, .reinstated, .undated, .unknownEnds, .sightings]
        static let all: Features = [.vectors, .halfOpen, .limits, .covers, .orders, .successions]
    }

    private var random: WorldRandom
    private let features: Features
    private let claimCount: ClosedRange<Int>

    init(seed: UInt64, features: Features = .all, claimCount: ClosedRange<Int> = 1...5) {
        random = WorldRandom(state: seed)
        self.features = features
        self.claimCount = claimCount
    }

    /// The next question; there is always one.
    mutating func next() -> WorldQuestion? {
        let window = 1...Int.random(in: 6...8, using: &random)
        let count = Int.random(in: claimCount, using: &random)
        var question = WorldQuestion(claims: [], window: window)
        while question.claims.count < count {
            if has(.covers, 1, in: 8) {
                addInterval(to: &question)
            } else {
                question.claims.append(claim(within: window))
            }
        }
        if has(.limits, 1, in: 2) {
            question.limits = WorldLimit.Kind.allCases.filter { _ in has(.limits, 1, in: 4) }.map { kind in
                let (earliest, latest) = date(within: window)
                return WorldLimit(kind, earliest, latest)
            }
        }
        return question
    }

    private mutating func claim(within window: ClosedRange<Int>) -> WorldClaim {
        let kind = kind()
        if kind == .undatedEnd { return WorldClaim(kind, nil, nil) }
        let isStart = kind == .start || kind == .startWithUnknownEnd
        let acting = (isStart || kind == .sighting || kind == .undatedStart) && has(.acting, 1, in: 4)
        if kind == .undatedStart { return WorldClaim(kind, nil, nil, acting: acting) }
        let (earliest, latest) = date(within: window)
        return WorldClaim(
            kind, earliest, latest, acting: acting, reinstated: kind == .start && has(.reinstated, 1, in: 4),
            order: has(.orders, 1, in: 5) ? Int.random(in: 1...3, using: &random) : nil)
    }

    private mutating func kind() -> WorldClaim.Kind {
        if has(.sightings, 1, in: 5) { return .sighting }
        if has(.undated, 1, in: 7) { return Bool.random(using: &random) ? .undatedEnd : .undatedStart }
        if has(.successions, 1, in: 8) { return .inferredEnd }
        if Bool.random(using: &random) { return .end }
        return has(.unknownEnds, 1, in: 6) ? .startWithUnknownEnd : .start
    }

    /// `A/B`: a start, an end that can lie after it, and the days between.
    private mutating func addInterval(to question: inout WorldQuestion) {
        let (from, startLatest) = closedDate(within: question.window)
        let (endEarliest, until) = closedDate(within: startLatest...question.window.upperBound)
        let acting = has(.acting, 1, in: 4)
        question.claims.append(WorldClaim(.start, from, startLatest, acting: acting))
        question.claims.append(WorldClaim(.end, endEarliest, until, acting: acting))
        question.covers.append(WorldCover(from: startLatest, until: endEarliest))
    }

    private mutating func date(within window: ClosedRange<Int>) -> (Int?, Int?) {
        let (earliest, latest) = closedDate(within: window)
        guard has(.halfOpen, 1, in: 8) else { return (earliest, latest) }
        return Bool.random(using: &random) ? (nil, latest) : (earliest, nil)
    }

    private mutating func closedDate(within window: ClosedRange<Int>) -> (Int, Int) {
        let earliest = Int.random(in: window, using: &random)
        if Bool.random(using: &random) { return (earliest, earliest) }
        return (earliest, Int.random(in: earliest...window.upperBound, using: &random))
    }

    private mutating func has(_ feature: Features, _ chances: Int, in all: Int) -> Bool {
        features.contains(feature) && Int.random(in: 1...all, using: &random) <= chances
    }
}

/// A counter, each value of which is mixed until its bits look random: small, and the same everywhere.
struct WorldRandom: RandomNumberGenerator, Sendable {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        let once = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        let twice = (once ^ (once >> 27)) &* 0x94D0_49BB_1331_11EB
        return twice ^ (twice >> 31)
    }
}
