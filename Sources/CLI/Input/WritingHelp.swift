import Events

/// The help of the commands that record evidence, made of the catalog as that of `annals append` is.
enum WritingHelp {
    /// The help of `annals correct` before the event is known.
    static var correct: [String] {
        [
            "Correct what an event says, field by field.",
            "",
            "  annals correct EVENT --field value …   the fields that change; annals correct EVENT --help lists them",
            "",
            "  annals correct 12 --date 2001-06 --source gazette --message \"The Gazette gives the month\"",
            "",
            "EVENT is its position in the log, its id, or the first digits of that. What is not given stays as the",
            "event says it now. A list is replaced whole, the fields of your own in x one by one. A source that is",
            "given is added to those of the event, and is the correction's own: asked with --published, the correction",
            "counts from when that source was published.",
        ] + AppendHelp.optionsSection(of: nil, .correct)
    }

    /// The help of `annals correct` for an event of a type.
    static func correct(_ type: EventTypeDescription) -> [String] {
        ["Correct an event of the type \(type.type): \(type.summary)", "", "  annals correct EVENT --field value …"]
            + AppendHelp.fieldsAndOptions(of: type, without: [], .correct)
    }

    /// The help of a command that appends one event of evidence.
    ///
    /// - Parameter given: The fields that words without flags give.
    static func page(
        of type: EventTypeDescription, _ usage: String, without given: [String], _ command: WritingCommand
    ) -> [String] {
        [type.summary, "", "  \(usage)"] + AppendHelp.fieldsAndOptions(of: type, without: given, command)
    }
}
