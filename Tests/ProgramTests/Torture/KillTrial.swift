import Foundation
import Testing

/// What the trials of killed writers have in common: a ledger, what it acknowledged, and what must be there.
final class KillTrial {
    let folder: TemporaryFolder
    let path: String
    /// The ids of the people whose introduction was acknowledged.
    private(set) var acknowledged: Set<String> = []

    /// Makes an empty ledger.
    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("annals.db")
        let made = try Program.run(["init"], in: folder)
        guard made.status == 0 else { throw CannotRun(program: "annals init", reason: made.errors) }
    }

    /// Introductions of people as JSON Lines.
    static func lines(_ ids: [String]) -> String {
        ids.map { #"{"type":"person.introduced","person":"\#($0)","name":"Nobody in particular"}"# + "\n" }.joined()
    }

    /// Waits for a moment somewhere in a span of time.
    static func rest(upTo span: Duration) {
        usleep(.random(in: 0...UInt32(max(span / .microseconds(1), 1))))
    }

    /// How long something takes when nobody kills it.
    static func duration(_ body: () throws -> Void) rethrows -> Duration {
        try ContinuousClock().measure(body)
    }

    /// Notes what was acknowledged.
    func acknowledge(_ ids: some Sequence<String>) { acknowledged.formUnion(ids) }

    /// Opens the ledger with no repair, and counts what is lost, there twice, torn apart or damaged: nothing.
    ///
    /// - Parameter size: How many people each batch introduces; their ids end in their place.
    func lost(batchesOf size: Int, _ place: Comment) throws -> Int {
        let found = try FoundLedger(path, in: folder)
        let ids = found.people.map(\.id)
        #expect(found.complaints == [], place)
        let missing = acknowledged.subtracting(ids).count
        let doubled = ids.count - Set(ids).count
        let torn = Dictionary(grouping: found.people, by: \.batch).values.filter { $0.count != size }.count
        #expect(missing == 0 && doubled == 0 && torn == 0, place)
        return missing + doubled + torn + found.complaints.count
    }

    /// The ledger takes one more batch with no manual step.
    func goesOn(_ ids: [String], _ place: Comment) throws {
        let result = try Program.run(["append", "-", "--ledger", path], in: folder, input: Self.lines(ids))
        #expect(result.status == 0 && result.errors == "", place)
        if result.status == 0 { acknowledge(ids) }
    }
}
