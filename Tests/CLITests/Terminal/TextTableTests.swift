import Testing

@testable import CLI

@Suite("Tables")
struct TextTableTests {
    private let people = TextTable(
        columns: [.init("person"), .init("since", .right), .init("post")],
        rows: [
            ["Ilya Sutskever", "2015-12", "Chief Scientist"], ["伊利亚·苏茨克维", "2015", "首席科学家"],
            ["이리야", "", "수석"], ["👩\u{200D}🔬", "2023-11-17"],
        ])

    @Test("Columns line up whatever the script, without blanks at the end")
    func aligned() {
        #expect(
            people.lines() == [
                "person                since  post",
                "Ilya Sutskever      2015-12  Chief Scientist",
                "伊利亚·苏茨克维        2015  首席科学家",
                "이리야                       수석",
                "👩\u{200D}🔬               2023-11-17",
            ])
    }

    @Test("The widest column gives way first, down to the width of the terminal")
    func cut() {
        #expect(
            people.lines(fitting: 34) == [
                "person           since  post",
                "Ilya Suts…     2015-12  Chief Sci…",
                "伊利亚·苏…        2015  首席科学家",
                "이리야                  수석",
                "👩\u{200D}🔬          2023-11-17",
            ])
    }

    @Test("In ASCII the ellipsis is three dots")
    func asciiCut() {
        let table = TextTable(columns: [.init()], rows: [["Chief Executive Officer"]])
        #expect(table.lines(fitting: 12, glyphs: .ascii) == ["Chief Exe..."])
    }

    @Test("An empty column takes no room, a title is a heading, cells too many are left out")
    func shapes() {
        let table = TextTable(columns: [.init("a"), .init(), .init("b")], rows: [["1", "", "2", "3"]])
        #expect(table.lines() == ["a  b", "1  2"])
        #expect(table.lines(style: .colored)[0] == "\u{1B}[1ma\u{1B}[0m  \u{1B}[1mb\u{1B}[0m")
        #expect(TextTable(columns: [], rows: [[]]).lines() == [""])
        #expect(TextTable(columns: [.init()], rows: []).lines() == [])
    }

    @Test("Shares of a line respect the minimum as long as they can")
    func shares() {
        #expect(ColumnFit.widths(natural: [5, 30, 10], minimum: [8, 8, 8], available: 50) == [5, 30, 10])
        #expect(ColumnFit.widths(natural: [5, 30, 10], minimum: [8, 8, 8], available: 40) == [5, 25, 10])
        #expect(ColumnFit.widths(natural: [5, 30, 30], minimum: [8, 8, 20], available: 36) == [5, 11, 20])
        #expect(ColumnFit.widths(natural: [5, 30, 30], minimum: [8, 8, 8], available: 36) == [5, 16, 15])
        #expect(ColumnFit.widths(natural: [20, 20], minimum: [10, 10], available: 7) == [4, 3])
        #expect(ColumnFit.widths(natural: [3, 3], minimum: [1, 1], available: 0) == [1, 1])
    }

    @Test("Over naughty cells every column begins and ends at one place, and no line is too long")
    func alignmentLaw() throws {
        let texts = try NaughtyStrings.all()
        for seed in 1...150 {
            var chooser = NaughtyStrings.Chooser(seed: UInt64(seed))
            let columns = 1 + chooser.below(4)
            // A mark in the first and last column shows where they stand; "|" is taken out of the cells themselves.
            let rows = (0..<6).map { _ in
                (0..<columns).flatMap { _ -> [StyledText] in
                    let text = texts[chooser.below(texts.count)].split(separator: "|").joined()
                    return [StyledText(text, .possible), "|"]
                }
            }
            let kinds = (0..<columns).flatMap { _ -> [TextTable.Column] in
                [.init("", chooser.below(2) == 0 ? .left : .right, minimum: 1), .init(minimum: 1)]
            }
            let width = columns * 6 + chooser.below(60)
            let table = TextTable(columns: kinds, rows: rows)
            for fitting in [width, nil] {
                let lines = table.lines(fitting: fitting)
                #expect(Set(lines.map(marks)).count == 1, "seed \(seed): \(lines)")
                for line in lines {
                    if let fitting { #expect(DisplayWidth.columns(of: line) <= fitting) }
                    #expect(line.last?.isWhitespace != true)
                    #expect(SafeText(line).string == line)
                }
            }
        }
    }

    @Test("No table, however narrow, exceeds its width or breaks")
    func narrow() {
        for width in 0...60 {
            for line in people.lines(fitting: width) { #expect(DisplayWidth.columns(of: line) <= width) }
        }
    }

    /// The display columns at which the marks stand.
    private func marks(in line: String) -> [Int] {
        line.indices.filter { line[$0] == "|" }.map { DisplayWidth.columns(of: line[..<$0]) }
    }
}
