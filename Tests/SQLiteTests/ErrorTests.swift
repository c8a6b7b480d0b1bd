import Testing

@testable import SQLite

@Suite("Errors")
struct ErrorTests {
    let connection: Connection

    init() throws {
        connection = try Connection(path: ":memory:")
        try connection.setPragma("foreign_keys", to: "on")
        try connection.execute(
            """
            CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, age INTEGER CHECK (age >= 0)) STRICT;
            CREATE TABLE post (holder INTEGER REFERENCES person (id)) STRICT;
            CREATE TABLE pair (a INTEGER, b INTEGER, PRIMARY KEY (a, b)) STRICT, WITHOUT ROWID;
            CREATE TRIGGER keep BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'people are kept'); END;
            INSERT INTO person VALUES (1, 'Ada', 36);
            INSERT INTO pair VALUES (1, 2);
            """)
    }

    @Test(
        "each broken rule is told apart",
        arguments: [
            ("INSERT INTO person VALUES (1, 'Bob', 1)", .primaryKey, "SQLITE_CONSTRAINT_PRIMARYKEY"),
            ("INSERT INTO pair VALUES (1, 2)", .primaryKey, "SQLITE_CONSTRAINT_PRIMARYKEY"),
            ("INSERT INTO person VALUES (2, 'Ada', 1)", .unique, "SQLITE_CONSTRAINT_UNIQUE"),
            ("INSERT INTO person VALUES (2, NULL, 1)", .notNull, "SQLITE_CONSTRAINT_NOTNULL"),
            ("INSERT INTO person VALUES (2, 'Bob', -1)", .check, "SQLITE_CONSTRAINT_CHECK"),
            ("INSERT INTO person VALUES (2, 'Bob', 'old')", .dataType, "SQLITE_CONSTRAINT_DATATYPE"),
            ("INSERT INTO post VALUES (99)", .foreignKey, "SQLITE_CONSTRAINT_FOREIGNKEY"),
            ("DELETE FROM person", .trigger, "SQLITE_CONSTRAINT_TRIGGER"),
        ] as [(String, SQLiteError.Constraint, String)])
    func constraints(sql: String, constraint: SQLiteError.Constraint, name: String) {
        let error = sqliteError { try connection.execute(sql) }
        #expect(error?.kind == .constraint)
        #expect(error?.constraint == constraint)
        #expect(error?.name == name)
        #expect(error?.sql == sql)
    }

    @Test("an error reads as where, what and what to do")
    func texts() {
        let unique = sqliteError { try connection.execute("INSERT INTO person\n  VALUES (2, 'Ada', 1)") }
        #expect(
            unique?.description == """
                :memory:: the row breaks uniqueness: there is such a row already (SQLITE_CONSTRAINT_UNIQUE: \
                UNIQUE constraint failed: person.name) in "INSERT INTO person VALUES (2, 'Ada', 1)": \
                change the row; nothing was changed
                """)
        let trigger = sqliteError { try connection.execute("DELETE FROM person") }
        #expect(trigger?.message == "people are kept")
        let table = sqliteError { try connection.execute("SELECT * FROM nowhere") }
        #expect(table?.kind == .other)
        #expect(
            table?.description == """
                :memory:: the statement failed (SQLITE_ERROR: no such table: nowhere) in "SELECT * FROM nowhere": \
                check that the file was made by this program in this version; nothing was changed
                """)
    }

    @Test("a full disk, a missing permission and a failing device say so")
    func systemTexts() {
        let full = SQLiteError(extendedCode: 13, message: "database or disk is full", sql: "INSERT …", path: "a.db")
        #expect(
            full.description == """
                a.db: the disk is full (SQLITE_FULL: database or disk is full) in "INSERT …": \
                free some space and run the command again; what was being written was undone
                """)
        let denied = SQLiteError(
            extendedCode: 14, message: "unable to open database file", sql: nil, path: "a.db", systemCode: 13)
        #expect(
            denied.description == """
                a.db: the file cannot be opened (SQLITE_CANTOPEN: unable to open database file; permission denied): \
                check that the file and its folder exist and may be read
                """)
        let device = SQLiteError(
            extendedCode: 10 | 4 << 8, message: "disk I/O error", sql: "COMMIT", path: "a.db", systemCode: 5)
        #expect(device.name == "SQLITE_IOERR_FSYNC")
        #expect(device.description.contains("the device reports an error"))
    }

    @Test("the values bound to a statement are never part of its error")
    func noValues() throws {
        let secret = "Deep Throat"
        let insert = try connection.statement("INSERT INTO person VALUES (?1, ?2, ?3)")
        try insert.bind(7, secret, 40).run()
        let errors = [
            sqliteError { try insert.bind(8, secret, 41).run() },
            sqliteError { try insert.bind(9, secret + "!", -1).run() },
            sqliteError { try insert.bind(secret, secret, 1).run() },
            sqliteError { try insert.bind(10, 1, secret).run() },
        ]
        for error in errors {
            #expect(error?.sql == "INSERT INTO person VALUES (?1, ?2, ?3)")
            #expect(error.map { "\($0)" + $0.message }?.contains(secret) == false)
        }
    }

    @Test("a long statement is cut in the text and whole in the field")
    func longStatement() {
        let sql = "SELECT nothing, " + Array(repeating: "1", count: 500).joined(separator: ", ")
        let error = sqliteError { try connection.execute(sql) }
        #expect(error?.sql == sql)
        #expect((error?.description.count ?? .max) < 400)
        #expect(error?.description.contains("...\"") == true)
    }

    @Test("codes beyond those known still have a name")
    func names() {
        func name(_ code: Int32) -> String { SQLiteError(extendedCode: code, message: "", sql: nil, path: "").name }
        #expect(name(5) == "SQLITE_BUSY")
        #expect(name(5 | 2 << 8) == "SQLITE_BUSY_SNAPSHOT")
        #expect(name(10 | 33 << 8) == "SQLITE_IOERR_CORRUPTFS")
        #expect(name(19 | 12 << 8) == "SQLITE_CONSTRAINT_DATATYPE")
        #expect(name(8 | 6 << 8) == "SQLITE_READONLY_DIRECTORY")
        #expect(name(14 | 6 << 8) == "SQLITE_CANTOPEN_SYMLINK")
        #expect(name(10 | 200 << 8) == "SQLITE_IOERR")
        #expect(name(26) == "SQLITE_NOTADB")
        #expect(name(99) == "SQLite result 99")
    }

    @Test("every kind has its own words and its own advice")
    func kinds() {
        let codes: [Int32] = [5, 13, 8, 11, 26, 10, 14, 19, 9, 18, 21, 17, 4, 15, 1]
        let errors = codes.map { SQLiteError(extendedCode: $0, message: "", sql: nil, path: "") }
        #expect(Set(errors.map(\.kind)) == Set(SQLiteError.Kind.allCases))
        #expect(Set(errors.map(\.what)).count == codes.count)
        for error in errors { #expect(!error.advice.isEmpty && !error.advice.hasSuffix(".")) }
    }
}
