// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that nobody who builds Annals builds this: `Scripts/fuzz.sh` does. What is fuzzed is taken
// by links to the sources, since all of it has to be compiled with the fuzzer's instrumentation.
let package = Package(
    name: "annals-fuzzing",
    dependencies: [
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")
    ],
    targets: [
        .target(name: "Chronology"),
        .target(name: "Events", dependencies: ["Chronology", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Proofs", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(name: "Projections", dependencies: ["Chronology", "Events"]),
        .target(name: "EventLog", dependencies: ["Chronology", "Events", "Proofs", "SQLite"]),
        .target(name: "Annals", dependencies: ["Chronology", "Events", "Projections", "EventLog", "Proofs", "SQLite"]),
        .target(name: "CFuzzer"),
        .executableTarget(name: "Fuzz", dependencies: ["CFuzzer", "Annals", "Chronology", "Events", "Proofs"]),
    ],
    swiftLanguageModes: [.v6]
)
