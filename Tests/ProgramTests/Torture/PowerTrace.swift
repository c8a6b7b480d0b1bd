import Foundation

/// Records what a program asks of the disk, with `strace`.
struct PowerTrace {
    /// The system calls that change files, or say when a change is on disk.
    private static let calls = [
        "openat", "open", "creat", "write", "writev", "pwrite64", "pwritev", "ftruncate", "truncate", "fallocate",
        "rename", "renameat", "renameat2", "unlink", "unlinkat", "link", "linkat", "fsync", "fdatasync",
        "sync_file_range", "copy_file_range", "sendfile", "flock",
    ]

    /// Why nothing can be recorded here; nil where it can.
    static let obstacle: String? = {
        guard let folder = try? TemporaryFolder(),
            let tried = try? Program.shell("strace -f -o trace -e trace=openat true", in: folder)
        else { return "no process can be started" }
        return tried.status == 0 ? nil : "strace cannot watch here: \(tried.errors)"
    }()

    /// What `strace` wrote that this reader does not understand: the trial would leave out what happened.
    struct Unreadable: Error {
        let line: String
    }

    /// The folder whose files are watched, as the system names it.
    let folder: String

    /// Runs a program and returns what it asked of the disk, in order.
    ///
    /// - Parameter fault: What `strace` does to it meanwhile, such as `fdatasync:signal=KILL:when=3`.
    func record(_ program: String, _ arguments: [String], input: String?, fault: String?) throws -> [PowerOperation] {
        let scratch = try TemporaryFolder()
        var options = ["-f", "-y", "-xx", "-s", "1000000", "-o", scratch.file("trace")]
        options += ["-e", "trace=" + Self.calls.joined(separator: ",")]
        if let fault { options += ["-e", "inject=" + fault] }
        let process = try KillableProcess("/usr/bin/env", ["strace"] + options + [program] + arguments, input: input)
        let end = try process.wait()
        guard end.status == (fault == nil ? 0 : 128 + 9) else {
            throw CannotRun(program: ([program] + arguments).joined(separator: " "), reason: end.errors)
        }
        return try operations(in: [UInt8](scratch.read("trace")))
    }

    private func operations(in trace: [UInt8]) throws -> [PowerOperation] {
        var operations: [PowerOperation] = []
        // How far files that are new were written from their beginning.
        var ends: [String: Int] = [:]
        for line in trace.split(separator: UInt8(ascii: "\n")) {
            var call = PowerCall(line)
            if call.name == "+++" { operations.append(.exit) }
            guard call.succeeded else { continue }
            operations += try self.operations(of: &call, &ends)
        }
        return operations
    }

    private func operations(of call: inout PowerCall, _ ends: inout [String: Int]) throws -> [PowerOperation] {
        switch call.name {
        case "openat", "open", "creat":
            guard let opened = call.resultPath.flatMap(name(of:)), call.text.contains("O_CREAT") else { return [] }
            guard !call.text.contains("O_TRUNC") else { throw Unreadable(line: call.text) }
            if call.text.contains("O_EXCL") { ends[opened] = 0 }
            return [.create(opened)]
        case "write", "writev":
            if call.descriptor == 1 { return [.speak] }
            guard let file = call.path.flatMap(name(of:)) else { return [] }
            guard call.name == "write", let offset = ends[file], let bytes = call.strings().first,
                bytes.count == call.result
            else { throw Unreadable(line: call.text) }
            ends[file] = offset + bytes.count
            return [.write(file, offset: offset, bytes: bytes)]
        case "pwrite64":
            guard let file = call.path.flatMap(name(of:)) else { return [] }
            guard let bytes = call.strings().first, let offset = call.lastNumber, bytes.count == call.result else {
                throw Unreadable(line: call.text)
            }
            return [.write(file, offset: offset, bytes: bytes)]
        case "ftruncate":
            guard let file = call.path.flatMap(name(of:)) else { return [] }
            guard let size = call.lastNumber else { throw Unreadable(line: call.text) }
            return [.truncate(file, size: size)]
        case "fsync", "fdatasync":
            if call.path == folder { return [.syncFolder] }
            return call.path.flatMap(name(of:)).map { [.sync($0)] } ?? []
        case "unlink":
            let paths = call.strings().map { String(decoding: $0, as: UTF8.self) }
            return paths.first.flatMap(name(of:)).map { [.unlink($0)] } ?? []
        case "link":
            let names = call.strings().map { name(of: String(decoding: $0, as: UTF8.self)) }
            guard names.count == 2, let old = names[0], let new = names[1] else { throw Unreadable(line: call.text) }
            return [.link(old, to: new)]
        case "flock":
            // The other lock, of imports and replays, keeps nobody from writing.
            guard let name = call.path.flatMap(name(of:)), !name.hasSuffix("-import") else { return [] }
            return [call.text.contains("LOCK_UN") ? .unlock : .lock]
        default:
            // A call that nothing in the ledger makes: where it touches the folder, this reader has to learn it.
            let paths = ([call.path] + call.strings().map { String(decoding: $0, as: UTF8.self) }).compactMap { $0 }
            guard paths.allSatisfy({ name(of: $0) == nil }) else { throw Unreadable(line: call.text) }
            return []
        }
    }

    /// The name of a file in the folder; nil for others, and for the shared memory and what an import has read, which do
    /// not outlive the system.
    private func name(of path: String) -> String? {
        guard path.hasPrefix(folder + "/") else { return nil }
        let name = String(path.dropFirst(folder.count + 1))
        return name.hasSuffix("-shm") || name.contains("-spool-") ? nil : name
    }
}
