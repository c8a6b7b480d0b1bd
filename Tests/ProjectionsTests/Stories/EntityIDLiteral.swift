import Events

extension EntityID: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) {
        guard let id = EntityID(text) else { preconditionFailure("\(text) is not an id") }
        self = id
    }
}
