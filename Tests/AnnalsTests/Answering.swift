import Foundation
import Synchronization

/// Something that another thread does.
final class Answering: Sendable {
    private let result = Mutex<Result<Void, any Error>?>(nil)

    init(_ body: @escaping @Sendable () throws -> Void) {
        Thread.detachNewThread { [self] in
            let outcome = Result { try body() }
            result.withLock { $0 = outcome }
        }
    }

    /// Waits until it is done.
    func wait() throws {
        while true {
            if let outcome = result.withLock({ $0 }) { return try outcome.get() }
            Self.rest()
        }
    }

    /// Lets others go on for a moment.
    static func rest() { usleep(1_000) }
}
