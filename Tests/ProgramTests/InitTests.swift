import Testing

@Suite struct InitTests {
    @Test func makesALedgerThatAnswers() throws {
        let folder = try TemporaryFolder()
        let made = try Program.run(["init"], in: folder)
        #expect(made.output == "made an empty ledger: annals.db\n")
        #expect(made.errors == "" && made.status == 0)
        let log = try Program.run(["log"], in: folder)
        #expect(log.output == "nothing is recorded yet\n" && log.status == 0)
    }

    @Test func takesTheFileAsAnArgumentAnOptionOrFromTheEnvironment() throws {
        let folder = try TemporaryFolder()
        #expect(try Program.run(["init", "a.db"], in: folder).status == 0)
        #expect(try Program.run(["--ledger", "b.db", "init"], in: folder).status == 0)
        #expect(try Program.run(["init"], in: folder, environment: ["ANNALS_LEDGER": "c.db"]).status == 0)
        for name in ["a.db", "b.db", "c.db"] {
            #expect(try Program.run(["export", "--ledger", name], in: folder).status == 0)
        }
        #expect(try Program.run(["init", "a.db", "--ledger", "d.db"], in: folder).status == 2)
    }

    @Test func leavesAFileThatIsThere() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "annals.db")
        let result = try Program.run(["init"], in: folder)
        #expect(result.status == 1)
        #expect(result.errors.contains("there is a file here already"))
        #expect(try folder.text("annals.db") == "mine")
    }
}
