/// What events of one type say, and the type's description as data.
public protocol EventPayload: Hashable, Sendable {
    /// The type's name, `family.past_tense`.
    static var type: String { get }
    static var family: EventFamily { get }
    /// What an event of the type says, as a sentence for help texts.
    static var summary: String { get }
    /// Whether it has a world date, and of what shape.
    static var date: WorldDate { get }
    /// The type's own fields, in the order in which they are written.
    static var fields: [FieldDescription] { get }
    /// Fields of which at least one must be given.
    static var alternatives: [String] { get }

    /// The payload as a fact.
    var fact: Fact { get }
}

extension EventPayload {
    public static var date: WorldDate { .required(.point) }
    public static var alternatives: [String] { [] }
}
