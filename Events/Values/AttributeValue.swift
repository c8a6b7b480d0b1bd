/// The value of an attribute: text (an id is text), a number, or a list of either.
public enum AttributeValue: Hashable, Sendable {
    case text(String)
    case number(Double)
    /// Never empty, and never a list of lists.
    case list([AttributeValue])
}
