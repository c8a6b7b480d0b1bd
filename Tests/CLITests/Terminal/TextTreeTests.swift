import Testing

@testable import CLI

@Suite("Trees")
struct TextTreeTests {
    private let chart = TextTree(roots: [
        .init(
            ["Board"],
            children: [
                .init(
                    ["Chief Executive Officer", "Mira Murati (acting)", "since 2023-11-17"],
                    children: [
                        .init(["首席科学家", "伊利亚·苏茨克维", "since 2015-12"]),
                        .init(["President", "vacant"]),
                    ]),
                .init(["Member", "possibly Helen Toner", "2021"]),
            ]),
        .init(["Advisors"]),
    ])

    @Test("Branches nest and the columns after them line up over the whole tree")
    func drawn() {
        #expect(
            chart.lines() == [
                "Board",
                "├─ Chief Executive Officer  Mira Murati (acting)  since 2023-11-17",
                "│  ├─ 首席科学家            伊利亚·苏茨克维       since 2015-12",
                "│  └─ President             vacant",
                "└─ Member                   possibly Helen Toner  2021",
                "Advisors",
            ])
    }

    @Test("Without Unicode the branches are ASCII")
    func ascii() {
        let tree = TextTree(roots: [
            .init(["a"], children: [.init(["b"], children: [.init(["c"])]), .init(["d"], children: [.init(["e"])])])
        ])
        #expect(tree.lines(glyphs: .ascii) == ["a", "|- b", "|  `- c", "`- d", "   `- e"])
    }

    @Test("A narrow terminal cuts the text and keeps the branches and the alignment")
    func narrow() {
        #expect(
            chart.lines(fitting: 50) == [
                "Board",
                "├─ Chief Executive…   Mira Murati…   since 2023-1…",
                "│  ├─ 首席科学家      伊利亚·苏茨…   since 2015-12",
                "│  └─ President       vacant",
                "└─ Member             possibly Hel…  2021",
                "Advisors",
            ])
    }

    @Test("A thousand levels are drawn, and cut, without harm")
    func deep() {
        var node = TextTree.Node(["leaf", "x"])
        for _ in 0..<1_000 { node = TextTree.Node(["n"], children: [node]) }
        let lines = TextTree(roots: [node]).lines(fitting: 80)
        #expect(lines.count == 1_001)
        #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= 80 })
    }

    @Test("No tree is no lines, and a node without cells still holds its children")
    func empty() {
        #expect(TextTree(roots: []).lines() == [])
        #expect(TextTree(roots: [.init([], children: [.init(["b"])])]).lines() == ["", "└─ b"])
    }

    @Test("Control characters in a cell never reach the output")
    func safe() throws {
        let nodes = try NaughtyStrings.all().map { TextTree.Node([StyledText($0), StyledText($0)]) }
        for line in TextTree(roots: [.init(["all"], children: nodes)]).lines(fitting: 70) {
            #expect(SafeText(line).string == line)
        }
    }
}
