// swift-tools-version: 6.0
import PackageDescription

let package = Package(
    name: "annals",
    products: [
        .executable(name: "annals", targets: ["CLI"]),
        .library(name: "Annals", targets: ["Annals"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    ],
    targets: [
        // Arrows run one way, from the top of this list to its bottom.
        .target(name: "Chronology"),
        .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
        .target(name: "SQLite", dependencies: ["CSQLite"]),
        .target(
            name: "Events",
            dependencies: ["Chronology", .product(name: "Crypto", package: "swift-crypto")],
            path: "Events"),
        .target(name: "Projections", dependencies: ["Chronology", "Events"], path: "Projections"),
        .target(name: "Proofs", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "EventLog", dependencies: ["Chronology", "Events", "Proofs", "SQLite"]),
        .target(name: "Annals", dependencies: ["Chronology", "Events", "Projections", "EventLog", "Proofs", "SQLite"]),
        .executableTarget(
            name: "CLI",
            dependencies: [
                "Annals", "Chronology", "Events", "EventLog", "Projections", "Proofs",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // Not for users: random numbers that come again, for tests.
        .target(name: "Chance", path: "Tests/Chance"),
        .target(name: "Tampering", dependencies: ["Events", "SQLite"], path: "Tests/Tampering"),
        .testTarget(name: "ChronologyTests", dependencies: ["Chance", "Chronology"], resources: [.copy("Vectors")]),
        .testTarget(name: "SQLiteTests", dependencies: ["SQLite"]),
        .testTarget(
            name: "EventsTests", dependencies: ["Chance", "Chronology", "Events"], resources: [.copy("Vectors")]),
        .testTarget(
            name: "ProjectionsTests", dependencies: ["Chance", "Chronology", "Events", "Projections"],
            resources: [.copy("Vectors")]),
        .testTarget(
            name: "ProofsTests", dependencies: ["Chance", "Proofs", .product(name: "Crypto", package: "swift-crypto")],
            resources: [.copy("Vectors")]),
        .testTarget(
            name: "EventLogTests",
            dependencies: ["Chance", "Chronology", "EventLog", "Events", "Proofs", "SQLite", "Tampering"]),
        .testTarget(
            name: "AnnalsTests",
            dependencies: [
                "Chance", "Annals", "Chronology", "Events", "EventLog", "Projections", "Proofs", "SQLite", "Tampering",
            ]),
        .testTarget(
            name: "CLITests", dependencies: ["CLI", "Chronology", "Events", "Projections"],
            resources: [.copy("Vectors")]),
        // A process that the trials of many writers start.
        .executableTarget(
            name: "TrialWriter", dependencies: ["Annals", "CSQLite", "EventLog", "Events", "SQLite"],
            path: "Tests/TrialWriter"),
        .testTarget(
            name: "ProgramTests",
            dependencies: [
                "Chance", "CLI", "TrialWriter", "Annals", "Chronology", "Events", "EventLog", "Proofs", "SQLite",
                "Tampering",
            ],
            resources: [.copy("Vectors")]),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "Chance",
                "Annals", "Chronology", "Events", "EventLog", "Projections", "Proofs", "SQLite",
                .product(name: "Crypto", package: "swift-crypto"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
