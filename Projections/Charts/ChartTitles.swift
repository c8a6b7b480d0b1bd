/// Titles that a chart puts on top where no source says who reports to whom.
public enum ChartTitles {
    private static let chiefs: Set<String> = ["ceo", "首席执行官", "总裁", "行政总裁", "最高経営責任者"]
    private static let chiefPhrases = [
        "chief executive", "managing director", "general director", "director general", "general manager",
    ]
    private static let chairs: Set<String> = ["chair", "chairman", "chairwoman", "chairperson", "董事长", "主席", "会長"]
    private static let lesser: Set<String> = [
        "vice", "deputy", "assistant", "associate", "former", "co", "committee", "副", "emeritus", "honorary",
    ]

    /// Whether a title is that of the head of an organisation. O(n) in its length.
    public static func isChief(_ title: String) -> Bool {
        let words = words(title)
        guard lesser.isDisjoint(with: words) else { return false }
        let text = words.joined(separator: " ")
        return !chiefs.isDisjoint(with: words) || chiefPhrases.contains { text == $0 || text.hasPrefix($0 + " ") }
    }

    /// Whether a title is that of the head of a board. O(n) in its length.
    public static func isChair(_ title: String) -> Bool {
        let words = words(title)
        return lesser.isDisjoint(with: words)
            && (!chairs.isDisjoint(with: words) || words.joined(separator: " ") == "president of the board")
    }

    private static func words(_ title: String) -> [String] {
        CaseFolding.fold(title).split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
