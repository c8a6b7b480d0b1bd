import Foundation

/// `annals` with a small library preloaded that counts what it puts on disk and how often it asks for memory.
enum CountedProgram {
    /// What a run took, of all threads from start to end.
    struct Counts: Decodable {
        let syncs: Int
        let allocations: Int
    }

    private static let source = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Benchmarks/Sources/Counters")

    /// The library, built once for all tests beside the program.
    private static let library = Result { () throws(CannotRun) in
        #if canImport(Glibc)
            let library = Program.path + "-counters.so"
            // Whoever builds it at the same time moves the same thing to the same place.
            let build =
                #"for compiler in clang cc gcc; do command -v "$compiler" >/dev/null || continue; "#
                + #""$compiler" -O2 -shared -fPIC -I "$COUNTERS/include" "$COUNTERS/Counters.c" -o counters.so "#
                + #"&& mv counters.so "$LIBRARY" && exit 0; done; echo 'no C compiler builds them' >&2; exit 1"#
            guard let folder = try? TemporaryFolder(),
                let built = try? Program.shell(
                    build, in: folder, environment: ["COUNTERS": source.path, "LIBRARY": library])
            else { throw CannotRun(program: "the counters", reason: "nothing can be run here") }
            guard built.status == 0 else {
                throw CannotRun(
                    program: "the counters", reason: String(built.errors.prefix { !$0.isNewline }))
            }
            return library
        #else
            throw CannotRun(program: "the counters", reason: "only the GNU C library lets itself be counted")
        #endif
    }

    /// Why nothing can be counted here; nil where it can.
    static var obstacle: String? {
        if case .failure(let error) = library { "nothing is counted: \(error.reason)" } else { nil }
    }

    /// Runs `annals` to its end, which has to be a good one, and says what it took.
    static func run(_ arguments: [String], in folder: TemporaryFolder, input: String? = nil) throws -> Counts {
        let library = try library.get()
        let counts = folder.file("counts.json")
        try? FileManager.default.removeItem(atPath: counts)
        let result = try Program.run(
            arguments, in: folder,
            environment: ["LD_PRELOAD": library, "COUNTERS_FILE": counts], input: input)
        guard result.status == 0 else {
            throw CannotRun(program: arguments.joined(separator: " "), reason: result.errors)
        }
        return try JSONDecoder().decode(Counts.self, from: folder.read("counts.json"))
    }
}
