import Testing

@testable import SQLite

@Suite("Versions of the library")
struct VersionTests {
    @Test(
        "which of them can lose commits beside checkpoints",
        arguments: [
            (3_040_001, true), (3_044_005, true), (3_044_006, false), (3_045_000, true), (3_050_006, true),
            (3_050_007, false), (3_051_000, true), (3_051_002, true), (3_051_003, false), (3_060_000, false),
        ])
    func losingCommits(version: Int, isSo: Bool) {
        #expect(Connection.losesCommitsBesideCheckpoints(version) == isSo)
    }

    @Test("the one in use is judged by its own number")
    func ownNumber() {
        let own = Connection.losesCommitsBesideCheckpoints(Connection.libraryVersionNumber)
        #expect(Connection.losesCommitsBesideCheckpoints == own)
    }
}
