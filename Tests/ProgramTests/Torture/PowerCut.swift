import Chance

/// How the power goes: which of the changes that are not on disk for certain are there afterwards.
struct PowerCut {
    /// Whether a change, or a part of one, survives; asked once for each, in order.
    private var survives: (inout SplitMix64) -> Bool
    /// In what parts a write survives, in bytes; nil for whole writes.
    private let unit: Int?
    /// What stands where a file grew and what was written there is lost.
    private let filler: UInt8
    /// Whether a file has grown where what was written at its end is lost.
    private let growsAnyway: Bool
    /// What stands in the file of shared memory; nil where there is none.
    private let sharedMemory: UInt8?
    private var random: SplitMix64

    /// A cut at random: everything is lost, nothing, most, or little; in sectors, in pages, or in whole writes.
    init(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let share: Double = [0, 0.02, 0.1, 0.5, 0.9, 0.98, 1].randomElement(using: &random) ?? 0
        survives = { $0.fraction() < share }
        unit = [512, 512, 4_096, nil].randomElement(using: &random) ?? nil
        filler = [0, 0xA5].randomElement(using: &random) ?? 0
        growsAnyway = .random(using: &random)
        sharedMemory = [nil, 0, 0xA5].randomElement(using: &random) ?? nil
        self.random = random
    }

    /// The cut after which exactly those changes are there, whole, whose bits are set.
    init(keeping bits: Int) {
        var rest = bits
        survives = { _ in
            defer { rest >>= 1 }
            return rest & 1 == 1
        }
        (unit, filler, growsAnyway, sharedMemory) = (nil, 0, false, nil)
        random = SplitMix64(seed: 0)
    }

    /// The files that are there when the power is back.
    mutating func files(on disk: PowerDisk) -> [String: [UInt8]] {
        var names = disk.keptNames
        for change in disk.nameChanges where survives(&random) {
            switch change {
            case .link(let name, let file): names[name] = file
            case .unlink(let name): names[name] = nil
            }
        }
        var contents = disk.files.map(\.kept)
        for (index, file) in disk.files.enumerated() {
            for change in file.changes { keep(change, in: &contents[index]) }
        }
        var files = names.mapValues { contents[$0] }
        if let sharedMemory { files["annals.db-shm"] = [UInt8](repeating: sharedMemory, count: 32_768) }
        return files
    }

    private mutating func keep(_ change: PowerDisk.Change, in bytes: inout [UInt8]) {
        guard case .write(let offset, let new) = change, let unit else {
            if survives(&random) { change.apply(to: &bytes) }
            return
        }
        var start = 0
        while start < new.count {
            let end = min(new.count, ((offset + start) / unit + 1) * unit - offset)
            if survives(&random) {
                PowerDisk.Change.put(new[start..<end], at: offset + start, in: &bytes, filler: filler)
            } else if growsAnyway && offset + end > bytes.count {
                bytes += [UInt8](repeating: filler, count: offset + end - bytes.count)
            }
            start = end
        }
    }
}
