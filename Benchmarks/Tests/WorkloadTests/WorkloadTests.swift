import Annals
import Testing
import Workload

@Suite("A workload")
struct WorkloadTests {
    private let workload = Workload(events: 10_000)

    @Test("is the same every time, to the byte")
    func isPinned() {
        #expect(Self.digest(workload) == "92aa74583ff266e1809ef8d6225ed538c4c92147ce79d8017bab5b39781a65b2")
        #expect(Self.digest(Workload(events: 10_000, seed: 7)) != Self.digest(workload))
    }

    private static func digest(_ workload: Workload) -> String {
        EventID(hashing: Array(workload.lines.joined(separator: [UInt8(ascii: "\n")]))).hex
    }

    @Test("has the events that it says", arguments: [1_000, 1_777, 10_000, 25_000])
    func hasItsSize(events: Int) {
        #expect(Workload(events: events).lines.reduce(0) { count, _ in count + 1 } == events)
        #expect(Workload(events: events).batches().map(\.count).reduce(0, +) == events)
    }

    @Test("writes every event in the canonical form that its id is the hash of")
    func isCanonical() throws {
        for line in workload.lines {
            let event = try InputLine(number: 1, bytes: line).event().event
            #expect(event.canonicalBytes == line)
        }
    }

    @Test("has the shares that are promised")
    func hasItsShares() throws {
        let events = try workload.lines.map { try InputLine(number: 1, bytes: $0).event().event }
        func share(_ isOne: (Event) -> Bool) -> Double { Double(events.count(where: isOne)) / Double(events.count) }
        #expect(abs(share { $0.type.hasPrefix("position.") || $0.type == "event.corrected" } - 0.8) < 0.001)
        #expect(share { $0.type == "person.introduced" } == 0.1)
        #expect(share { $0.type == "organization.introduced" } == 0.01)
        let told = share { $0.type.hasPrefix("position.") }
        #expect(abs(share { $0.type == "event.corrected" } / told - 0.1) < 0.001)
        let held = share { $0.type == "position.held" && $0.date?.interval != nil } / told
        #expect(abs(held - 0.6) < 0.001)
        // Where a tenure goes on, a sighting stands in the place of its end.
        let pairs = share { $0.type == "position.started" || $0.type == "position.ended" } / told
        #expect((0.32...0.35).contains(pairs))
        let names = events.compactMap { if case .personIntroduced(let person) = $0.fact { person.name } else { nil } }
        let foreign = names.count { !$0.utf8.allSatisfy { $0 < 0x80 } }
        #expect(abs(Double(foreign) / Double(names.count) - 0.1) < 0.02)
    }

    @Test("tells days as precisely as is promised")
    func hasItsPrecisions() {
        let plan = Plan(events: 100_000, seed: 6)
        var tellings: [Telling] = []
        for index in 0..<plan.counts.tenures {
            let tenure = plan.tenure(index)
            tellings.append(tenure.start.telling)
            if case .told(_, let telling) = tenure.end { tellings.append(telling) }
        }
        func share(_ isOne: (Telling) -> Bool) -> Double {
            Double(tellings.count(where: isOne)) / Double(tellings.count)
        }
        #expect(abs(share { $0 == .day } - 0.4) < 0.01)
        #expect(abs(share { $0 == .month } - 0.25) < 0.01)
        #expect(abs(share { $0 == .year } - 0.25) < 0.01)
        #expect(abs(share { [.aboutYear, .doubtfulYear, .doubtfulMonth].contains($0) } - 0.05) < 0.005)
    }

    @Test("has tenures, people and organisations of the sizes that are promised")
    func hasItsSizes() {
        let plan = Plan(events: 100_000, seed: 6)
        let tenures = (0..<plan.counts.tenures).map(plan.tenure)
        let open = tenures.count { $0.end == .open }
        #expect(abs(Double(open) / Double(tenures.count) - 0.08) < 0.01)
        #expect(abs(Double(plan.sizes.tenures(of: 1).count) / Double(tenures.count) - 0.05) < 0.001)
        #expect(plan.sizes.tenures(of: 0).count == 5_000)
        #expect(Plan(events: 1_000_000, seed: 6).sizes.tenures(of: 0).count == 50_000)
        let shares = (0..<plan.counts.people).map { plan.shares.slots(of: $0).count }
        #expect(shares[0] == 20)
        #expect(shares.allSatisfy { (1...30).contains($0) })
        // Seen from a tenure, its person has about eight; seen from the people, the mean is less.
        let seen = Double(shares.map { $0 * $0 }.reduce(0, +)) / Double(tenures.count)
        #expect((7.5...9.5).contains(seen))
        let inPosts = tenures.count { if case .post = $0.position { true } else { false } }
        #expect(abs(Double(inPosts) / Double(tenures.count) - 0.1) < 0.01)
        let days = stride(from: Time.day(1910, 1, 1), to: Time.day(2021, 1, 1), by: 1_000)
        let held = plan.sizes.tenures(of: 0).map { tenures[$0] }
        for day in days {
            let share = Double(held.count { $0.start.day <= day && day < $0.lastDay }) / 5_000
            #expect((0.025...0.04).contains(share))
        }
    }

    @Test("deals every tenure a seat of its own")
    func hasNoSecondStints() {
        let plan = Plan(events: 100_000, seed: 6)
        struct Key: Hashable {
            let person: Int
            let organization: Int
            let position: Tenure.Position
        }
        let keys = (0..<plan.counts.tenures).map(plan.tenure).map {
            Key(person: $0.person, organization: $0.organization, position: $0.position)
        }
        #expect(Set(keys).count == keys.count)
    }
}

@Suite("A permutation")
struct PermutationTests {
    @Test("has every element once, and finds its place", arguments: [1, 2, 5, 64, 1_000, 4_097])
    func isOne(count: Int) {
        let permutation = Permutation(count: count, seed: 6)
        let elements = (0..<count).map { permutation($0) }
        #expect(Set(elements) == Set(0..<count))
        #expect(elements.enumerated().allSatisfy { permutation.place(of: $1) == $0 })
    }
}
