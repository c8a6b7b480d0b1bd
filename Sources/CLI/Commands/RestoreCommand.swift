import Annals
import ArgumentParser
import EventLog
import Events

/// `annals restore`: fills an empty ledger with an export, every assigned field kept.
struct RestoreCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Fill an empty ledger with an export, keeping all assigned fields.",
        discussion: """
            The ledger is made if there is none. What it exports afterwards is the file byte for byte; a file that is \
            no whole export is refused, and `annals import` takes its events anew. An export that was cut off at the end \
            of a line cannot be told from that of a shorter ledger: compare the number of events that is printed.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The export, or - for standard input.")
    var file: String

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let reader = try LineReader(file, canRewind: false)
        let path = session.ledgerPath(global)
        let progress = PhasedProgress(global, session)
        defer { progress.finish() }
        var count = 0
        let next = {
            progress.update("restoring", counting: "events", count, share: reader.share)
            let rows = try self.rows(from: reader)
            count += rows.count
            return rows
        }
        let tables = { progress.update("making the tables", counting: "events", $0, of: $1) }
        do {
            try Ledger.create(at: path, restoring: next, progress: tables).close()
        } catch LogError.exists {
            let ledger = try Ledger.open(path, for: .writing)
            defer { try? ledger.close() }
            _ = try ledger.restore(next, progress: tables)
        }
        progress.finish()
        let output = Output(global, session)
        switch format {
        case .text:
            let events = count == 1 ? "1 event" : "\(ProgressLine.grouped(count)) events"
            try output.show([StyledText("restored \(events) to \(path)").plain])
        case .json: try output.show(["events": .number(Double(count))])
        }
        return .done
    }

    private static let eventsAtATime = 1_000

    /// The next rows of a file, none at its end.
    private func rows(from reader: LineReader) throws -> [LogRow] {
        var rows: [LogRow] = []
        while rows.count < Self.eventsAtATime, let line = try reader.next() {
            rows.append(try row(line, reader.name))
        }
        return rows
    }

    /// The stored event on a line, which has to be the bytes that a ledger keeps, or what is left of one.
    private func row(_ line: InputLine, _ name: String) throws -> LogRow {
        func refuse(_ reason: String) -> InputError {
            InputError("\(name), line \(line.number)", reason + "; nothing was restored")
        }
        guard let bytes = line.bytes else {
            throw refuse("the line is longer than \(InputLine.maximumBytes) bytes")
        }
        let row: LogRow
        do throws(EventError) {
            row = try Self.row(bytes)
        } catch {
            throw refuse(error.description)
        }
        guard row.exported == bytes else {
            throw refuse("this is not how a ledger exports an event; `annals import` takes it anew")
        }
        return row
    }

    private static func row(_ bytes: [UInt8]) throws(EventError) -> LogRow {
        do {
            return .event(try StoredEvent(bytes: bytes))
        } catch {
            guard let redacted = try RedactedEvent(exportedLine: bytes) else { throw error }
            return .redacted(redacted)
        }
    }
}
