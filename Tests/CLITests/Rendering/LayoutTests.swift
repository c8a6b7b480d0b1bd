import Events
import Projections
import Testing

@testable import CLI

@Suite("Layouts of answers")
struct LayoutTests {
    @Test("text wraps between words, keeps its roles, and breaks a word only where it has to")
    func wrapping() {
        let text = StyledText("the quick ", .faint) + StyledText("brown fox", .strong)
        #expect(text.wrapped(to: 10).map(\.plain) == ["the quick", "brown fox"])
        #expect(text.wrapped(to: 10)[1].runs.allSatisfy { $0.role == .strong })
        #expect(text.wrapped(to: 100).map(\.plain) == ["the quick brown fox"])
        #expect(StyledText("abcdefgh ij").wrapped(to: 3).map(\.plain) == ["abc", "def", "gh", "ij"])
        #expect(StyledText("伊尔亚苏茨克维").wrapped(to: 5).map(\.plain) == ["伊尔", "亚苏", "茨克", "维"])
        #expect(StyledText("").wrapped(to: 5).map(\.plain) == [""])
    }

    @Test("no wrapped line is wider than asked, and nothing is lost")
    func wrappedWidths() {
        let text = StyledText("A sentence with 汉字 and a verylongwordthatdoesnotfit, wrapped at every width.")
        for columns in 2...60 {
            let lines = text.wrapped(to: columns)
            #expect(lines.allSatisfy { $0.width <= columns })
            let squeezed = lines.map(\.plain).joined().filter { $0 != " " }
            #expect(squeezed == text.plain.filter { $0 != " " })
        }
    }

    @Test("a table's wrapping column goes on in further lines")
    func wrappedTable() {
        let table = TextTable(
            columns: [.init(minimum: 3), .init(minimum: 9, wraps: true)],
            rows: [["one", "since then, until now"], ["two", "never"]])
        #expect(table.lines(fitting: 16) == ["one  since then,", "     until now", "two  never"])
    }

    @Test("a node's further rows keep its trunk")
    func continuedRows() {
        let tree = TextTree(roots: [
            .init(
                ["Board"],
                children: [
                    .init(["Member", "Ann"], continued: [["", "Bo"]], children: [.init(["Clerk", "Cy"])]),
                    .init(["Guest", "Dee"], continued: [["", "Eve"]]),
                ])
        ])
        #expect(
            tree.lines() == [
                "Board", "├─ Member    Ann", "│  │         Bo", "│  └─ Clerk  Cy", "└─ Guest     Dee",
                "             Eve",
            ])
    }

    @Test("a node that wraps keeps its trunk too")
    func wrappedNode() {
        let tree = TextTree(
            roots: [
                .init(
                    ["Board"],
                    children: [.init(["Member", "Ann the Great"], children: [.init(["Clerk", "Cy"])])])
            ],
            columns: [.init(minimum: 11), .init(minimum: 8, wraps: true)])
        #expect(
            tree.lines(fitting: 22) == [
                "Board", "└─ Member    Ann the", "   │         Great", "   └─ Clerk  Cy",
            ])
    }

    @Test("text of a node that wraps goes on under the node, within the tree")
    func hangingNode() {
        let tree = TextTree(
            roots: [
                .init(
                    ["Emmett Shear, certainly: as it is dated"],
                    children: [
                        .init(["start: 19 or 20 November 2023"], children: [.init(["#127 opened"])]),
                        .init(["end: none is recorded anywhere"], continued: [["  said by the Gazette of the day"]]),
                    ])
            ],
            columns: [.init(minimum: 10, wraps: true)])
        #expect(
            tree.lines(fitting: 24) == [
                "Emmett Shear, certainly:", "│  as it is dated", "├─ start: 19 or 20", "│  │  November 2023",
                "│  └─ #127 opened", "└─ end: none is recorded", "     anywhere", "     said by the Gazette",
                "       of the day",
            ])
    }

    @Test("records are cells in a fixed order, lists in one cell, names with their ids")
    func records() {
        let table = RecordTable(
            columns: RecordTable.Column.named("person")
                + ["start", "n", "ok", "events"].flatMap(RecordTable.Column.value),
            lines: [
                [
                    "person": .object(["id": "ann", "name": "Ann, \"A\""]), "start": .null, "n": 3, "ok": true,
                    "events": .array(["a", "b"]),
                ],
                ["start": "=1+1"],
            ])
        #expect(
            table.records(isForTerminal: false) == [
                "person_id,person,start,n,ok,events\r", "ann,\"Ann, \"\"A\"\"\",,3,true,a b\r", ",,'=1+1,,,\r",
            ])
    }

    @Test("JSON for a terminal escapes what could steer it, and still means the same")
    func terminalJSON() throws {
        let value = JSONValue.string("a\u{202E}b\u{7F}\u{9B}c\u{E0001}汉")
        let text = TerminalJSON.escaped(JSONText.compact(value))
        #expect(text == #""a\u202eb\u007f\u009bc\udb40\udc01汉""#)
        #expect(try JSONReader.parse(Array(text.utf8)) == value)
    }
}
