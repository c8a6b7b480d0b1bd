internal import CSQLite
import Synchronization

/// A way to stop a connection's running statements from any other task or thread.
///
/// It may outlive its connection; interrupting a closed connection does nothing.
public final class InterruptHandle: Sendable {
    // The connection's address as a number, 0 once closed. A number is Sendable, and turns into a pointer in one
    // place only, under the lock.
    private let address: Mutex<UInt>

    init(_ database: OpaquePointer) {
        address = Mutex(UInt(bitPattern: database))
    }

    /// Makes the statements that are running now fail with `SQLITE_INTERRUPT`.
    ///
    /// A write that is stopped inside a transaction rolls the whole transaction back. A connection that is idle is
    /// not affected: the next statement runs as if nothing had happened.
    public func interrupt() {
        // sqlite3_interrupt is documented as safe from a thread other than the one that runs the statement, provided
        // that the connection is not closed before it returns. `invalidate` takes the same lock before the
        // connection closes, so the address read here stays a live connection until this closure ends.
        address.withLock { address in
            if let database = OpaquePointer(bitPattern: address) {
                sqlite3_interrupt(database)
            }
        }
    }

    /// Lets go of the connection; called before it closes.
    func invalidate() {
        address.withLock { $0 = 0 }
    }

    /// Takes the connection back after a close that was refused.
    func restore(_ database: OpaquePointer) {
        let number = UInt(bitPattern: database)
        address.withLock { $0 = number }
    }
}
