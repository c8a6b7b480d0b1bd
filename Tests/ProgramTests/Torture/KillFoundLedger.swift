import Foundation

/// What a trial finds in a ledger that it opens again.
struct FoundLedger {
    /// The ids of the people that the log introduces, in its order, with the batch of each.
    let people: [(id: String, batch: Int, recorded: String)]
    /// What is wrong with the ledger; nothing where all is well.
    let complaints: [String]

    /// Opens a ledger as anybody would, with no repair, and asks everything that can tell damage.
    init(_ path: String, in folder: TemporaryFolder) throws {
        var complaints: [String] = []
        let export = try Program.run(["export", "--ledger", path], in: folder)
        if export.status != 0 { complaints.append("export: \(export.errors)") }
        let check = try Program.run(["replay", "--check", "--ledger", path], in: folder)
        if check.status != 0 { complaints.append("replay --check: \(check.output)\(check.errors)") }
        complaints += FileCheck.complaints(about: path)
        people = export.lines.compactMap { line in
            guard let event = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any],
                let id = event["person"] as? String, let batch = event["batch"] as? Int,
                let recorded = event["recorded"] as? String
            else { return nil }
            return (id, batch, recorded)
        }
        self.complaints = complaints
    }
}
