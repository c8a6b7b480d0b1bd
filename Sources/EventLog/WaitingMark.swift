#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The mark of those who wait for a ledger's lock, for whoever is about to take it once more.
///
/// A shared lock on the first byte of the lock file, which belongs to the open file and to no process. It keeps nobody
/// out, and the system takes it away when a process dies. Where the system has none, nobody seems to wait.
struct WaitingMark {
    let descriptor: Int32

    /// Whether another than this one waits.
    var isAnybodyElse: Bool {
        #if os(Linux)
            var byte = Self.firstByte(F_WRLCK)
            return fcntl(descriptor, Self.askOpenFileLock, &byte) == 0 && byte.l_type != Int16(F_UNLCK)
        #else
            return false
        #endif
    }

    /// Says that this one waits.
    func begin() {
        #if os(Linux)
            var byte = Self.firstByte(F_RDLCK)
            _ = fcntl(descriptor, Self.setOpenFileLock, &byte)
        #endif
    }

    /// Says that it waits no more.
    func end() {
        #if os(Linux)
            var byte = Self.firstByte(F_UNLCK)
            _ = fcntl(descriptor, Self.setOpenFileLock, &byte)
        #endif
    }

    #if os(Linux)
        /// `F_OFD_GETLK` and `F_OFD_SETLK`: the C library shows them to GNU sources only; the same on all architectures.
        private static let askOpenFileLock: Int32 = 36
        private static let setOpenFileLock: Int32 = 37

        private static func firstByte(_ kind: Int32) -> flock {
            var byte = flock()
            byte.l_type = Int16(kind)
            byte.l_whence = Int16(SEEK_SET)
            byte.l_len = 1
            return byte
        }
    #endif
}
