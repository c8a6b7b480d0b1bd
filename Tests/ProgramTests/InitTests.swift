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

    @Test(arguments: LeftoverFiles.suffixes)
    func takesNothingForItsOwnThatIsLeftOfAnEarlierLedger(suffix: String) throws {
        let folder = try SmallLedger.folder()
        for name in ["new.db", "restored.db", "export"] {
            try LeftoverFiles.leave(beside: name, suffix, in: folder)
        }
        let export = try SmallLedger.export(folder)
        #expect(try Program.run(["init", "new.db"], in: folder).status == 0)
        let added = try Program.run(
            ["--ledger", "new.db", "append", "person.introduced", "--person", "zed", "--name", "Zed"], in: folder)
        #expect(added.status == 0 && added.output.contains("#1"), "\(added.errors)")
        #expect(try Program.run(["export", "export"], in: folder).status == 0)
        #expect(try folder.text("export") == export)
        let restored = try Program.run(["--ledger", "restored.db", "restore", "export"], in: folder)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(try Program.run(["--ledger", "restored.db", "export"], in: folder).output == export)
        for name in ["new.db", "restored.db"] {
            #expect(try Program.run(["--ledger", name, "verify"], in: folder).status == 0)
        }
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
