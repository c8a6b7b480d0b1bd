import ArgumentParser
import Chronology
import Events

/// `annals date`: shows what a date is understood as.
struct DateCommand: AnnalsSubcommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    static let configuration = CommandConfiguration(
        commandName: "date", abstract: "Show what a date is understood as.",
        discussion: """
            Takes EDTF (ISO 8601-2, levels 0 to 2) and what people say: annals date late 2015. Exits with 1 and the \
            reason where it is no date.
            """)

    @OptionGroup var global: GlobalOptions

    @Option(help: "How the answer is printed.")
    var format: Format = .text

    @Argument(parsing: .allUnrecognized, help: "The date, in one word or several.")
    var text: [String]

    func run(in session: Session) throws -> ExitStatus {
        let words = text.filter { $0 != "--" }
        let date = try DatePhrase.parse(words.joined(separator: " "), today: session.today)
        let output = Output(global, session)
        switch format {
        case .json: try output.show(Self.json(date))
        case .text: try output.show(lines(date, output))
        }
        return .done
    }

    /// The date as the JSON of the contract: bounds are days, null where there is none.
    static func json(_ date: EDTF) -> JSONObject {
        func day(_ day: CivilDay?) -> JSONValue { day.map { .string($0.description) } ?? .null }
        return [
            "edtf": .string(date.text),
            "earliest": day(date.strict.earliest), "latest": day(date.strict.latest),
            "earliest_widened": day(date.widened.earliest), "latest_widened": day(date.widened.latest),
            "uncertain": .bool(date.isUncertain), "approximate": .bool(date.isApproximate),
        ]
    }

    private func lines(_ date: EDTF, _ output: Output) -> [String] {
        var rows: [[StyledText]] = [
            ["earliest", Self.text(date.strict.earliest)], ["latest", Self.text(date.strict.latest)],
        ]
        if date.widened != date.strict {
            rows += [
                ["earliest, widened", Self.text(date.widened.earliest)],
                ["latest, widened", Self.text(date.widened.latest)],
            ]
        }
        let marks = (date.isUncertain ? ["uncertain"] : []) + (date.isApproximate ? ["approximate"] : [])
        if !marks.isEmpty { rows.append(["marked", StyledText(marks.joined(separator: ", "))]) }
        let table = TextTable(columns: [.init(), .init()], rows: rows)
        return [StyledText(date.text, .heading).rendered(in: output.style)]
            + table.lines(fitting: output.width, style: output.style, glyphs: output.glyphs).map { "  " + $0 }
    }

    private static func text(_ day: CivilDay?) -> StyledText {
        day.map { StyledText($0.description) } ?? StyledText("unbounded", .faint)
    }
}
