import Testing

@testable import CLI

@Suite("Styled text")
struct StyledTextTests {
    @Test(
        "A cut keeps whole clusters and never exceeds the columns",
        arguments: [
            ("Sutskever", 9, "Sutskever"), ("Sutskever", 8, "Sutskev…"), ("伊利亚", 6, "伊利亚"), ("伊利亚", 5, "伊利…"),
            ("伊利亚", 4, "伊…"), ("伊利亚", 1, "…"), ("伊利亚", 0, ""), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
            ("👩\u{200D}🔬👩\u{200D}🔬", 3, "👩\u{200D}🔬…"), ("one two", 5, "one…"),
        ])
    func cut(text: String, columns: Int, expected: String) {
        #expect(StyledText(text).fitted(to: columns, ellipsis: "…").plain == expected)
    }

    @Test("Every naughty string can be cut to every width")
    func cutAnything() throws {
        for raw in try NaughtyStrings.all() {
            for columns in 0...12 {
                let text = StyledText(raw, .possible) + StyledText(raw, .certain)
                #expect(text.fitted(to: columns, ellipsis: "…").width <= columns)
            }
        }
    }

    @Test("Padding goes to the side away from the text")
    func padding() {
        #expect(StyledText("伊").padded(to: 4, .left).plain == "伊  ")
        #expect(StyledText("伊").padded(to: 4, .right).plain == "  伊")
        #expect(StyledText("long").padded(to: 2, .left).plain == "long")
    }

    @Test("Blanks at the end go, over parts too")
    func trailing() {
        let text = StyledText("a ", .certain) + " " + StyledText(" ", .faint)
        #expect(text.withoutTrailingBlanks == StyledText("a", .certain))
        #expect(StyledText("   ").withoutTrailingBlanks.isEmpty)
    }

    @Test("Interpolated text is made safe as well")
    func interpolated() {
        let name = "\u{202E}x\n"
        let text: StyledText = "by \(name)"
        #expect(text.plain == "by \\u{202E}x\\n")
    }

    @Test("Colours surround the text when the style is on and are absent when it is off")
    func painting() {
        let text = StyledText("a", .certain) + "b"
        #expect(text.rendered(in: .plain) == "ab")
        #expect(text.rendered(in: .colored) == "\u{1B}[32ma\u{1B}[0mb")
        for role in TextRole.allCases {
            #expect(Style.colored.paint("x", role).hasPrefix("\u{1B}["))
            #expect(Style.colored.paint("", role).isEmpty)
        }
    }

    @Test(
        "Colour is decided by the option, then NO_COLOR, CLICOLOR_FORCE, CLICOLOR, TERM and the terminal",
        arguments: [
            (ColorChoice.auto, [:], true, true), (.auto, [:], false, false), (.always, ["NO_COLOR": "1"], false, true),
            (.never, ["CLICOLOR_FORCE": "1"], true, false), (.auto, ["NO_COLOR": "1"], true, false),
            (.auto, ["NO_COLOR": ""], true, true), (.auto, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], true, false),
            (.auto, ["CLICOLOR_FORCE": "1"], false, true), (.auto, ["CLICOLOR_FORCE": "0"], false, false),
            (.auto, ["CLICOLOR_FORCE": "0"], true, true), (.auto, ["CLICOLOR": "0"], true, false),
            (.auto, ["TERM": "dumb"], true, false), (.auto, ["TERM": "xterm"], true, true),
        ] as [(ColorChoice, [String: String], Bool, Bool)])
    func choice(choice: ColorChoice, environment: [String: String], isTerminal: Bool, expected: Bool) {
        #expect(choice.style(environment: environment, isTerminal: isTerminal).isOn == expected)
    }

    @Test(
        "Unicode signs are used where the locale's character set is UTF-8",
        arguments: [
            ([:], false), (["LANG": "en_US.UTF-8"], true), (["LANG": "C"], false), (["LANG": "C.utf8"], true),
            (["LC_ALL": "POSIX", "LANG": "de_DE.UTF-8"], false), (["LC_ALL": "", "LANG": "de_DE.UTF-8"], true),
            (["LC_CTYPE": "UTF-8", "LANG": "C"], true), (["LANG": "de_DE.ISO-8859-1@euro"], false),
            (["LANG": "ca_ES.UTF-8@valencia"], true),
        ] as [([String: String], Bool)])
    func glyphs(environment: [String: String], isUnicode: Bool) {
        #expect(Glyphs.suited(to: environment) == (isUnicode ? .unicode : .ascii))
    }
}
