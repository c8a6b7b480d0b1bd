/// The signs that layouts draw with, for terminals that have Unicode and for those that have not.
///
/// Names and quotations are printed as UTF-8 in either case; only what the program draws itself changes.
struct Glyphs: Hashable, Sendable {
    let ellipsis: String
    /// A branch with more below it, the last branch, and what stands under each of them.
    let branch: String
    let lastBranch: String
    let trunk: String
    let gap: String
    /// One column of a bar each.
    let certain: Character
    let possible: Character
    let undated: Character
    let ongoing: Character
    /// The same for an interim holder, for days that sources disagree on, for an end that nothing dates, for an event.
    let acting: Character
    let disputed: Character
    let unknown: Character
    let event: Character
    /// Marks the place of a date on an axis.
    let tick: Character
    /// Stands between what was and what is.
    let arrow: String

    static let unicode = Glyphs(
        ellipsis: "…", branch: "├─ ", lastBranch: "└─ ", trunk: "│  ", gap: "   ",
        certain: "█", possible: "▒", undated: "·", ongoing: "▶", acting: "▄", disputed: "×", unknown: "?", event: "◆",
        tick: "╵",
        arrow: "→")

    static let ascii = Glyphs(
        ellipsis: "...", branch: "|- ", lastBranch: "`- ", trunk: "|  ", gap: "   ",
        certain: "#", possible: "=", undated: ".", ongoing: ">", acting: "+", disputed: "x", unknown: "?", event: "*",
        tick: "|",
        arrow: "->")

    /// The signs that the locale can show: Unicode where the character set of `LC_ALL`, `LC_CTYPE` or `LANG` (the
    /// first that is set and not empty, as POSIX has it) is UTF-8.
    static func suited(to environment: [String: String]) -> Glyphs {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
        let charset = locale.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
        let name = charset.split(separator: ".", maxSplits: 1).dropFirst().first ?? charset
        let isUTF8 = ["utf8", "utf-8"].contains(name.lowercased())
        return isUTF8 ? .unicode : .ascii
    }
}
