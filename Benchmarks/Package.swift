// swift-tools-version: 6.0
import PackageDescription

// A package of its own, so that nobody who builds Annals builds this: `make bench` does.
let package = Package(
    name: "annals-benchmarks",
    dependencies: [.package(name: "annals", path: "..")],
    targets: [
        // Ledgers that come out the same every time, and what is to be asked of them.
        .target(name: "Workload", dependencies: [.product(name: "Annals", package: "annals")]),
        // Counts how often this process has something put on disk, and asks for memory.
        .target(name: "Counters"),
        .executableTarget(
            name: "bench", dependencies: ["Counters", "Workload", .product(name: "Annals", package: "annals")],
            path: "Sources/Bench"),
        // What SQLite and SHA-256 themselves cost, in C; and what other processes cost.
        .executableTarget(
            name: "floor", path: "Sources/Floor",
            linkerSettings: [.linkedLibrary("sqlite3"), .linkedLibrary("crypto")]),
        .testTarget(name: "WorkloadTests", dependencies: ["Workload", .product(name: "Annals", package: "annals")]),
        .testTarget(
            name: "GuardTests", dependencies: ["Counters", "Workload", .product(name: "Annals", package: "annals")]),
    ],
    swiftLanguageModes: [.v6]
)
