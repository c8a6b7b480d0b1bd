/// The fields that events of all types share.
enum CommonFields {
    static func date(_ rule: DateRule) -> FieldDescription {
        FieldDescription("date", .date(rule), required: true, "when it happened, as an EDTF date")
    }

    static let aboutTheClaim: [FieldDescription] = [
        FieldDescription("order", .integer(integers), "sorts events whose dates do not tell (default 0)"),
        FieldDescription("sources", .sources, "the sources that say so"),
        FieldDescription("attributed_to", .entityOrText, "who is said to have said so, where a source passes it on"),
        FieldDescription("note", .text(.prose), "a free remark"),
        FieldDescription("x", .extra, "fields of your own, kept and shown, never interpreted"),
        FieldDescription("v", .integer(1...integers.upperBound), "version of the type (default 1)"),
    ]

    /// The whole numbers that a JSON number holds exactly.
    static let integers = -9_007_199_254_740_991...9_007_199_254_740_991

    /// The names of the fields that the ledger assigns.
    static let assigned = ["id", "seq", "recorded", "batch", "salt", "author", "message"]

    /// Whether a key is one of these: no two are of one length, so one comparison tells.
    static func isAssigned(_ key: String) -> Bool {
        switch key.utf8.count {
        case 2: key == "id"
        case 3: key == "seq"
        case 4: key == "salt"
        case 5: key == "batch"
        case 6: key == "author"
        case 7: key == "message"
        case 8: key == "recorded"
        default: false
        }
    }
}
