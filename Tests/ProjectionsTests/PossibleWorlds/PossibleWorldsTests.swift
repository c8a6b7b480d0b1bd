import Testing

@Suite("Possible worlds of the tenure vectors")
struct PossibleWorldsTests {
    @Test(
        "every vector has the days, the stints and the dispute that its worlds give",
        arguments: ["plain", "rich", "seen"])
    func vectorsAgree(file: String) throws {
        let vectors = try WorldVector.all(in: file)
        #expect(vectors.count == 500)
        for (number, vector) in vectors.enumerated() {
            let answer = PossibleWorlds.answer(try vector.question)
            #expect(answer?.days.map(\.rawValue) == vector.expected, "\(file) \(number)")
            #expect(answer?.stints == vector.stints, "\(file) \(number)")
            #expect(answer?.disputed == vector.disputed, "\(file) \(number)")
        }
    }

    @Test("the order in which claims arrive does not matter", arguments: ["plain", "rich", "seen"])
    func arrivalOrderDoesNotMatter(file: String) throws {
        for vector in try WorldVector.all(in: file) {
            var question = try vector.question
            let answer = PossibleWorlds.answer(question)
            question.claims.reverse()
            #expect(PossibleWorlds.answer(question) == answer)
        }
    }
}
