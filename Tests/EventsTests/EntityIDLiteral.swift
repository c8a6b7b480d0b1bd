import Events

extension EntityID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        self = EntityID(text)!
    }
}
