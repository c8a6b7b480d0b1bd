/// Something typed that cannot be what it is given as: the flag, and what is wrong with it.
struct InputError: Error, CustomStringConvertible {
    /// The flag, or nil where the whole is meant.
    let flag: String?
    let reason: String

    init(_ flag: String?, _ reason: String) {
        self.flag = flag
        self.reason = reason
    }

    var description: String { flag.map { "\($0): \(reason)" } ?? reason }
}
