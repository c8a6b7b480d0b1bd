extension Event {
    /// The event in normal form: NFC; absent, empty and default fields left out; sources as objects, sorted.
    ///
    /// Without assigned fields. The order of the members is the type, the date, the type's own fields, the common ones.
    public var json: JSONObject {
        if let olderForm { return olderForm }
        var writer = FieldWriter()
        writer.write("type", type)
        writer.write("date", date)
        fact.payload.write(to: &writer)
        if order != 0 { writer.write("order", order) }
        writer.write("sources", sources)
        writer.write("attributed_to", attributedTo)
        writer.write("note", note)
        writer.write("x", json: .object(JSONNormalization.normalized(extra)))
        if version != 1 { writer.write("v", version) }
        return writer.object
    }
}
