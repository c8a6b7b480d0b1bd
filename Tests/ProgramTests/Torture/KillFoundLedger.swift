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
        let verified = try Program.run(["verify", "--ledger", path], in: folder)
        if verified.status != 0 { complaints.append("verify: \(verified.output)\(verified.errors)") }
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
