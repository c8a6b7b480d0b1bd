import Foundation

/// One system call on a ledger's files that goes wrong.
struct SystemCallFault: CustomStringConvertible, Sendable {
    /// How a call goes wrong.
    enum Effect: String, CaseIterable, Sendable {
        /// The device reports an error.
        case device = "error=EIO"
        /// No space is left.
        case full = "error=ENOSPC"
        /// Nothing of what was to be written is taken.
        case nothingWritten = "retval=0"
        /// The process is killed as it calls.
        case killed = "signal=SIGKILL"

        /// Whether a call can go wrong like this.
        func canHappen(to call: String) -> Bool {
            switch self {
            case .device, .killed: true
            case .full:
                ["openat", "pwrite64", "write", "ftruncate", "fallocate", "mmap", "rename"].contains(call)
                    || call.hasSuffix("sync")
            case .nothingWritten: ["pwrite64", "write"].contains(call)
            }
        }
    }

    let call: String
    let effect: Effect
    /// Which of the calls of this name, from 1.
    let number: Int

    var description: String { "\(call) \(number) with \(effect.rawValue)" }

    /// Every fault of the calls that a run made.
    static func all(of calls: [String: Int]) -> [SystemCallFault] {
        calls.sorted { $0.key < $1.key }.flatMap { call, count in
            Effect.allCases.filter { $0.canHappen(to: call) }.flatMap { effect in
                (1...count).map { SystemCallFault(call: call, effect: effect, number: $0) }
            }
        }
    }
}

/// The tracer that counts system calls and makes them fail.
enum Tracer {
    /// Whether it is installed and may trace here.
    static let isThere: Bool = {
        guard let folder = try? TemporaryFolder() else { return false }
        return (try? Program.shell("strace -f -o trace -e inject=close:error=EIO:when=9999 true", in: folder).status)
            == 0
    }()

    /// Runs `annals` with the calls on the files of a folder traced, one of them failing if so wished.
    ///
    /// - Parameter files: The files by name; the folder itself is one more.
    static func run(
        _ arguments: [String], in folder: TemporaryFolder, files: [String], failing fault: SystemCallFault? = nil
    ) throws -> Program.Result {
        var options = ["-f", "-o", folder.file("trace")]
        for path in [folder.path] + files.map(folder.file) { options += ["-P", path] }
        if let fault { options += ["-e", "inject=\(fault.call):\(fault.effect.rawValue):when=\(fault.number)"] }
        let words = (options + [Program.path] + arguments).map { "'\($0)'" }.joined(separator: " ")
        return try Program.shell("exec strace \(words)", in: folder)
    }

    /// How often each call was made in the run that was traced last; closing a file is none that can be answered.
    static func calls(in folder: TemporaryFolder) throws -> [String: Int] {
        var calls: [String: Int] = [:]
        for line in try folder.text("trace").split(separator: "\n") {
            let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
            guard words.count == 2, let bracket = words[1].firstIndex(of: "(") else { continue }
            let name = String(words[1][..<bracket]).trimmingCharacters(in: .whitespaces)
            if name != "close", name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) {
                calls[name, default: 0] += 1
            }
        }
        return calls
    }
}
