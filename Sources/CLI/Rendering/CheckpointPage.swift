import Annals

/// Checkpoints as lines for people.
enum CheckpointPage {
    /// What was signed and by whom, as one line behind another answer.
    static func line(_ checkpoint: StoredCheckpoint) -> String {
        let events = checkpoint.size == 1 ? "1 event" : "\(ProgressLine.grouped(checkpoint.size)) events"
        return "checkpoint \(checkpoint.number): \(events), signed by \(signer(checkpoint))"
    }

    /// A table of checkpoints.
    static func table(_ checkpoints: [StoredCheckpoint], _ output: Output) -> [String] {
        let rows = checkpoints.map { checkpoint in
            [
                StyledText("\(checkpoint.number)"), StyledText(ProgressLine.grouped(checkpoint.size)),
                StyledText(checkpoint.contents?.root.base64 ?? "unreadable"), StyledText(signer(checkpoint)),
            ]
        }
        let columns = [
            TextTable.Column("checkpoint", .right), .init("events", .right), .init("root"), .init("signed by"),
        ]
        return TextTable(columns: columns, rows: rows)
            .lines(fitting: output.width, style: output.style, glyphs: output.glyphs)
    }

    /// The key's name and number.
    private static func signer(_ checkpoint: StoredCheckpoint) -> String {
        let name = (try? NoteVerifier(encoded: checkpoint.key)).map { "\($0.name)+\($0.keyIDText)" }
        return SafeText(name ?? "an unreadable key").string
    }

    /// A note or a proof, byte for byte for programs and harmless for a terminal.
    static func lines(of text: String) -> [String] {
        let isForTerminal = TerminalSize.isTerminal(1)
        return text.utf8.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            let line = String(Substring(line))
            return isForTerminal ? SafeText(line).string : line
        }
    }
}
