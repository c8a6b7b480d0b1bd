import Annals
import Projections

extension SetAside {
    /// Why an event does not count, and which event says so: "retracted by #12".
    var words: String { reason.words(by: by) }
}

extension SetAsideReason {
    /// The reason with the place of the event that says so.
    func words(by event: Int) -> String { "\(rawValue) by #\(event)" }
}
