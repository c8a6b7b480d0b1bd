import CSQLite

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Makes checkpoints of this process stop for a moment where being stopped is worst.
///
/// Between reading how long the write-ahead log is and how much of it has been moved, a checkpoint calls `xUnfetch` of
/// the database file. A scheduler may stop a process there at any time and seldom does; this one does it every time.
enum UnluckyScheduler {
    /// What others do while a checkpoint is stopped. The thread that makes checkpoints is the only one that sets it.
    nonisolated(unsafe) static var whileStopped: () -> Void = {}

    // One thread sets these before it opens its first database and changes them no more.
    nonisolated(unsafe) private static var openAsUsual: OpenFile?
    nonisolated(unsafe) private static let methods = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)

    private typealias OpenFile =
        @convention(c) (
            UnsafeMutablePointer<sqlite3_vfs>?, UnsafePointer<CChar>?, UnsafeMutablePointer<sqlite3_file>?, Int32,
            UnsafeMutablePointer<Int32>?
        ) -> Int32

    /// Puts itself in front of the system's files.
    static func takeOver() {
        guard let system = sqlite3_vfs_find(nil) else { return }
        // SQLite keeps the pointer for as long as the process lives.
        let unlucky = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        unlucky.initialize(to: system.pointee)
        let name: StaticString = "unlucky"
        unlucky.pointee.zName = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
        openAsUsual = system.pointee.xOpen
        unlucky.pointee.xOpen = { vfs, name, file, flags, flagsOut in
            guard let open = UnluckyScheduler.openAsUsual else { return SQLITE_CANTOPEN }
            let code = open(vfs, name, file, flags, flagsOut)
            guard code == SQLITE_OK, flags & SQLITE_OPEN_MAIN_DB != 0, let file, let usual = file.pointee.pMethods
            else { return code }
            UnluckyScheduler.methods.initialize(to: usual.pointee)
            UnluckyScheduler.methods.pointee.xUnfetch = { _, _, _ in
                UnluckyScheduler.whileStopped()
                return SQLITE_OK
            }
            file.pointee.pMethods = UnsafePointer(UnluckyScheduler.methods)
            return SQLITE_OK
        }
        sqlite3_vfs_register(unlucky, 1)
    }
}
