import Projections
import Testing

@Suite("The fold over the tenure vectors")
struct TenureVectorTests {
    @Test(
        "every ledger has the days, the stints and the dispute that the vector gives",
        arguments: ["plain", "rich", "seen"])
    func vectorsAgree(file: String) throws {
        let vectors = try TenureVector.all(in: file)
        #expect(vectors.count == 500)
        for (number, vector) in vectors.enumerated() { try expect(vector, "\(file) \(number)") }
    }

    private func expect(_ vector: TenureVector, _ place: String) throws {
        let keys = vector.story.tenures(of: "a")
        #expect(keys.count <= 1, "\(place)")
        let tenures = keys.first?.tenures ?? SeatTenures(stints: [], seenDays: [], intervals: [])
        let holdings = try TenureVector.window.map {
            tenures.holding(at: try WorldMoment($0).time, today: Story.farFuture)
        }
        let days = holdings.map { holding in
            switch holding?.certainty {
            case nil: "no"
            case .undated, .possible: "possible"
            case .certain: "certain"
            }
        }
        #expect(days == vector.days, "\(place)")
        #expect(tenures.stints.count == vector.stints, "\(place)")
        let isDisputed =
            tenures.stints.contains(where: \.isDisputed) || holdings.contains { $0?.isDisputed ?? false }
        #expect(isDisputed == vector.isDisputed, "\(place)")
    }

    @Test("the events in reverse give the same tenures", arguments: ["plain", "rich", "seen"])
    func reversedEventsAgree(file: String) throws {
        for (number, vector) in try TenureVector.all(in: file).enumerated() {
            let reversed = Story(vector.story.events.reversed().map(\.event))
            let tenures = vector.story.tenures(of: "a").map(\.tenures.withoutEvents)
            #expect(reversed.tenures(of: "a").map(\.tenures.withoutEvents) == tenures, "\(file) \(number)")
        }
    }
}
