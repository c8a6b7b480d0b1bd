/// One thing that a process asked of the disk, or a moment that matters to whoever watches it.
///
/// Files go by their names in the ledger's folder.
enum PowerOperation: Equatable {
    case create(String)
    case write(String, offset: Int, bytes: [UInt8])
    case truncate(String, size: Int)
    case unlink(String)
    case rename(String, to: String)
    /// The file has one more name.
    case link(String, to: String)
    /// What was done to a file is on disk.
    case sync(String)
    /// What was done to the names in the folder is on disk.
    case syncFolder
    case lock
    case unlock
    /// The process has ended, and its locks with it.
    case exit
    /// The process has said something on standard output: what it has recorded is acknowledged.
    case speak

    /// The file that the operation changes; nil where it changes none.
    var changedFile: String? {
        switch self {
        case .write(let name, _, _), .truncate(let name, _), .unlink(let name), .rename(let name, _): name
        case .create, .link, .sync, .syncFolder, .lock, .unlock, .exit, .speak: nil
        }
    }
}
