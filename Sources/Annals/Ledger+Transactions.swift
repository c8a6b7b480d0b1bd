import EventLog

/// Every look at a ledger and every change of it goes through these.
extension Ledger {
    /// Runs `body` on one state of the ledger, whatever others append meanwhile.
    func reading<Result>(_ body: () throws -> Result) throws -> Result {
        try log.read {
            try tables.forgetWhatOthersChanged()
            file.note(stateNow)
            return try body()
        }
    }

    /// Runs `body` in one transaction that is on disk when this returns; what throws leaves the ledger as it was.
    func writing<Result>(_ body: () throws -> Result) throws -> Result {
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
