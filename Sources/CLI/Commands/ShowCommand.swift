import Annals
import ArgumentParser
import EventLog
import Events
import Projections

/// `annals show`: one event whole, with its sources and what was said about it since.
struct ShowCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one event whole: fields, sources, evidence about it.",
        discussion: """
            An event is named by its position in the log, its id, or the first digits of the id. Of a redacted event \
            what is left is shown.
            """)

    @OptionGroup var global: GlobalOptions

    @Argument(help: "The event's position in the log, its id, or at least four digits of it.")
    var event: String

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    func run(in session: Session) throws -> ExitStatus {
        let ledger = try session.open(global)
        defer { try? ledger.close() }
        let output = Output(global, session)
        switch (try ledger.row(event), format) {
        case (.event(let logged), .text): try output.show(ShownEvent(logged, ledger).lines(output))
        case (.event(let logged), .json): try output.show(ShownEvent(logged, ledger).json())
        case (.redacted(let logged), .text): try output.show(ShownRedaction(logged, ledger).lines(output))
        case (.redacted(let logged), .json): try output.show(ShownRedaction(logged, ledger).json())
        }
        return .done
    }
}
