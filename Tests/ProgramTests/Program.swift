import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The built `annals`, run as a user runs it: a process with arguments, an environment, a folder and standard input.
enum Program {
    /// What a run left behind.
    struct Result {
        /// Everything on standard output.
        let output: String
        /// Everything on standard error.
        let errors: String
        /// The exit code; 128 and the signal's number where a signal ended it.
        let status: Int32
        /// Standard output as it came, where it need not be text.
        let bytes: Data

        /// The lines of standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The program, which is built into the folder of the tests.
    static let path: String = Bundle.module.bundleURL.deletingLastPathComponent().appendingPathComponent("annals").path

    /// Runs `annals` with arguments and waits for its end.
    ///
    /// - Parameters:
    ///   - environment: Added to a bare one, in which nothing of the user's own stands.
    ///   - input: What comes on standard input; nothing where it is nil.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:], input: String? = nil
    ) throws -> Result {
        try run(arguments, in: folder, environment: environment, bytes: input.map { Data($0.utf8) })
    }

    /// Runs `annals` with bytes on its standard input.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:], bytes: Data?
    ) throws -> Result {
        try spawn(path, arguments, folder, environment, bytes)
    }

    /// Runs a line of shell in which `$ANNALS` is the program.
    static func shell(
        _ script: String, in folder: TemporaryFolder, environment: [String: String] = [:], input: String? = nil
    ) throws -> Result {
        try spawn("/bin/sh", ["-c", script], folder, environment, input.map { Data($0.utf8) })
    }

    private static func spawn(
        _ program: String, _ arguments: [String], _ folder: TemporaryFolder, _ environment: [String: String],
        _ input: Data?
    ) throws -> Result {
        let streams = try TemporaryFolder()
        let (inputPath, outputPath, errorPath) = (streams.file("in"), streams.file("out"), streams.file("err"))
        if let input { try input.write(to: URL(fileURLWithPath: inputPath)) }

        // Files in the place of pipes: none can fill up while the other is waited for.
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, input == nil ? "/dev/null" : inputPath, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, outputPath, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, errorPath, O_WRONLY | O_CREAT, 0o600)

        // The shell changes into the folder, which would move all tests at once if this process did it.
        let change = ["sh", "-c", #"cd "$1" && shift && exec "$@""#, "sh", folder.path, program]
        var argv: [UnsafeMutablePointer<CChar>?] = (change + arguments).map { strdup($0) } + [nil]
        var envp: [UnsafeMutablePointer<CChar>?] =
            bare.merging(environment) { $1 }.map { strdup("\($0)=\($1)") } + [nil]
        defer { (argv + envp).forEach { free($0) } }
        var child = pid_t()
        let code = posix_spawn(&child, "/bin/sh", &actions, nil, &argv, &envp)
        guard code == 0 else { throw CannotRun(program: program, reason: String(cString: strerror(code))) }

        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let signal = status & 0x7F
        let output = try Data(contentsOf: URL(fileURLWithPath: outputPath))
        let errors = try Data(contentsOf: URL(fileURLWithPath: errorPath))
        return Result(
            output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self),
            status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal, bytes: output)
    }

    private static let bare = [
        "ANNALS": path, "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    ]
}

/// A program that could not be started.
struct CannotRun: Error {
    let program: String
    let reason: String
}

/// A folder of its own for one test, which goes when the test is over.
final class TemporaryFolder {
    /// The folder's path.
    let path: String

    /// Makes an empty folder.
    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("annals-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in the folder.
    func file(_ name: String) -> String { path + "/" + name }

    /// Writes a file into the folder.
    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
    }

    /// The bytes of a file in the folder.
    func read(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: file(name)))
    }

    /// The text of a file in the folder.
    func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }
}
