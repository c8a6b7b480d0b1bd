/// Why the packed index cannot answer or take a row.
public enum SliceError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The bytes under a chunk's name are not a chunk that can stand there.
    case damagedChunk(name: Int64, Damage)
    /// A row that was to be removed is not there.
    case missingRow(person: UInt32, seat: UInt32)
    /// A row that was to be added is there.
    case doubledRow(person: UInt32, seat: UInt32)
    /// A day too far off to be asked for in 32 bits: the tenures themselves tell.
    case dayOutOfRange(Int)
    /// A batch number that 32 bits do not hold.
    case batchOutOfRange(Int)

    /// What is wrong with a chunk.
    public enum Damage: Hashable, Sendable {
        /// It is shorter than what every chunk begins with, or of another format.
        case noHeader
        /// It does not have the length that its rows need.
        case length(Int, needed: Int)
        /// No chunk of its extent has the name, or as many rows.
        case extent
        /// A row has flags that no row can have.
        case flags(UInt32)
        /// A row stands out of order, or in the wrong chunk.
        case order(row: Int)
    }

    /// What is wrong.
    public var description: String {
        switch self {
        case .damagedChunk(let name, let damage): "chunk \(name) of the packed index is damaged: \(damage)"
        case .missingRow(let person, let seat):
            "the packed index lacks a row of person \(person) in seat \(seat) that it should have"
        case .doubledRow(let person, let seat):
            "the packed index already has a row of person \(person) in seat \(seat) that is to be added"
        case .dayOutOfRange(let day): "day \(day) is too far off for the packed index"
        case .batchOutOfRange(let batch): "batch \(batch) is beyond what the packed index can number"
        }
    }
}

extension SliceError.Damage: CustomStringConvertible {
    /// What is wrong.
    public var description: String {
        switch self {
        case .noHeader: "it does not begin as a chunk does"
        case .length(let length, let needed): "it has \(length) bytes where its rows need \(needed)"
        case .extent: "no chunk of its extent has that name, or as many rows"
        case .flags(let flags): "no row has the flags \(flags)"
        case .order(let row): "row \(row) stands out of order"
        }
    }
}
