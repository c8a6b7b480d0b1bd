import EventLog

/// Every look at a ledger and every change of it goes through these.
extension Ledger {
    /// Runs `body` on one state of the ledger, whatever others append meanwhile.
    func reading<Result>(_ body: () throws -> Result) throws -> Result {
        try log.read {
            try tables.forgetWhatOthersChanged()
            // Tables that say nothing of themselves, or nothing that can be read, are looked at as they are opened.
            if file.note(stateNow) { lag = try? lagInRead() }
            return try body()
        }
    }

    /// Runs `body` in one transaction that is on disk when this returns; what throws leaves the ledger as it was.
    ///
    /// Where an import has the log go first, this waits for its end; where one has died, the tables are made current.
    ///
    /// - Parameter progress: Called now and then while they are, with the events read and those there are.
    func writing<Result>(
        catchingUp progress: (Int, Int) -> Void = { _, _ in }, _ body: () throws -> Result
    ) throws -> Result {
        while true {
            let result: Result? = try writingThoughBehind { try areTablesBehind() ? nil : try body() }
            if let result { return result }
            try catchUp(progress)
        }
    }

    /// The same where the tables need not know every event of the log.
    func writingThoughBehind<Result>(_ body: () throws -> Result) throws -> Result {
        file.beginWriting()
        defer { file.endWriting() }
        do {
            return try log.write {
                try tables.forgetWhatOthersChanged()
                return try body()
            }
        } catch {
            // What was read may have been what was written and is undone.
            tables.forget()
            throw error
        }
    }

    /// Whether the log has events that the tables do not know, inside a read or a write.
    func areTablesBehind() throws -> Bool { try lagInRead() != nil }

    /// How far the tables are behind the log, inside a read or a write; nil where they are not, or say nothing.
    private func lagInRead() throws -> ProjectionLag? {
        guard let known = try tables.notedThrough() else { return nil }
        let last = try log.head().seq
        return known < last ? ProjectionLag(known: known, last: last) : nil
    }

    /// Runs `body` as a part of a write: what throws leaves the ledger as it was before the part.
    func part<Result>(_ body: () throws -> Result) throws -> Result {
        do {
            return try log.part(body)
        } catch {
            tables.forget()
            throw error
        }
    }
}
