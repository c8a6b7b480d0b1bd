import Chronology
import Events

@testable import Projections

/// A key with random tenures, by the numbers of a dictionary.
struct NumberedTenures: Hashable {
    let numbers: SliceRow.Numbers
    var tenures: SeatTenures

    func rows(since: Int = 1, until: Int? = nil) throws -> [SliceRow] {
        try SliceRow.rows(of: tenures, numbers, since: since, until: until)
    }

    /// What the packed index is to say of the key on a day: the plain rule, with the bounds and the title behind it.
    func line(on day: Int, today: Int) -> ExpectedLine? {
        tenures.holding(at: .day(CivilDay(number: day)), today: CivilDay(number: today)).map { holding in
            ExpectedLine(
                person: numbers.person, seat: numbers.seat, holding: holding,
                stint: holding.stint.map { ExpectedStint(tenures.stints[$0]) },
                title: holding.stint.map { numbers.titles[$0] } ?? numbers.titles.first ?? 0)
        }
    }
}

/// A line as it has to be.
struct ExpectedLine: Hashable {
    let person: UInt32
    let seat: UInt32
    let holding: Holding
    let stint: ExpectedStint?
    let title: UInt32
}

/// What the packed index says of a stint.
struct ExpectedStint: Hashable {
    let start: DayRange
    let end: DayRange
    let endState: EndState
    let kind: StintKind
    let flags: [Bool]

    init(_ stint: Stint) {
        (start, end, endState, kind) = (stint.start, stint.end, stint.endState, stint.kind)
        flags = [
            stint.isStartDisputed, stint.isEndDisputed, stint.isEndInferred, stint.isEndClosedByLimit,
            stint.isStartClaimed, stint.isEndClaimed, stint.isStartDated, stint.isEndDated,
        ]
    }

    init(_ row: SliceRow) {
        (start, end, endState, kind) = (row.start, row.end, row.flags.endState, row.flags.kind)
        flags = [
            row.flags.isStartDisputed, row.flags.isEndDisputed, row.flags.isEndInferred, row.flags.isEndClosedByLimit,
            row.flags.isStartClaimed, row.flags.isEndClaimed, row.flags.isStartDated, row.flags.isEndDated,
        ]
    }
}

extension ExpectedLine {
    init(_ line: SliceLine) {
        self.init(
            person: line.person, seat: line.seat, holding: line.holding,
            stint: line.stint == nil ? nil : ExpectedStint(line.row), title: line.title)
    }
}

extension WorldRandom {
    /// Folds random claims of several people in several seats and stretches their days, so that stints of every length
    /// occur; or takes stints as no fold would make them.
    mutating func keys(_ number: ClosedRange<Int>, isFolded: Bool) -> [NumberedTenures] {
        var questions = RandomClaims(seed: next())
        var keys: [NumberedTenures] = []
        for _ in 0..<Int.random(in: number, using: &self) {
            let (person, seat) = (UInt32.random(in: 1...9, using: &self), UInt32.random(in: 1...5, using: &self))
            if keys.contains(where: { $0.numbers.person == person && $0.numbers.seat == seat }) { continue }
            let tenures: SeatTenures
            if isFolded {
                guard let question = questions.next(), !question.claims.isEmpty else { continue }
                tenures = SeatTenures(question.seatClaims, limits: question.tenureLimits)
            } else {
                tenures = self.tenures()
            }
            let titles = tenures.stints.indices.map { UInt32(100 * keys.count + $0 + 1) }
            keys.append(
                NumberedTenures(
                    numbers: SliceRow.Numbers(person: person, seat: seat, titles: titles), tenures: tenures))
        }
        return keys
    }

    /// Stints with any bounds and flags at all, sightings and intervals anywhere.
    mutating func tenures() -> SeatTenures {
        var stints: [Stint] = []
        for _ in 0..<Int.random(in: 0...4, using: &self) {
            var stint = Stint(start: range(), end: range(), endState: .ended, kind: .permanent)
            stint.endState = [.ended, .open, .unknown].randomElement(using: &self) ?? .ended
            stint.kind = [.permanent, .acting, .either].randomElement(using: &self) ?? .either
            let paths: [WritableKeyPath<Stint, Bool>] = [
                \.isStartDisputed, \.isEndDisputed, \.isEndInferred, \.isEndClosedByLimit, \.isStartClaimed,
                \.isEndClaimed, \.isStartDated, \.isEndDated,
            ]
            for path in paths where Bool.random(using: &self) { stint[keyPath: path].toggle() }
            stints.append(stint)
        }
        let seen = (0..<Int.random(in: 0...2, using: &self)).map { _ in Int.random(in: 0...9, using: &self) }
        let intervals = (0..<Int.random(in: 0...2, using: &self)).map {
            HeldInterval(start: range(), end: range(), event: $0)
        }
        return SeatTenures(stints: stints, seenDays: Set(seen).sorted(), intervals: intervals)
    }

    private mutating func range() -> DayRange {
        let days = [bound(DayRange.past), bound(DayRange.future)].sorted()
        return DayRange(days[0], Bool.random(using: &self) ? days[0] : days[1])
    }

    private mutating func bound(_ none: Int) -> Int {
        Int.random(in: 0...7, using: &self) == 0 ? none : Int.random(in: 0...9, using: &self)
    }
}

extension SeatTenures {
    /// The same on days so many times as far from 1970, and some later.
    func stretched(by factor: Int, plus days: Int) -> SeatTenures {
        func day(_ day: Int) -> Int { day <= DayRange.past || day >= DayRange.future ? day : day * factor + days }
        func range(_ range: DayRange) -> DayRange { DayRange(day(range.earliest), day(range.latest)) }
        return SeatTenures(
            stints: stints.map { stint in
                var stint = stint
                (stint.start, stint.end) = (range(stint.start), range(stint.end))
                return stint
            },
            seenDays: seenDays.map(day),
            intervals: intervals.map {
                HeldInterval(start: range($0.start), end: range($0.end), event: $0.event)
            })
    }
}
