import Events

/// A row's body is compact or whole, and what is read of it is what is read of the stored bytes that it stands for.
enum BodyTarget: FuzzTarget {
    static let name = "body"

    /// What the rows say of a compact body.
    private static let row = RowStamp(
        seq: 1_000_200, batch: 31, recorded: RecordedTime(microseconds: 1_795_628_382_123_456))

    static func run(_ bytes: [UInt8]) {
        var scanner = StoredScanner()
        let isCompact = (try? scanner.isCompact(bytes)) == true
        require(
            isCompact == isCompactAsRead(bytes), "compact is what is canonical, without what is left out, and no other")
        var stored = bytes
        if isCompact, let whole = try? scanner.wholeBytes(ofScanned: bytes, row) {
            stored = whole
            checkMadeWhole(whole, of: bytes)
            checkAlteredRows(bytes, &scanner)
        }
        if (try? scanner.event(of: bytes)) != nil { checkMadeCompact(bytes) }
        let event = read(stored)
        checkIDs(bytes, isCompact: isCompact, event)
        checkDecoding(bytes, as: stored, event, prefix: nil)
        // As where the index of ids has the event, and where it has another.
        guard isCompact, case .success(let event) = event else { return }
        for prefix in [event.id.prefix, event.event.id.prefix, ~event.id.prefix] {
            checkDecoding(bytes, as: stored, .success(event), prefix: prefix)
        }
    }

    private static func read(_ bytes: [UInt8]) -> Result<StoredEvent, EventError> {
        Result { () throws(EventError) in try StoredEvent(bytes: bytes) }
    }

    /// Whether bytes are a compact body, as values say it.
    private static func isCompactAsRead(_ bytes: [UInt8]) -> Bool {
        guard bytes.count <= StoredEvent.maximumBytes, case .object(let object)? = try? JSONReader.parse(bytes),
            CanonicalJSON.bytes(.object(object)) == bytes
        else { return false }
        return !object.members.contains { ["batch", "id", "recorded", "seq"].contains($0.key) }
    }
}

// Either form gives the other.
extension BodyTarget {
    private static func checkMadeWhole(_ whole: [UInt8], of body: [UInt8]) {
        var scanner = StoredScanner()
        require((try? scanner.isCompact(whole)) != true, "a body made whole is compact")
        guard let event = try? StoredEvent(bytes: whole) else { return }
        require(
            event.seq == row.seq && event.batch == row.batch && event.recorded == row.recorded,
            "a body made whole says other than its row")
        require((try? scanner.id(of: body)) == event.id, "a body has another id than it gets")
        // Bytes that a ledger would write otherwise need not be what it can make compact.
        guard event.bytes == whole else { return }
        require(event.id == event.event.id, "a body gets another id than that of its event")
        require((try? scanner.compactBody(of: whole)) == body, "a body made whole is another one made compact")
    }

    /// Rows of a file that somebody altered may hold any numbers: no event is made of those that a ledger cannot write.
    private static func checkAlteredRows(_ body: [UInt8], _ scanner: inout StoredScanner) {
        for (seq, batch) in [(Int.min, 1), (0, 1), (1, -1), (1, Int.max), (1 << 53, 1)] {
            let row = RowStamp(seq: seq, batch: batch, recorded: row.recorded)
            guard let whole = try? scanner.wholeBytes(ofScanned: body, row) else {
                return require(false, "a body is not made whole with another row")
            }
            guard case .failure(let error) = read(whole) else {
                return require(false, "an event has a place that a ledger cannot write")
            }
            var decoder = StoredDecoder()
            let failure = failure { () throws(EventError) in
                try decoder.decode(body: body.span.bytes, seq: seq, batch: batch, idPrefix: 1)
            }
            require(failure == error, "a body in an altered row has another error")
        }
    }

    private static func checkMadeCompact(_ whole: [UInt8]) {
        var scanner = StoredScanner()
        guard let outline = try? scanner.outline(of: whole), let body = try? scanner.compactBody(of: whole) else {
            return require(false, "a stored event is not made compact")
        }
        guard outline.id == outline.contentID else { return require(body == whole, "a wrong id is left out") }
        require((try? scanner.isCompact(body)) == true, "what is made compact is not")
        let row = RowStamp(seq: outline.seq, batch: outline.batch, recorded: outline.recorded)
        require((try? scanner.wholeBytes(ofScanned: body, row)) == whole, "a body made whole is another event")
        require((try? scanner.id(of: body)) == outline.id, "made compact, an event has another id")
    }
}

// What is read of bodies in one pass.
extension BodyTarget {
    /// The body decodes as the stored bytes do, and these as the event that is read of them.
    ///
    /// - Parameter prefix: The first bytes of the id by the index.
    private static func checkDecoding(
        _ body: [UInt8], as stored: [UInt8], _ event: Result<StoredEvent, EventError>, prefix: UInt64?
    ) {
        var (decoder, other) = (StoredDecoder(), StoredDecoder())
        let failure = failure { () throws(EventError) in
            try decoder.decode(body: body.span.bytes, seq: row.seq, batch: row.batch, idPrefix: prefix)
        }
        let otherFailure = self.failure { () throws(EventError) in try other.decode(stored.span.bytes) }
        guard case .success(let event) = event else {
            if case .failure(let expected) = event {
                require(
                    failure == expected, "a body has another error: \(String(describing: failure)), not \(expected)")
                require(otherFailure == expected, "stored bytes have another error")
            }
            require(decoder.terms.count == 0 && other.terms.count == 0, "what cannot be read names something")
            return
        }
        require(failure == nil && otherFailure == nil, "an event is not decoded")
        let (record, whole) = (decoder.record, other.record)
        require(whole.seq == event.seq && whole.batch == event.batch, "an event has another place")
        require(whole.idPrefix == event.id.prefix, "an event has another id")
        require(whole.content.type == EventTypeCode(event.event.fact), "an event has another type")
        require(
            other.hasRightID(stored.span.bytes) == (event.id == event.event.id), "whether its id is right is not told")

        require(decoder.terms.texts == other.terms.texts, "a body names other terms")
        require(decoder.named == other.named, "a body names other ids")
        require(decoder.replacementNamed == other.replacementNamed, "a replacement names other ids")
        require(record.seq == whole.seq && record.batch == whole.batch, "a body has another place")
        require(record.target == whole.target, "a body is evidence about another event")
        let given = body == stored ? nil : prefix
        require(record.idPrefix == given ?? whole.idPrefix, "a body has another id")
        require(
            decoder.hasRightID(body.span.bytes)
                == (event.id == event.event.id && given ?? event.id.prefix == event.id.prefix),
            "whether a body's id is right is not told")
        require(record.content.position.map { $0.idPrefix == record.idPrefix } ?? true, "claims have another id")
        require((record.replacement == nil) == (whole.replacement == nil), "a replacement is missing")
        // Of two lengths one may be read in one pass, and the other leave more to be looked up.
        guard decoder.wholeCount == other.wholeCount else { return }
        compare(record.content, in: body, whole.content, in: stored)
        if let first = record.replacement, let second = whole.replacement {
            compare(first, in: body, second, in: stored)
        }
    }

    private static func failure(_ work: () throws(EventError) -> Void) -> EventError? {
        do throws(EventError) {
            try work()
            return nil
        } catch { return error }
    }

    private static func compare(
        _ first: ContentRecord, in body: [UInt8], _ second: ContentRecord, in stored: [UInt8]
    ) {
        require(first.type == second.type, "a body has another type")
        require(first.milestone == second.milestone, "a body bounds something else")
        require((first.position == nil) == (second.position == nil), "claims are missing")
        // Where the index has another id, so have the claims.
        if let one = first.position, let other = second.position, one.idPrefix == other.idPrefix {
            require(one == other, "a body claims something else")
        }
        guard let one = first.name, let other = second.name else {
            return require(first.name == nil && second.name == nil, "a name is missing")
        }
        require(
            one.entity == other.entity && one.since == other.since && one.isPlain == other.isPlain
                && body[one.bytes] == stored[other.bytes] && body[one.identifiers] == stored[other.identifiers],
            "a body gives another name")
    }
}

// Whether ids are those of what is said.
extension BodyTarget {
    /// An id is right that is the hash of what stands there, or of the event in normal form; and any of what is no event.
    private static func checkIDs(_ body: [UInt8], isCompact: Bool, _ event: Result<StoredEvent, EventError>) {
        var decoder = StoredDecoder()
        guard case .success(let event) = event else {
            return require(decoder.isRight(body: body.span.bytes, idPrefix: 1), "what is no event has a wrong id")
        }
        if isCompact {
            let right = [event.id.prefix, event.event.id.prefix]
            require(decoder.isRight(body: body.span.bytes, idPrefix: nil), "an id that nothing says is wrong")
            for prefix in right + [~right[0], right[1] ^ 1, 0] {
                require(
                    decoder.isRight(body: body.span.bytes, idPrefix: prefix) == right.contains(prefix),
                    "whether a body's id is right is told otherwise")
            }
        } else {
            var scanner = StoredScanner()
            let outline = try? scanner.outline(of: body)
            let isRight = decoder.isRight(body: body.span.bytes, idPrefix: 0)
            if event.id == event.event.id { require(isRight, "an event's own id is wrong") }
            if let outline {
                require(
                    isRight == (event.id == event.event.id || event.id == outline.contentID),
                    "whether an event's id is right is told otherwise")
            }
        }
    }
}
