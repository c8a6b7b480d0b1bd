import Chronology
import Events

/// Counts people over time by going from one day on which something changes to the next.
struct HeadcountSweep {
    /// How many people hold something, each counted by the surest of what they hold.
    struct Count: Hashable {
        var certain = 0
        var possible = 0
        var undated = 0

        mutating func add(_ certainty: Certainty?, _ number: Int) {
            switch certainty {
            case .certain: certain += number
            case .possible: possible += number
            case .undated: undated += number
            case nil: break
            }
        }

        /// The surest of what is counted; nil where nothing is.
        var surest: Certainty? {
            certain > 0 ? .certain : possible > 0 ? .possible : undated > 0 ? .undated : nil
        }
    }

    private struct Turn {
        let day: Int
        let person: Int
        let certainty: Certainty
        /// One where a holding begins, minus one where it is over.
        let change: Int
    }

    /// Somebody who is counted once.
    private enum Head: Hashable {
        case person(EntityID)
        /// Somebody whom the source does not name: whoever held this seat so.
        case unnamed(TenureKey)

        init?(_ key: TenureKey) {
            switch key.person {
            case .nobody: return nil
            case .unnamed: self = .unnamed(key)
            default: self = .person(key.person)
            }
        }
    }

    private var turns: [Turn] = []
    private var heads: [Head: Int] = [:]

    /// Prepares the count. O(t log t) in the turns of all tenures.
    init(_ units: [Headcount.Unit], _ counted: Set<PositionKind>, _ today: CivilDay) {
        for unit in units {
            let kinds = SeatKinds(unit.keys, unit.posts)
            for key in unit.keys {
                guard let head = Head(key.key) else { continue }
                for run in key.tenures.runs(today: today) {
                    if !counted.isEmpty {
                        guard let kind = kinds.kind(of: key, stint: run.holding.stint), counted.contains(kind)
                        else { continue }
                    }
                    for belonging in unit.belonging { add(run, belonging, head) }
                }
            }
        }
        turns.sort { $0.day < $1.day }
    }

    private mutating func add(_ run: HoldingRun, _ belonging: BelongingRun, _ head: Head) {
        let days = run.days.intersection(belonging.days)
        guard !days.isEmpty else { return }
        let certainty = min(run.holding.certainty, belonging.isCertain ? .certain : .possible)
        let person = heads[head] ?? heads.count
        heads[head] = person
        turns.append(Turn(day: days.earliest, person: person, certainty: certainty, change: 1))
        if days.latest < DayRange.future {
            turns.append(Turn(day: days.latest + 1, person: person, certainty: certainty, change: -1))
        }
    }

    /// The first day on which something dated begins or ends; nil where nothing is dated.
    var firstDay: CivilDay? {
        turns.first { $0.certainty != .undated && $0.day > DayRange.past }.map { CivilDay(number: $0.day) }
    }

    /// The people of each day; the days have to ascend. O(turns + days).
    func counts(on days: [Int]) -> [Count] {
        var people = [Count](repeating: Count(), count: heads.count)
        var count = Count()
        var next = 0
        return days.map { day in
            while next < turns.count, turns[next].day <= day {
                let turn = turns[next]
                count.add(people[turn.person].surest, -1)
                people[turn.person].add(turn.certainty, turn.change)
                count.add(people[turn.person].surest, 1)
                next += 1
            }
            return count
        }
    }
}
