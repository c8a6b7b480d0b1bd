/// A reader of hostile bytes, with a law that what it accepts has to keep.
protocol FuzzTarget {
    /// Its name on the command line and that of its corpus.
    static var name: String { get }
    /// Reads the bytes, and tells `require` whether the law holds.
    static func run(_ bytes: [UInt8])
}

/// All targets.
enum FuzzTargets {
    static var all: [any FuzzTarget.Type] {
        [
            JSONTarget.self, EDTFTarget.self, PhraseTarget.self, EventTarget.self, BodyTarget.self,
            RedactionTarget.self,
            Base64Target.self, NoteTarget.self, ProofTarget.self, KeyTarget.self, BundleTarget.self,
        ]
    }

    static func named(_ name: String) -> (any FuzzTarget.Type)? { all.first { $0.name == name } }
}
