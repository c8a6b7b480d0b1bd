/// Global options may stand before the command's name; the parser takes them after it.
enum ArgumentOrder {
    private static let taking: Set<String> = ["--ledger", "--color"]
    private static let readingThemselves: Set<String> = [
        AppendCommand._commandName, CorrectCommand._commandName, RetractCommand._commandName,
        MergeCommand._commandName, DistrustCommand._commandName,
    ]
    private static let flags: Set<String> = ["--quiet", "--no-pager"]

    /// The arguments with the global options that precede the command moved behind its name.
    static func globalOptionsLast(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        while let first = rest.first {
            if taking.contains(first), rest.count >= 2 {
                leading += rest.prefix(2)
                rest = rest.dropFirst(2)
            } else if flags.contains(first) || taking.contains(where: { first.hasPrefix($0 + "=") }) {
                leading.append(first)
                rest = rest.dropFirst()
            } else {
                break
            }
        }
        guard let command = rest.first, !command.hasPrefix("-") else { return arguments }
        if readingThemselves.contains(command) {
            // Their flags follow from the type of an event: they read all of their arguments themselves.
            return [command, "--"] + leading + rest.dropFirst()
        }
        return [command] + leading + rest.dropFirst()
    }
}
