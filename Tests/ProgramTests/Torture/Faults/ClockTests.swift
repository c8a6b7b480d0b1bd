import Foundation
import Testing

/// A clock that steps back, or stands still, or is nowhere near.
@Suite("Clocks that are wrong", .enabled(if: Interposed.isPossible, "there is no C compiler"))
struct ClockTests {
    private func append(_ id: String, at second: String, _ library: String, _ folder: TemporaryFolder) throws {
        let run = try Program.run(
            ["append", "person.introduced", "--person", id, "--name", id], in: folder,
            environment: ["LD_PRELOAD": library, "CLOCK": second])
        #expect(run.status == 0 && run.errors.isEmpty, "\(second): \(run.errors)")
    }

    @Test("recorded time strictly increases, and every batch is found by it")
    func stepsBack() throws {
        let folder = try TemporaryFolder()
        _ = try Program.run(["init"], in: folder)
        let library = try Interposed.clock(in: folder)
        let seconds = ["2000000000", "1500000000", "1500000000", "0", "2000000001", "-5", "2000000000"]
        for (index, second) in seconds.enumerated() { try append("p\(index)", at: second, library, folder) }
        let recorded = try SmallLedger.export(folder).split(separator: "\n").map { line in
            try #require(line.firstMatch(of: /"recorded":"([^"]+)"/)?.1)
        }
        #expect(
            recorded.map(String.init) == [
                "2033-05-18T03:33:20.000000Z", "2033-05-18T03:33:20.000001Z", "2033-05-18T03:33:20.000002Z",
                "2033-05-18T03:33:20.000003Z", "2033-05-18T03:33:21.000000Z", "2033-05-18T03:33:21.000001Z",
                "2033-05-18T03:33:21.000002Z",
            ])
        for (index, time) in recorded.enumerated() {
            let known = try Program.run(["list", "people", "--known", String(time), "--format", "csv"], in: folder)
            #expect(known.output.count(where: \.isNewline) == index + 2, "\(time): \(known.output)\(known.errors)")
        }
        // Asked with a clock that is behind, the ledger still tells all that it knows.
        let now = try Program.run(
            ["list", "people", "--format", "csv"], in: folder, environment: ["LD_PRELOAD": library, "CLOCK": "0"])
        #expect(now.output.count(where: \.isNewline) == seconds.count + 1)
        #expect(try Program.run(["replay", "--check"], in: folder).status == 0)
    }
}
