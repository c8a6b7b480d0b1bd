/// What `--color` asks for.
enum ColorChoice: String, Hashable, Sendable, CaseIterable {
    case auto, always, never

    /// The style for one output, decided from the option, the environment and whether a terminal reads it.
    ///
    /// In this order: the option where it is not `auto`; `NO_COLOR` (no-color.org: set and not empty) says no;
    /// `CLICOLOR_FORCE` (set, not empty, not `0`) says yes; `CLICOLOR=0` and `TERM=dumb` say no; else a terminal has
    /// colours and a file or pipe has none.
    func style(environment: [String: String], isTerminal: Bool) -> Style {
        Style(isOn: isColored(environment: environment, isTerminal: isTerminal))
    }

    private func isColored(environment: [String: String], isTerminal: Bool) -> Bool {
        switch self {
        case .always: return true
        case .never: return false
        case .auto: break
        }
        if environment["NO_COLOR", default: ""] != "" { return false }
        let force = environment["CLICOLOR_FORCE", default: ""]
        if force != "" && force != "0" { return true }
        return isTerminal && environment["CLICOLOR"] != "0" && environment["TERM"] != "dumb"
    }
}
