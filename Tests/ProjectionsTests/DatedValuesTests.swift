import Projections
import Testing

/// Values that last from their date to the next, against every way in which the changes can have fallen.
@Suite("Dated values")
struct DatedValuesTests {
    private typealias Values = DatedValues<String>
    private static let window = 1...6
    private static let historiesASeed = 400

    private static func values(_ changes: [Values.Change], initial: String? = nil) -> Values {
        var values = Values()
        if let initial { values.addInitial(initial, event: 0) }
        for change in changes { values.add(change) }
        return values
    }

    @Test("a value lasts from its date to the next")
    func exactDates() {
        let values = Self.values(
            [.init("b", range: DayRange(3, 3), event: 1), .init("c", range: DayRange(5, 5), event: 2)], initial: "a")
        #expect((1...6).map { values.values(on: $0) } == [["a"], ["a"], ["b"], ["b"], ["c"], ["c"]])
    }

    @Test("where two are possible on a day, both are given")
    func vagueDates() {
        let values = Self.values([.init("b", range: DayRange(3, 5), event: 1)], initial: "a")
        #expect((2...5).map { values.values(on: $0) } == [["a"], ["a", "b"], ["a", "b"], ["b"]])
    }

    @Test("of two changes on one day neither is asserted, unless their order tells")
    func oneDay() {
        let day = DayRange(3, 3)
        let unordered = Self.values([.init("b", range: day, event: 1), .init("c", range: day, event: 2)])
        #expect(unordered.values(on: 3) == ["b", "c"])
        let ordered = Self.values([.init("b", range: day, order: 2, event: 1), .init("c", range: day, event: 2)])
        #expect(ordered.values(on: 3) == ["b"])
    }

    @Test("order decides between changes with the same vague date")
    func vagueOrder() {
        let year = DayRange(1, 4)
        let values = Self.values(
            [.init("b", range: year, order: 1, event: 1), .init("c", range: year, order: 2, event: 2)], initial: "a")
        #expect(values.values(on: 2) == ["a", "b", "c"])
        #expect(values.values(on: 4) == ["c"])
    }

    @Test("a value can be taken away")
    func noValue() {
        let values = Self.values([.init(nil, range: DayRange(3, 4), event: 1)], initial: "a")
        #expect((2...5).map { values.values(on: $0) } == [["a"], ["a"], [], []])
    }

    @Test("of several values from the start, the last recorded stands")
    func initialValues() {
        var values = Values()
        values.addInitial("b", event: 2)
        values.addInitial("a", event: 1)
        #expect(values.values(on: 0) == ["b"])
    }

    @Test("the values of a day are those of all worlds, in whatever order the changes come", arguments: 1...4)
    func worlds(seed: UInt64) {
        var random = WorldRandom(state: seed)
        for _ in 0..<Self.historiesASeed {
            let changes = Self.randomChanges(&random)
            let initial = Bool.random(using: &random) ? "initial" : nil
            let values = Self.values(changes, initial: initial)
            let shuffled = Self.values(changes.shuffled(using: &random), initial: initial)
            for day in Self.window {
                let expected = Self.possibleValues(changes, initial, on: day)
                #expect(values.values(on: day) == expected, "seed \(seed), day \(day): \(changes)")
                #expect(shuffled.values(on: day) == expected, "seed \(seed), day \(day): \(changes)")
            }
        }
    }

    private static func randomChanges(_ random: inout WorldRandom) -> [Values.Change] {
        (0..<Int.random(in: 0...4, using: &random)).map { number in
            let first = Int.random(in: window, using: &random)
            let last = Bool.random(using: &random) ? first : Int.random(in: first...6, using: &random)
            let value = Int.random(in: 0...5, using: &random) == 0 ? nil : "value \(number % 3)"
            return .init(
                value, range: DayRange(first, last), order: Int.random(in: 0...2, using: &random) == 0 ? number : 0,
                event: number + 1)
        }
    }

    /// Tries a day for every change. On one day `order` tells which is later, and where it does not, any can be.
    private static func possibleValues(_ changes: [Values.Change], _ initial: String?, on day: Int) -> [String] {
        var values: Set<String> = []
        for days in assignments(of: changes) {
            let fallen = zip(changes, days).filter { $0.1 <= day }
            guard let last = fallen.map({ ($0.1, $0.0.order) }).max(by: <) else {
                if let initial { values.insert(initial) }
                continue
            }
            for (change, at) in fallen where (at, change.order) == last {
                if let value = change.value { values.insert(value) }
            }
        }
        return values.sorted()
    }

    private static func assignments(of changes: [Values.Change]) -> [[Int]] {
        let all = changes.reduce([[Int]]([[]])) { known, change in
            known.flatMap { days in (change.range.earliest...change.range.latest).map { days + [$0] } }
        }
        return all.filter { days in
            zip(changes, days).allSatisfy { one, first in
                zip(changes, days).allSatisfy { other, second in
                    one.range != other.range || one.order >= other.order || first <= second
                }
            }
        }
    }
}
