import Events

extension Fact {
    /// The event that evidence speaks of; nil for facts, distrust and merges.
    public var target: EventID? {
        switch self {
        case .eventCorrected(let correction): correction.event
        case .eventRetracted(let retraction): retraction.event
        default: nil
        }
    }
}
