import Events
import Testing

@Suite struct SchemaAndDateTests {
    @Test func printsTheSchemaOfAllEvents() throws {
        let folder = try TemporaryFolder()
        let result = try Program.run(["schema"], in: folder)
        #expect(result.status == 0)
        #expect(try JSONReader.parse(result.output) == .object(JSONSchema.document))
    }

    @Test func printsTheSchemaOfEveryTypeWithWhatItNeeds() throws {
        let folder = try TemporaryFolder()
        for type in ["position.started", "event.corrected", "x.mine", "person.introduced"] {
            let result = try Program.run(["schema", type], in: folder)
            #expect(result.status == 0)
            let schema = try JSONReader.parse(result.output)
            let text = JSONText.compact(schema)
            for reference in text.split(separator: "#/$defs/").dropFirst() {
                let name = reference.prefix { $0 != "\"" }
                #expect(text.contains("\"\(name)\": {"), "\(type) refers to \(name)")
            }
        }
        let unknown = try Program.run(["schema", "person.bron"], in: folder)
        #expect(unknown.status == 2 && unknown.errors.contains("did you mean person.born?"))
    }

    @Test(arguments: [
        (["late", "2015"], ["[2015-09..2015-12]", "  earliest  2015-09-01", "  latest    2015-12-31"]),
        (["2015/.."], ["2015/..", "  earliest  2015-01-01", "  latest    unbounded"]),
        (
            ["2015~"],
            [
                "2015~", "  earliest           2015-01-01", "  latest             2015-12-31",
                "  earliest, widened  2014-01-01", "  latest, widened    2016-12-31",
                "  marked             approximate",
            ]
        ),
    ])
    func saysWhatADateIsReadAs(_ words: [String], _ lines: [String]) throws {
        #expect(try Program.run(["date"] + words, in: try TemporaryFolder()).lines == lines)
    }

    @Test(arguments: [
        (
            "2015?",
            #"{"edtf": "2015?", "earliest": "2015-01-01", "latest": "2015-12-31", "earliest_widened": "2014-01-01", "#
                + #""latest_widened": "2016-12-31", "uncertain": true, "approximate": false}"#
        ),
        (
            "-0044",
            #"{"edtf": "-0044", "earliest": "-0044-01-01", "latest": "-0044-12-31", "earliest_widened": "-0044-01-01", "#
                + #""latest_widened": "-0044-12-31", "uncertain": false, "approximate": false}"#
        ),
        (
            "XXXX",
            #"{"edtf": "XXXX", "earliest": null, "latest": null, "earliest_widened": null, "latest_widened": null, "#
                + #""uncertain": false, "approximate": false}"#
        ),
    ])
    func printsADateAsJSON(_ text: String, _ json: String) throws {
        #expect(try Program.run(["date", text, "--format", "json"], in: try TemporaryFolder()).output == json + "\n")
    }

    @Test(arguments: [
        ("2015-13", "\"2015-13\" is not a date: month 13 (at character 6); months run 01 to 12"),
        ("nonsense", "\"nonsense\" is not understood (at character 1)"),
        ("2023-02-29", "2023-02-29"), ("", "is not a date"),
    ])
    func saysWhyItIsNoDate(_ text: String, _ reason: String) throws {
        for format in ["text", "json"] {
            let result = try Program.run(["date", text, "--format", format], in: try TemporaryFolder())
            #expect(result.status == 1 && result.output == "")
            #expect(result.errors.contains(reason), "\(result.errors)")
        }
    }
}
