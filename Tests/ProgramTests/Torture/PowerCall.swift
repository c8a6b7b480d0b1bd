/// One line of what `strace -f -y -xx` writes: `19618 fdatasync(4<\x2f\x74>) = 0`.
struct PowerCall {
    /// The name of the system call; `+++` where the process ended.
    let name: String
    /// What the call returned; nil where it did not return.
    let result: Int?
    /// The path of the descriptor that the call returned.
    let resultPath: String?
    /// The first argument, where it is a descriptor.
    let descriptor: Int?
    /// That descriptor's path.
    let path: String?
    /// The last argument, where it is a number.
    let lastNumber: Int?

    private let arguments: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) {
        let parts = line.split(separator: UInt8(ascii: " "), maxSplits: 1, omittingEmptySubsequences: true)
        // Short process numbers are padded.
        let call = parts.count > 1 ? parts[1].drop { $0 == UInt8(ascii: " ") } : []
        guard let open = call.firstIndex(of: UInt8(ascii: "(")), let close = call.lastIndex(of: UInt8(ascii: "=")),
            open < close
        else {
            name = String(decoding: call.prefix(3), as: UTF8.self)
            (result, resultPath, descriptor, path, lastNumber, arguments) = (nil, nil, nil, nil, nil, [])
            return
        }
        name = String(decoding: call[..<open], as: UTF8.self)
        let arguments = call[(open + 1)..<close]
        self.arguments = arguments
        let returned = call[(close + 1)...].drop { $0 == UInt8(ascii: " ") }
        result = Self.number(returned)
        resultPath = Self.bracketed(returned)
        descriptor = Self.number(arguments)
        path = descriptor == nil ? nil : Self.bracketed(arguments)
        let end = arguments.lastIndex(of: UInt8(ascii: ")")) ?? arguments.endIndex
        let comma = arguments[..<end].lastIndex(of: UInt8(ascii: ","))
        lastNumber = comma.flatMap { Self.number(arguments[($0 + 1)..<end].drop { $0 == UInt8(ascii: " ") }) }
    }

    /// Whether the call did what it was asked for.
    var succeeded: Bool { result.map { $0 >= 0 } ?? false }

    /// The arguments as they are written, for what is no string and for complaints.
    var text: String {
        "\(name)(" + String(decoding: arguments.filter { $0 != UInt8(ascii: "\\") }.suffix(120), as: UTF8.self)
    }

    /// The arguments in quotation marks, as bytes.
    func strings() -> [[UInt8]] {
        var strings: [[UInt8]] = []
        var rest = arguments
        while let start = rest.firstIndex(of: UInt8(ascii: "\"")) {
            let body = rest[(start + 1)...]
            guard let end = body.firstIndex(of: UInt8(ascii: "\"")) else { break }
            strings.append(Self.decoded(body[..<end]))
            rest = body[(end + 1)...]
        }
        return strings
    }

    /// A whole number in front, perhaps with a sign.
    private static func number(_ text: ArraySlice<UInt8>) -> Int? {
        let digits = text.prefix { ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: "-") }
        return Int(String(decoding: digits, as: UTF8.self))
    }

    /// The path in the first pair of angle brackets.
    private static func bracketed(_ text: ArraySlice<UInt8>) -> String? {
        let digits = text.prefix { $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ",") }
        guard digits.endIndex < text.endIndex, text[digits.endIndex] == UInt8(ascii: "<") else { return nil }
        let body = text[(digits.endIndex + 1)...]
        guard let end = body.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        return String(decoding: decoded(body[..<end]), as: UTF8.self)
    }

    /// Bytes written as `\x2f`.
    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.withUnsafeBufferPointer { text in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count / 4)
            var index = 0
            while index + 3 < text.count {
                bytes.append(digit(text[index + 2]) << 4 | digit(text[index + 3]))
                index += 4
            }
            return bytes
        }
    }

    @inline(__always)
    private static func digit(_ character: UInt8) -> UInt8 {
        character <= UInt8(ascii: "9") ? character - UInt8(ascii: "0") : character - UInt8(ascii: "a") + 10
    }
}
