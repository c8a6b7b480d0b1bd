import Annals
import ArgumentParser
import Events

/// `annals replay`: rebuilds the tables from the log, or compares them with it.
struct ReplayCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "replay", abstract: "Rebuild the tables from the log, or compare them with it.",
        discussion: """
            Readers see the old tables until the new ones take their place. With --check nothing is written, and the \
            exit code is 1 where a table differs from what the log says.
            """)

    @OptionGroup var global: GlobalOptions

    @Flag(help: "Compare without writing.")
    var check = false

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let path = session.ledgerPath(global)
        let ledger = check ? try Ledger.openForChecking(path) : try Ledger.open(path, for: .writing)
        defer { try? ledger.close() }
        let total = try ledger.head().seq
        let progress = Progress(check ? "checking" : "replaying", counting: "events", total: total, global, session)
        defer { progress.finish() }
        let report =
            check
            ? try ledger.checkReplay { done, _ in progress.update(done) }
            : try ledger.replay(waiting: Session.tellOfImport) { done, _ in progress.update(done) }
        let seconds = progress.elapsed / .seconds(1)
        progress.finish()
        let output = Output(global, session)
        switch format {
        case .text: try output.show(text(report, seconds))
        case .json: try output.show(json(report, seconds))
        }
        return report.differences.isEmpty ? .done : .failed
    }

    private func rate(_ events: Int, _ seconds: Double) -> Int {
        seconds > 0 ? Int(exactly: (Double(events) / seconds).rounded()) ?? 0 : 0
    }

    private func text(_ report: ReplayReport, _ seconds: Double) -> [String] {
        let events = report.events == 1 ? "1 event" : "\(ProgressLine.grouped(report.events)) events"
        let pace =
            "\(events) in \(Self.rounded(seconds)) s, "
            + "\(ProgressLine.grouped(rate(report.events, seconds))) events a second"
        if !check { return ["replayed \(pace)"] }
        if report.differences.isEmpty { return ["the tables say what the log says: \(pace)"] }
        if let lag = report.lag {
            // As an import leaves them that is going on or was ended: what differs is what they do not know yet.
            return [
                "the tables know the log through event \(ProgressLine.grouped(lag.known)) of "
                    + "\(ProgressLine.grouped(lag.last)), as an import leaves them that goes on or was ended: "
                    + "once it is over, the next command that opens the ledger makes them current"
            ]
        }
        return ["the tables differ from the log (\(pace)):"]
            + report.differences.map { difference in
                guard difference.isReadable else { return "  \(difference.table)  is missing or has other columns" }
                guard difference.surplus + difference.missing > 0 else {
                    return "  \(difference.table)  has the rows, and not the order or the indices of a ledger's table"
                }
                let parts = [(difference.surplus, "too many"), (difference.missing, "missing")].filter { $0.0 > 0 }
                let counts = parts.map { "\($0.0) \($0.0 == 1 ? "row" : "rows") \($0.1)" }
                return "  \(difference.table)  " + counts.joined(separator: ", ")
            }
            + [
                report.differences.contains(where: \.isInLog)
                    ? "make them anew with `annals doctor --mend`" : "rebuild them with `annals replay`"
            ]
    }

    /// Seconds with three decimals.
    private static func rounded(_ seconds: Double) -> String {
        let thousandths = Int(exactly: (seconds * 1_000).rounded()) ?? 0
        let digits = String(thousandths % 1_000)
        return "\(thousandths / 1_000)." + String(repeating: "0", count: 3 - digits.count) + digits
    }

    private func json(_ report: ReplayReport, _ seconds: Double) -> JSONObject {
        var object: JSONObject = [
            "events": .number(Double(report.events)), "seconds": .number(seconds),
            "events_per_second": .number(Double(rate(report.events, seconds))),
            "differences": .array(
                report.differences.map {
                    .object([
                        "table": .string($0.table), "surplus": .number(Double($0.surplus)),
                        "missing": .number(Double($0.missing)), "readable": .bool($0.isReadable),
                    ])
                }),
        ]
        if let lag = report.lag { object["behind"] = lag.json }
        return object
    }
}
