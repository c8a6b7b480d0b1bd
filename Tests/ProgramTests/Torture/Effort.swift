import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How much is tried: a short sample in every run of the tests, all of it under `make torture`.
enum Effort {
    /// The file that `make torture` prints as a table; nil in an ordinary run.
    private static let report = ProcessInfo.processInfo.environment["ANNALS_TORTURE"]

    /// Whether everything is tried.
    static var isFull: Bool { report != nil }

    /// How often something is tried: a few times in every run of the tests, often under `make torture`.
    static func times(_ sample: Int, full: Int) -> Int { isFull ? full : sample }

    /// The seed that was given, to try the same again.
    static let givenSeed = ProcessInfo.processInfo.environment["ANNALS_SEED"].flatMap { UInt64($0) }

    /// What random numbers start from: the seed that was given, another each time under `make torture`, else the usual.
    static func seed(_ usual: UInt64) -> UInt64 {
        givenSeed ?? (isFull ? UInt64.random(in: 1...999_999) : usual)
    }

    /// Adds a line to the table of what was tried, how often, and how much was lost.
    ///
    /// A test says this after its own expectations, with what it counted, whether they held or not.
    static func record(_ what: String, tried: Int, _ unit: String, lost: Int) {
        guard let report else { return }
        let line = "\(what)\t\(tried) \(unit)\t\(lost)\n"
        let descriptor = open(report, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // One write to a file opened for appending stands whole, whoever else writes.
        _ = line.withCString { write(descriptor, $0, strlen($0)) }
    }
}
