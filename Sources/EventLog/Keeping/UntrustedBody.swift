import Events

/// What a body says where the rows of the batches are not to be trusted.
struct UntrustedBody {
    let fact: Fact
    /// When the event was recorded; nil where the body leaves that to the first event of its batch.
    let recorded: RecordedTime?

    init(_ body: [UInt8], _ scanner: inout StoredScanner, seq: Int, batch: Int) throws {
        guard (try? scanner.isCompact(body)) == true else {
            let stored = try StoredEvent(bytes: body)
            (fact, recorded) = (stored.event.fact, stored.recorded)
            return
        }
        // No fact hangs on the time.
        let row = RowStamp(seq: seq, batch: batch, recorded: RecordedTime(microseconds: 0))
        fact = try StoredEvent(bytes: scanner.wholeBytes(ofScanned: body, row)).event.fact
        recorded = nil
    }
}
