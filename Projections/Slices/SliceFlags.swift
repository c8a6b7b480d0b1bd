/// What the packed index knows of a row besides numbers and days.
public struct SliceFlags: RawRepresentable, Hashable, Sendable, BitwiseCopyable {
    /// The bits as they are stored.
    public var rawValue: UInt32

    /// Takes stored bits as they are; ``isSound`` tells whether a row can have them.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// What a row says of its key.
    public enum Matter: UInt32, Sendable {
        /// The days of one stint.
        case stint
        /// A day on which somebody saw the holder in post.
        case seenDay
        /// Days that an interval of `position.held` surely covers.
        case coveredDays
        /// A stint that no day is left for, or none that can be asked for: it is in no answer, and tells that the key is
        /// there.
        case daylessStint
    }

    /// The flags of a stint of which nothing is disputed and both sides are dated by claims.
    public static let plainStint = SliceFlags(
        rawValue: Bit.isStartDated | Bit.isEndDated | Bit.isStartClaimed | Bit.isEndClaimed)

    /// The flag of a row that is the only one of its key.
    static var sole: SliceFlags { SliceFlags(rawValue: Bit.isSole) }

    private enum Bit {
        static let matter: UInt32 = 0b11
        static let endState: UInt32 = 0b11 << 2
        static let kind: UInt32 = 0b11 << 4
        static let acting: UInt32 = 1 << 4
        static let isStartDated: UInt32 = 1 << 6
        static let isEndDated: UInt32 = 1 << 7
        static let isStartClaimed: UInt32 = 1 << 8
        static let isEndClaimed: UInt32 = 1 << 9
        static let isStartDisputed: UInt32 = 1 << 10
        static let isEndDisputed: UInt32 = 1 << 11
        static let isEndInferred: UInt32 = 1 << 12
        static let isEndClosedByLimit: UInt32 = 1 << 13
        static let isAlone: UInt32 = 1 << 14
        static let isSole: UInt32 = 1 << 15
        static let all: UInt32 = 1 << 16 - 1
    }

    /// Whether every bit has a meaning.
    public var isSound: Bool {
        rawValue & ~Bit.all == 0 && rawValue & Bit.endState != Bit.endState && rawValue & Bit.kind != Bit.kind
    }

    private subscript(bit: UInt32) -> Bool {
        get { rawValue & bit != 0 }
        set { rawValue = newValue ? rawValue | bit : rawValue & ~bit }
    }

    /// What the row says of its key.
    public var matter: Matter {
        get { Matter(rawValue: rawValue & Bit.matter) ?? .stint }
        set { rawValue = rawValue & ~Bit.matter | newValue.rawValue }
    }

    /// Whether the row is a stint.
    public var isStint: Bool { rawValue & Bit.matter == 0 }

    /// Whether the row is a stint of somebody who is there for the interim.
    public var isActing: Bool { rawValue & (Bit.matter | Bit.kind) == Bit.acting }

    /// How the stint ends.
    public var endState: EndState {
        get {
            switch rawValue & Bit.endState {
            case 0: .ended
            case 1 << 2: .open
            default: .unknown
            }
        }
        set {
            let code: UInt32 =
                switch newValue {
                case .ended: 0
                case .open: 1
                case .unknown: 2
                }
            rawValue = rawValue & ~Bit.endState | code << 2
        }
    }

    /// Interim, permanent or not said.
    public var kind: StintKind {
        get {
            switch rawValue & Bit.kind {
            case 0: .permanent
            case Bit.acting: .acting
            default: .either
            }
        }
        set {
            let code: UInt32 =
                switch newValue {
                case .permanent: 0
                case .acting: Bit.acting
                case .either: 2 << 4
                }
            rawValue = rawValue & ~Bit.kind | code
        }
    }

    /// Whether a claim or a neighbouring stint dates the start.
    public var isStartDated: Bool {
        get { self[Bit.isStartDated] }
        set { self[Bit.isStartDated] = newValue }
    }
    /// Whether a claim or a neighbouring stint dates the end.
    public var isEndDated: Bool {
        get { self[Bit.isEndDated] }
        set { self[Bit.isEndDated] = newValue }
    }
    /// Whether a claim dates the start itself.
    public var isStartClaimed: Bool {
        get { self[Bit.isStartClaimed] }
        set { self[Bit.isStartClaimed] = newValue }
    }
    /// Whether a claim dates the end itself.
    public var isEndClaimed: Bool {
        get { self[Bit.isEndClaimed] }
        set { self[Bit.isEndClaimed] = newValue }
    }
    /// Whether claims of the start disagree.
    public var isStartDisputed: Bool {
        get { self[Bit.isStartDisputed] }
        set { self[Bit.isStartDisputed] = newValue }
    }
    /// Whether claims of the end disagree.
    public var isEndDisputed: Bool {
        get { self[Bit.isEndDisputed] }
        set { self[Bit.isEndDisputed] = newValue }
    }
    /// Whether no source states the end itself.
    public var isEndInferred: Bool {
        get { self[Bit.isEndInferred] }
        set { self[Bit.isEndInferred] = newValue }
    }
    /// Whether a limit is what ended the stint.
    public var isEndClosedByLimit: Bool {
        get { self[Bit.isEndClosedByLimit] }
        set { self[Bit.isEndClosedByLimit] = newValue }
    }

    /// Whether claims of either moment disagree.
    public var isDisputed: Bool { rawValue & (Bit.isStartDisputed | Bit.isEndDisputed) != 0 }

    /// Whether no other row of the key can hold on a day on which this one can.
    public var isAlone: Bool {
        get { self[Bit.isAlone] }
        set { self[Bit.isAlone] = newValue }
    }
    /// Whether the key has no other row.
    public var isSole: Bool {
        get { self[Bit.isSole] }
        set { self[Bit.isSole] = newValue }
    }
}

extension SliceFlags {
    /// The flags of a stint.
    public init(_ stint: Stint) {
        self.init(rawValue: 0)
        endState = stint.endState
        kind = stint.kind
        isStartDated = stint.isStartDated
        isEndDated = stint.isEndDated
        isStartClaimed = stint.isStartClaimed
        isEndClaimed = stint.isEndClaimed
        isStartDisputed = stint.isStartDisputed
        isEndDisputed = stint.isEndDisputed
        isEndInferred = stint.isEndInferred
        isEndClosedByLimit = stint.isEndClosedByLimit
    }
}
