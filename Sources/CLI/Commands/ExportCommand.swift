import Annals
import ArgumentParser

/// `annals export`: writes the ledger as text.
struct ExportCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case jsonl
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write every stored event as a line of JSON Lines.",
        discussion: """
            The lines are the stored bytes themselves, in order; of a redacted event what is left stands in its \
            place. Checkpoints and keys are not among them. `annals restore` makes the same ledger of them; \
            `annals import` takes them into another. A file's name ends in .jsonl or .ndjson, or has no extension.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The file to write; standard output, if left out or -.")
    var file: String?

    @Option(help: "How the events are written.")
    var format: Format = .jsonl

    func run(in session: Session) throws -> ExitStatus {
        let ledger = try session.open(global)
        defer { try? ledger.close() }
        guard let file, file != "-" else {
            try write(ledger, to: 1, isForTerminal: TerminalSize.isTerminal(1), global, session)
            return .done
        }
        guard !FileIdentity.isSame(file, ledger.path) else {
            throw UsageError("\(file) is the ledger itself; give the export another name")
        }
        guard Self.isNamedAsWritten(file) else {
            throw UsageError("\(file): an export is JSON Lines; give the file a name that ends in .jsonl")
        }
        let replaced = try ReplacedFile(file)
        let interruption = Interruption(removing: replaced.partial.map { [$0] } ?? [])
        do {
            try withExtendedLifetime(interruption) {
                try write(ledger, to: replaced.descriptor, isForTerminal: false, global, session)
            }
        } catch {
            replaced.abandon()
            guard case OutputError.failed(_, let reason) = error else { throw error }
            throw ReplacedFile.failure(file, reason)
        }
        try replaced.finish()
        return .done
    }

    /// Whether a file's name promises nothing but what is written: JSON Lines.
    static func isNamedAsWritten(_ file: String) -> Bool {
        let name = file.split(separator: "/").last ?? ""
        // A dot in front hides a file and begins no extension.
        guard let dot = name.dropFirst().lastIndex(of: ".") else { return true }
        return ["jsonl", "ndjson"].contains(name[name.index(after: dot)...].lowercased())
    }

    private func write(
        _ ledger: Ledger, to descriptor: Int32, isForTerminal: Bool, _ global: GlobalOptions, _ session: Session
    ) throws {
        var stream = OutputStream(descriptor: descriptor)
        let progress = Progress("exporting", counting: "events", total: try ledger.head().seq, global, session)
        defer { progress.finish() }
        var count = 0
        try ledger.forEachExportedLine { bytes in
            let line = String(decoding: bytes, as: UTF8.self)
            try stream.writeLine(isForTerminal ? TerminalJSON.escaped(line) : line)
            count += 1
            if count.isMultiple(of: 1_024) && !isForTerminal { progress.update(count) }
        }
        try stream.flush()
    }
}
