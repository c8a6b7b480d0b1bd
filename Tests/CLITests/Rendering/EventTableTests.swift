import Events
import Testing

@testable import CLI

@Suite("The events of a history")
struct EventTableTests {
    private let table = EventTable(rows: [
        .init(
            date: "2011-02-03/2012-03-04", summary: "Ann was acting Chief Executive Officer at Orchard, appointed",
            sources: [Citation(source: .unnamed, locator: "page 3")], id: "0f158179f8ef", others: 2),
        .init(date: "", summary: "博 became 首席执行官 at 果园", sources: [], id: "6ff1e75f9dc0", others: 0),
    ])

    @Test("stand under date and id where a terminal is too narrow for them beside it")
    func narrow() {
        #expect(
            table.lines(fitting: 40, style: .plain, glyphs: .unicode) == [
                "2011-02-03/2012-03-04  0f158179f8ef +2", "  Ann was acting Chief Executive Officer",
                "  at Orchard, appointed [unnamed, page", "  3]", "6ff1e75f9dc0", "  博 became 首席执行官 at 果园",
            ])
    }

    @Test("lose nothing and are never wider than the terminal, however narrow it is")
    func everyWidth() {
        func letters(_ lines: [String]) -> [Character] { lines.joined().filter { $0 != " " }.sorted() }
        let whole = letters(table.lines(fitting: nil, style: .plain, glyphs: .unicode))
        for width in 2...120 {
            let lines = table.lines(fitting: width, style: .plain, glyphs: .unicode)
            #expect(lines.allSatisfy { StyledText($0).width <= width }, "\(width)")
            #expect(letters(lines) == whole, "\(width)")
        }
    }

    @Test("stand beside date and id where there is room")
    func wide() {
        let lines = table.lines(fitting: 80, style: .plain, glyphs: .unicode)
        #expect(lines[0].hasPrefix("2011-02-03/2012-03-04  0f158179f8ef +2  Ann was acting Chief"))
    }
}
