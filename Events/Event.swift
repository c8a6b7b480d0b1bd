import Chronology

/// What is said to have happened, when, and by whose word: an event without the fields that the ledger assigns.
///
/// An event made in Swift is taken as it is; `validated()` applies the rules that reading JSON applies.
public struct Event: Hashable, Sendable {
    /// The longest that an event's canonical JSON may be, in bytes.
    ///
    /// Stored bytes are at most 65,535; this leaves room for the assigned fields at their longest.
    public static let maximumBytes = 55_000

    /// What is said, with the type's own fields.
    public let fact: Fact
    /// World time: when it happened. Nil on types that have none.
    public let date: EDTF?
    /// Sorts events whose dates do not tell.
    public let order: Int
    /// The sources that say so, sorted and distinct.
    public let sources: [Citation]
    /// Who is said to have said so, where a source only passes it on.
    public let attributedTo: Reference?
    /// A free remark.
    public let note: String?
    /// The user's own fields, `x` in JSON: kept, shown, never interpreted.
    public let extra: JSONObject
    /// The version of the type in which the event was written, `v` in JSON.
    public let version: Int

    /// The event as it was written, where that was in an older version of its type: ids and stored bytes rest on it.
    let olderForm: JSONObject?

    /// Creates an event as given, but for its sources, which are sorted and made distinct.
    ///
    /// Nothing else is checked or brought into normal form: ``validated()`` does both, and so does every append.
    public init(
        _ fact: Fact, date: EDTF? = nil, order: Int = 0, sources: [Citation] = [], attributedTo: Reference? = nil,
        note: String? = nil, extra: JSONObject = [:], version: Int = 1
    ) {
        self.init(
            fact, date: date, order: order, sources: sources, attributedTo: attributedTo, note: note, extra: extra,
            version: version, olderForm: nil)
    }

    init(
        _ fact: Fact, date: EDTF?, order: Int, sources: [Citation], attributedTo: Reference?, note: String?,
        extra: JSONObject, version: Int, olderForm: JSONObject?
    ) {
        self.fact = fact
        self.date = date
        self.order = order
        self.sources = Self.normalized(sources)
        self.attributedTo = attributedTo
        self.note = note
        self.extra = extra
        self.version = version
        self.olderForm = olderForm
    }

    /// Reads an event out of JSON and checks all of it.
    ///
    /// Null and empty fields count as absent. Fields that the ledger assigns are refused (`EventLine` takes them).
    public init(json: JSONValue) throws(EventError) {
        self = try EventDecoding(upcasting: .current).event(json)
    }

    /// The event as reading its JSON gives it; throws where that refuses it.
    public func validated() throws(EventError) -> Event {
        try Event(json: .object(json))
    }

    /// The type's name, `family.past_tense`.
    public var type: String { fact.type }

    /// The SHA-256 of the canonical JSON (RFC 8785) of `json`.
    public var id: EventID { EventID(hashing: canonicalBytes) }

    /// The bytes that `id` is the hash of.
    public var canonicalBytes: [UInt8] { CanonicalJSON.bytes(.object(json)) }

    private static func normalized(_ sources: [Citation]) -> [Citation] {
        guard sources.count > 1 else { return sources }
        var distinct: [Citation] = []
        for citation in sources.sorted() where distinct.last != citation { distinct.append(citation) }
        return distinct
    }
}
