import Events

/// Where a command's answer goes: standard output, through a pager where it is long and somebody watches.
struct Output {
    let style: Style
    let glyphs: Glyphs
    /// The columns of the terminal; nil for a file or a pipe, where nothing is cut.
    let width: Int?
    private let session: Session
    private let usesPager: Bool

    init(_ global: GlobalOptions, _ session: Session) {
        let isTerminal = TerminalSize.isTerminal(1)
        self.session = session
        style = global.color.style(environment: session.environment, isTerminal: isTerminal)
        glyphs = Glyphs.suited(to: session.environment)
        width = TerminalSize.of(descriptor: 1, environment: session.environment)?.columns
        usesPager = !global.noPager
    }

    /// Prints lines.
    func show(_ lines: [String]) throws {
        let screen = TerminalSize.of(descriptor: 1, environment: session.environment)
        let pager = Pager.decide(
            isAllowed: usesPager, isTerminal: TerminalSize.isTerminal(1), lines: lines.count, screen: screen,
            environment: session.environment)
        if let pager {
            let text = lines.map { $0 + "\n" }.joined()
            if try PagerProcess.show(text, in: pager, environment: session.environment) == .shown { return }
        }
        var stream = OutputStream(descriptor: 1)
        for line in lines { try stream.writeLine(line) }
        try stream.flush()
    }

    /// Prints an answer as JSON, readable on a terminal and one line elsewhere.
    func show(_ object: JSONObject) throws {
        let value = JSONValue.object(object)
        let isTerminal = TerminalSize.isTerminal(1)
        try show([isTerminal ? TerminalJSON.escaped(JSONText.pretty(value)) : JSONText.compact(value)])
    }

    /// Prints a remark for people on standard error.
    ///
    /// Where standard error is closed or full the remark is lost, and the command goes on.
    func remark(_ text: String) {
        var stream = OutputStream(descriptor: 2)
        try? stream.writeLine(SafeText(text, breaks: .kept).string)
        try? stream.flush()
    }
}
