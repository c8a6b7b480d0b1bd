import Events
import Testing

@Suite("Ids of entities")
struct EntityIDTests {
    @Test("slugs are ids", arguments: ["a", "0", "ilya-sutskever", "3m", "a--b", String(repeating: "x", count: 100)])
    func slugs(text: String) {
        #expect(EntityID(text)?.text == text)
    }

    @Test(
        "nothing else is",
        arguments: [
            "", "-", "-a", "a-", "A", "é", "a b", "a_b", "a.b", "a\n", "伊", "a\u{301}",
            String(repeating: "x", count: 101),
        ])
    func others(text: String) {
        #expect(EntityID(text) == nil)
    }

    @Test("ids are ordered as bytes")
    func order() {
        let ids: [EntityID] = ["a", "b", "a-b", "ab", "0"]
        #expect(ids.sorted() == ["0", "a", "a-b", "ab", "b"])
    }

    @Test(
        "a name suggests an id",
        arguments: [
            ("Ilya Sutskever", "ilya-sutskever"), ("  José  Ángel ", "jose-angel"), ("Łukasz Kaiser", "lukasz-kaiser"),
            ("Søren Weiß", "soren-weiss"), ("O'Brien & Co.", "obrien-co"), ("L’Oréal", "loreal"), ("GPT-4", "gpt-4"),
            ("e\u{301}", "e"), ("OpenAI (重磅)", "openai"), ("Nguyễn Văn Á", "nguyen-van-a"),
            (String(repeating: "word ", count: 30), String(repeating: "word-", count: 19) + "word"),
            (String(repeating: "x", count: 200), String(repeating: "x", count: 100)),
        ])
    func suggestion(name: String, slug: String) {
        #expect(EntityID.slug(from: name)?.text == slug)
    }

    @Test(
        "a name without Latin letters or with a reserved id suggests none",
        arguments: ["伊尔亚", "", "—", "Nobody", "unnamed"])
    func noSuggestion(name: String) {
        #expect(EntityID.slug(from: name) == nil)
    }
}
