import Testing

@testable import CLI

@Suite("Comma-separated values")
struct CSVWriterTests {
    @Test(
        "Cells are quoted only where RFC 4180 asks for it",
        arguments: [
            (["a", "b"], "a,b\r\n"), (["a,b"], "\"a,b\"\r\n"), (["say \"hi\""], "\"say \"\"hi\"\"\"\r\n"),
            (["two\nlines"], "\"two\nlines\"\r\n"), (["cr\rlf\r\n"], "\"cr\rlf\r\n\"\r\n"), ([.empty, 7], ",7\r\n"),
            ([""], "\"\"\r\n"), ([], "\r\n"), ([" a "], " a \r\n"), (["伊利亚"], "伊利亚\r\n"),
            ([.init(nil), "x"], ",x\r\n"),
        ] as [([CSVWriter.Cell], String)])
    func record(cells: [CSVWriter.Cell], expected: String) {
        #expect(CSVWriter().record(cells) == expected)
    }

    @Test(
        "Text that a spreadsheet would run gets an apostrophe, numbers do not",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-0044", "'-0044"), ("@SUM(A1)", "'@SUM(A1)"), ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""), ("\nx", "\"'\nx\""), ("\r\nx", "\"'\r\nx\""), ("＝1", "'＝1"), ("a=1", "a=1"),
            ("=1,2", "\"'=1,2\""), ("'=1", "'=1"), ("2015-12", "2015-12"), ("=\u{301}1", "'=\u{301}1"),
        ])
    func formulas(text: String, expected: String) {
        #expect(CSVWriter().record([.text(text)]).unicodeScalars.elementsEqual((expected + "\r\n").unicodeScalars))
        #expect(CSVWriter().record([-44]) == "-44\r\n")
    }

    @Test("Every naughty row reads back, apostrophes aside, and no cell begins as a formula")
    func roundTrip() throws {
        let row = try NaughtyStrings.all()
        let cells = read(CSVWriter().record(row.map(CSVWriter.Cell.text)))
        #expect(cells.count == row.count)
        for (cell, text) in zip(cells, row) {
            #expect(cell.unicodeScalars.elementsEqual(text.unicodeScalars) || cell == "'" + text)
            #expect(!["=", "+", "-", "@", "\t", "\r"].contains(cell.unicodeScalars.first ?? "x"))
        }
    }

    @Test("Before a terminal the text is safe as well")
    func terminal() throws {
        let line = CSVWriter(isForTerminal: true).record(["\u{1B}[2J", "\u{202E}x"])
        #expect(line == "\\u{1B}[2J,\\u{202E}x\r\n")
    }

    /// A reader of one record, written for the test.
    private func read(_ record: String) -> [String] {
        var cells = [String.UnicodeScalarView()]
        var isQuoted = false
        let scalars = Array(record.unicodeScalars.dropLast(2))
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            index += 1
            if scalar == "\"" {
                if isQuoted && index < scalars.count && scalars[index] == "\"" {
                    cells[cells.count - 1].append(scalar)
                    index += 1
                } else {
                    isQuoted.toggle()
                }
            } else if scalar == "," && !isQuoted {
                cells.append(String.UnicodeScalarView())
            } else {
                cells[cells.count - 1].append(scalar)
            }
        }
        return cells.map(String.init)
    }
}
