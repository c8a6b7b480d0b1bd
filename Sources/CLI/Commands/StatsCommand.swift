import Annals
import ArgumentParser
import Events

/// `annals stats`: what is in the ledger, in numbers.
struct StatsCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "Say in numbers what is in the ledger, and how far its tables have come.",
        discussion: """
            Events and batches, people, organizations and tenures, the bytes of every table, and whether the tables \
            know every event. Nothing is changed and nothing is checked: `annals verify` does that. Where the tables \
            are behind the log, what they count is what they know.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let path = session.ledgerPath(global)
        let progress = Progress("measuring", counting: "bytes", global, session)
        defer { progress.finish() }
        let found = try Ledger.statistics(of: path) { progress.update($0, of: $1) }
        progress.finish()
        let output = Output(global, session)
        switch format {
        case .text: try output.show(StatisticsPage(path: path, found: found).lines.map { SafeText($0).string })
        case .json: try output.show(found.json)
        }
        return .done
    }
}

extension LedgerStatistics {
    fileprivate var json: JSONObject {
        func number(_ value: Int?) -> JSONValue { value.map { .number(Double($0)) } ?? .null }
        return [
            "events": number(head.seq), "batches": number(head.batch),
            "last_recorded": head.recorded.map { .string($0.description) } ?? .null,
            "erased": number(erased), "checkpoints": number(checkpoints),
            "people": number(count(.person)), "organizations": number(count(.organization)),
            "posts": number(count(.post)), "works": number(count(.work)), "sources": number(count(.source)),
            "tenures": number(known?.tenures),
            "projections": .object([
                "state": .string(state), "version": number(version), "through": number(through),
                "behind": number(through.map { max(head.seq - $0, 0) }),
            ]),
            "bytes": .object([
                "file": number(fileBytes), "wal": number(walBytes), "free": number(freeBytes),
                "per_event": number(bytesAnEvent),
            ]),
            "tables": space.map { uses in
                .array(
                    uses.map { use in
                        .object([
                            "table": .string(use.table), "log": .bool(use.owner == .log),
                            "rows": number(use.rowBytes), "indices": number(use.indexBytes),
                        ])
                    })
            } ?? .null,
        ]
    }

    private var state: String {
        switch tables {
        case .current: "current"
        case .behind: "behind"
        case .ahead: "ahead"
        case .outdated: "outdated"
        }
    }

    private var version: Int? {
        if case .outdated(let version) = tables { return version }
        return tableVersion
    }

    private var through: Int? {
        switch tables {
        case .current: head.seq
        case .behind(let through), .ahead(let through): through
        case .outdated: nil
        }
    }

    /// How many of a kind the tables know; nil where they cannot be read.
    func count(_ kind: EntityKind) -> Int? { known.map { $0.entities[kind] ?? 0 } }

    /// The bytes of the file by the event; nil where there is no event.
    var bytesAnEvent: Int? { head.seq > 0 ? fileBytes / head.seq : nil }
}
