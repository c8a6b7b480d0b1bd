import Foundation
import Testing

/// What writing may take, whatever machine it is tried on: counts that must not grow, and no times.
@Suite(
    "Guards: what writing takes", .serialized,
    .enabled(if: CountedProgram.obstacle == nil, "\(CountedProgram.obstacle ?? "they are counted")"))
struct EffortGuardTests {
    /// So many people with a tenure each, two events a person, all in one organisation but for every tenth.
    private static func lines(_ people: Range<Int>) -> String {
        people.map { number in
            let organization = number.isMultiple(of: 10) ? "acme" : "works-\(number % 97)"
            return #"{"type":"person.introduced","person":"p-\#(number)","name":"Person Number \#(number)"}"# + "\n"
                + #"{"type":"position.held","person":"p-\#(number)","organization":"\#(organization)","#
                + #""position":"Clerk","date":"19\#(10 + number % 80)-05/.."}"# + "\n"
        }.joined()
    }

    private static let organizations = (["acme"] + (0..<97).map { "works-\($0)" })
        .map { #"{"type":"organization.introduced","organization":"\#($0)","name":"The \#($0)"}"# + "\n" }.joined()

    /// A ledger with its organisations and nobody in them.
    private static func ledger() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        _ = try CountedProgram.run(["init"], in: folder)
        _ = try CountedProgram.run(["append", "-"], in: folder, input: organizations)
        return folder
    }

    @Test("an append puts the same on disk, of one event or of many")
    func syncsOfAnAppend() throws {
        let folder = try Self.ledger()
        let one = try CountedProgram.run(["append", "-"], in: folder, input: Self.lines(0..<1))
        let many = try CountedProgram.run(["append", "-"], in: folder, input: Self.lines(1..<301))
        // Making the write-ahead log takes three, the commit one, and moving it into the file at the end two.
        #expect((1...6).contains(one.syncs), "\(one.syncs)")
        #expect(many.syncs <= one.syncs, "\(many.syncs) for 600 events, and \(one.syncs) for two")
    }

    /// How often an import of so many lines puts things on disk, behind what a ledger has.
    private static func syncs(ofImporting lines: Range<Int>, into folder: TemporaryFolder) throws -> Int {
        try folder.write(Self.lines(lines.lowerBound / 2..<lines.upperBound / 2), to: "lines.jsonl")
        return try CountedProgram.run(["import", "lines.jsonl"], in: folder).syncs
    }

    @Test("an import of which the log goes first puts things on disk no more often for more batches")
    func syncsOfALogFirstImport() throws {
        let few = try Self.syncs(ofImporting: 0..<2_000, into: Self.ledger())
        let many = try Self.syncs(ofImporting: 0..<12_000, into: Self.ledger())
        #expect(many <= few, "\(many) for twelve batches, and \(few) for two")
    }

    @Test("an import that the projections follow puts things on disk once a batch")
    func syncsOfAFollowedImport() throws {
        let folder = try Self.ledger()
        _ = try Self.syncs(ofImporting: 0..<20_000, into: folder)
        let one = try Self.syncs(ofImporting: 20_000..<21_000, into: folder)
        let three = try Self.syncs(ofImporting: 21_000..<24_000, into: folder)
        #expect(three == one + 2, "\(three) for three batches, and \(one) for one")
    }

    @Test("to introduce somebody by name asks for memory no more often where many are known")
    func allocationsOfAnIntroduction() throws {
        let folder = try Self.ledger()
        func taken(_ name: String) throws -> Int {
            try CountedProgram.run(["append", "person.introduced", "--name", name], in: folder).allocations
        }
        _ = try CountedProgram.run(["append", "-"], in: folder, input: Self.lines(0..<100))
        let early = try taken("Zoë Newcomer")
        _ = try CountedProgram.run(["append", "-"], in: folder, input: Self.lines(100..<2_000))
        let late = try taken("Xiu Newcomer")
        #expect(early > 0 && Double(late) <= Double(early) * 1.25, "\(late), and \(early) before")
    }

    @Test("an appended event asks for memory no more often once there are many")
    func allocationsOfAnAppend() throws {
        let folder = try Self.ledger()
        /// The difference of two appends: what starting and ending takes is in both.
        func perEvent(from first: Int) throws -> Double {
            let counts = try [first..<first + 20, first + 20..<first + 220].map {
                try CountedProgram.run(["append", "-"], in: folder, input: Self.lines($0)).allocations
            }
            return Double(counts[1] - counts[0]) / 360
        }
        let early = try perEvent(from: 0)
        _ = try CountedProgram.run(["append", "-"], in: folder, input: Self.lines(220..<2_000))
        let late = try perEvent(from: 2_000)
        #expect(early > 0 && late <= early * 1.25, "\(late) for each event, and \(early) before")
    }
}
