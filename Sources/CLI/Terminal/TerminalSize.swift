#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many columns and rows a terminal has.
struct TerminalSize: Hashable, Sendable {
    let columns: Int
    /// Nil where only the columns are known.
    let rows: Int?

    /// The size of the terminal behind a file descriptor.
    ///
    /// A `COLUMNS` or `LINES` of the environment that is a whole number from 1 to 10,000 is believed first (POSIX),
    /// then the terminal itself. Nil where neither says: what is printed goes to a file or a pipe and is not cut.
    static func of(descriptor: Int32, environment: [String: String]) -> TerminalSize? {
        decide(environment: environment, measured: measured(descriptor))
    }

    /// The same as a pure function of what the terminal itself says.
    static func decide(environment: [String: String], measured: TerminalSize?) -> TerminalSize? {
        guard let columns = number(environment["COLUMNS"]) ?? measured?.columns else { return nil }
        return TerminalSize(columns: columns, rows: number(environment["LINES"]) ?? measured?.rows)
    }

    /// Whether a terminal is behind a file descriptor.
    static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    private static func number(_ text: String?) -> Int? {
        guard let text, let number = Int(text), (1...10_000).contains(number) else { return nil }
        return number
    }

    private static func measured(_ descriptor: Int32) -> TerminalSize? {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return TerminalSize(columns: Int(size.ws_col), rows: size.ws_row > 0 ? Int(size.ws_row) : nil)
    }
}
