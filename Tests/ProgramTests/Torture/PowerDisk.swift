/// A folder on a disk that keeps for certain only what was synced.
///
/// What was done since may be there after the power went or not, in any order and in part: a write sector by sector, a
/// name in the folder only once the folder was synced, whatever was synced of the file behind it.
struct PowerDisk {
    /// What was done to a file and is not on disk for certain.
    enum Change {
        case write(offset: Int, bytes: [UInt8])
        case truncate(size: Int)
    }

    /// What was done to a name and is not on disk for certain.
    enum NameChange {
        case link(String, Int)
        case unlink(String)
    }

    /// A file: what is on disk for certain, and what may be.
    struct File {
        var kept: [UInt8] = []
        var changes: [Change] = []
    }

    /// An operation on a file that the folder has not: the recording has a gap.
    struct NoSuchFile: Error {
        let name: String
    }

    private(set) var files: [File] = []
    private(set) var keptNames: [String: Int] = [:]
    private(set) var nameChanges: [NameChange] = []
    private var names: [String: Int] = [:]

    /// Does what a process asked for.
    mutating func apply(_ operation: PowerOperation) throws {
        switch operation {
        case .create(let name):
            guard names[name] == nil else { return }
            files.append(File())
            names[name] = files.count - 1
            nameChanges.append(.link(name, files.count - 1))
        case .write(let name, let offset, let bytes):
            files[try index(name)].changes.append(.write(offset: offset, bytes: bytes))
        case .truncate(let name, let size):
            files[try index(name)].changes.append(.truncate(size: size))
        case .unlink(let name):
            names[name] = nil
            nameChanges.append(.unlink(name))
        case .rename(let name, let new):
            let file = try index(name)
            names[name] = nil
            names[new] = file
            nameChanges += [.link(new, file), .unlink(name)]
        case .link(let name, let new):
            let file = try index(name)
            names[new] = file
            nameChanges.append(.link(new, file))
        case .sync(let name):
            let index = try index(name)
            for change in files[index].changes { change.apply(to: &files[index].kept) }
            files[index].changes = []
        case .syncFolder:
            keptNames = names
            nameChanges = []
        case .lock, .unlock, .exit, .speak:
            break
        }
    }

    private func index(_ name: String) throws -> Int {
        guard let index = names[name] else { throw NoSuchFile(name: name) }
        return index
    }

    /// How many changes may be there or not.
    var uncertainties: Int { nameChanges.count + files.map(\.changes.count).reduce(0, +) }
}

extension PowerDisk.Change {
    /// Does the whole of it.
    func apply(to bytes: inout [UInt8]) {
        switch self {
        case .write(let offset, let new): Self.put(new[...], at: offset, in: &bytes, filler: 0)
        case .truncate(let size):
            if size < bytes.count { bytes.removeLast(bytes.count - size) }
            if size > bytes.count { bytes += [UInt8](repeating: 0, count: size - bytes.count) }
        }
    }

    /// Puts bytes at a place of a file; what lies between its end and them is filled.
    static func put(_ new: ArraySlice<UInt8>, at offset: Int, in bytes: inout [UInt8], filler: UInt8) {
        let end = offset + new.count
        if end > bytes.count { bytes += [UInt8](repeating: filler, count: end - bytes.count) }
        bytes.replaceSubrange(offset..<end, with: new)
    }
}
