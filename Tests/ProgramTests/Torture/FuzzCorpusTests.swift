import Foundation
import Testing

/// What the fuzzers start from and what they once found, through the same laws without a fuzzer.
@Suite("Torture: the fuzzers' corpus")
struct FuzzCorpusTests {
    private static let corpus = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("../../../Fuzzing/Corpus").standardizedFileURL

    @Test("every input keeps its target's law", arguments: FuzzTargets.all.map { $0.name })
    func replay(name: String) throws {
        let target = try #require(FuzzTargets.named(name))
        let files = try FileManager.default.contentsOfDirectory(
            at: Self.corpus.appendingPathComponent(name), includingPropertiesForKeys: nil)
        #expect(files.count > 5)
        for file in files { target.run(Array(try Data(contentsOf: file))) }
    }

    @Test("there is a corpus for each target, and no other")
    func folders() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.corpus.path)
        #expect(Set(folders) == Set(FuzzTargets.all.map { $0.name } + ["README.md"]))
    }
}

/// Records a law that does not hold: the fuzzers' own `require` would end the process.
func require(_ holds: Bool, _ law: @autoclosure () -> String) {
    if !holds { Issue.record("\(law())") }
}
