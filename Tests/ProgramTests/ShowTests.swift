import Testing

@Suite struct ShowTests {
    @Test func showsAnEventWithItsSources() throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(["show", "7"], in: folder)
        #expect(result.status == 0)
        #expect(
            result.lines.prefix(2) == [
                "#7  position.started  2001-05", "Ada Byron became Chief at Acme Works",
            ])
        #expect(result.lines.contains("  gazette  The Gazette  page 3"))
        #expect(result.lines.contains("    > She took over."))
        #expect(result.lines.contains("author        me") && result.lines.contains("message       the start"))
        #expect(result.lines.last == "in effect")
    }

    @Test func showsWhatSetItAsideAndWhatWasSaidOfIt() throws {
        let folder = try SmallLedger.folder()
        _ = try Program.run(["append", "event.retracted", "--event", "9", "--reason", "it was Bill"], in: folder)
        let lines = try Program.run(["show", "#9"], in: folder).lines
        #expect(lines.contains { $0.hasPrefix("not in effect: retracted by #10: Event ") })
        #expect(lines.contains { $0.hasPrefix("  #10  ") && $0.hasSuffix("retracted: it was Bill") })
        let json = try Program.run(["show", "9", "--format", "json"], in: folder).output
        #expect(json.contains(#""in_effect": false, "set_aside": {"reason": "retracted", "by_seq": 10"#))
        #expect(json.contains(#""evidence": [{"seq": 10, "#))
    }

    @Test func findsAnEventByItsIDAndItsFirstDigits() throws {
        let folder = try SmallLedger.folder()
        let lines = try Program.run(["show", "7"], in: folder).lines
        let id = lines.first { $0.hasPrefix("id") }?.split(separator: " ").last.map(String.init) ?? ""
        #expect(id.count == 64)
        #expect(try Program.run(["show", id], in: folder).lines == lines)
        #expect(try Program.run(["show", String(id.prefix(8))], in: folder).lines == lines)
    }

    @Test(arguments: ["99", "0", "abc", "zzzz", "-1", "0000000000"])
    func saysThatThereIsNoSuchEvent(_ text: String) throws {
        let folder = try SmallLedger.folder()
        let result = try Program.run(["show", "--", text], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("no event is \"\(text)\""))
    }
}
