/// The program that shows long output a screen at a time.
enum Pager: Hashable, Sendable {
    /// `less` with the options that let short text through, keep colours and leave the screen as it is.
    case less
    /// What `PAGER` says, a command for the shell.
    case command(String)

    /// The pager to use, or nil to print straight away.
    ///
    /// Only where a terminal reads the output, the text has more lines than fit on its screen, `--no-pager` is not
    /// given, the terminal is not `dumb`, and `PAGER` is neither empty nor `cat`.
    static func decide(
        isAllowed: Bool, isTerminal: Bool, lines: Int, screen: TerminalSize?, environment: [String: String]
    ) -> Pager? {
        guard isAllowed, isTerminal, environment["TERM"] != "dumb", let rows = screen?.rows, lines >= rows else {
            return nil
        }
        guard let named = environment["PAGER"] else { return .less }
        let words = named.split { $0 == " " || $0 == "\t" }
        guard let program = words.first, words != ["cat"] else { return nil }
        return program == "less" && words.count == 1 ? .less : .command(named)
    }

    /// The program and its arguments, its own name first.
    var arguments: [String] {
        switch self {
        case .less: ["less", "-FRX"]
        case .command(let command): ["/bin/sh", "-c", command]
        }
    }
}
