import CFuzzer
import Glibc

/// `Fuzz TARGET [libFuzzer's options and corpus folders]`: feeds one reader with what libFuzzer makes up.
///
/// Without a target it lists them.
@main
enum Main {
    /// What is fuzzed.
    ///
    /// Safe without isolation: `main` writes it before it starts the fuzzer, which calls back on the same thread, and
    /// nobody writes it after.
    nonisolated(unsafe) private static var target: any FuzzTarget.Type = JSONTarget.self

    /// Names the target to processes that the fuzzer starts, which get no word of it.
    private static let variable = "ANNALS_FUZZ_TARGET"

    static func main() {
        var count = CommandLine.argc
        var arguments = UnsafeMutablePointer(CommandLine.unsafeArgv)
        if let inherited = getenv(variable).map({ String(cString: $0) }), let chosen = FuzzTargets.named(inherited) {
            target = chosen
        } else if let name = CommandLine.arguments.dropFirst().first, let chosen = FuzzTargets.named(name) {
            target = chosen
            setenv(variable, name, 1)
            // The fuzzer gets its own name and what stands behind the target's.
            arguments[1] = arguments[0]
            arguments += 1
            count -= 1
        } else {
            for target in FuzzTargets.all { print(target.name) }
            return
        }
        _ = withUnsafeMutablePointer(to: &arguments) { pointer in
            pointer.withMemoryRebound(to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1) {
                LLVMFuzzerRunDriver(&count, $0) { data, size in
                    // The fuzzer vouches for `size` bytes at `data` while this runs; they are copied at once.
                    Main.target.run(Array(UnsafeBufferPointer(start: data, count: size)))
                    return 0
                }
            }
        }
    }
}
