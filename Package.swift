// swift-tools-version: 6.3
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Rooms, from the ground up; a room imports only what stands above it in this list.
let package = Package(
    name: "pairledger",
    products: [
        .executable(name: "pairledger", targets: ["pairledger"])
    ],
    dependencies: [
        // Commands, options, help, completions and manual pages.
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        // SHA-256, for leaf hashes, checksums and derived identifiers.
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        // Runs initdb, and starts postgres in a session of its own.
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        // The file descriptors and permissions that swift-subprocess takes.
        .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    ],
    targets: [
        .systemLibrary(name: "CPostgres", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        // Reads XML piece by piece; libxml2, and Foundation's parser around it, load 30 MB of ICU at every start.
        .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
        // For tests: schemas, by which expat does not look at a document.
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(
            name: "Schema", path: "Schema",
            resources: [
                .embedInCode("roles"), .embedInCode("schemas"), .embedInCode("tables"), .embedInCode("functions"),
                .embedInCode("indexes"), .embedInCode("views"), .embedInCode("triggers"), .embedInCode("ledgers"),
                .embedInCode("audits"), .embedInCode("privileges"), .embedInCode("policies"),
            ],
            swiftSettings: settings),
        .target(name: "CanonicalJSON", swiftSettings: settings),
        .target(name: "Postgres", dependencies: ["CPostgres"], swiftSettings: settings + [.strictMemorySafety()]),
        .target(
            name: "TransparencyLog",
            dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: settings),
        .target(name: "Assistance", dependencies: ["CanonicalJSON"], swiftSettings: settings),
        .target(
            name: "Journal",
            dependencies: [
                "Schema", "Postgres", "CanonicalJSON", "TransparencyLog",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ], swiftSettings: settings),
        .target(
            name: "Projection", dependencies: ["Journal", "Assistance", "CanonicalJSON", "Postgres"],
            swiftSettings: settings),
        .target(
            name: "Accountability", dependencies: ["Projection", "Journal", "Assistance", "CanonicalJSON"],
            swiftSettings: settings),
        .target(
            name: "Interchange",
            dependencies: ["CExpat", "Assistance", "CanonicalJSON", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        // Invented ledgers, for practice and measurement.
        .target(name: "Sample", dependencies: ["Interchange", "Assistance", "CanonicalJSON"], swiftSettings: settings),
        .target(
            name: "PairLedgerCommand",
            dependencies: [
                "Accountability", "Sample", "Interchange", "Projection", "Journal", "Assistance", "TransparencyLog",
                "Postgres", "CanonicalJSON",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], resources: [.embedInCode("Rendering/HTML/page.css"), .embedInCode("Rendering/HTML/page.js")],
            swiftSettings: settings),
        .executableTarget(
            name: "pairledger", dependencies: ["PairLedgerCommand"], swiftSettings: settings,
            // Nothing is loaded into the program that could ask for its symbols; with all 23,000 of them it starts 1.6 ms later.
            linkerSettings: [.unsafeFlags(["-Xlinker", "--no-export-dynamic"])]),
        .target(
            name: "PairLedgerTesting", dependencies: ["Journal", "Assistance", "Postgres", "CanonicalJSON", "CXML"],
            swiftSettings: settings),
        // Not installed: Scripts/benchmark builds and runs it.
        .executableTarget(
            name: "pairledger-benchmark",
            dependencies: [
                "Accountability", "Projection", "TransparencyLog", "Journal", "Postgres", "CanonicalJSON",
                "PairLedgerTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], swiftSettings: settings),
        .testTarget(name: "PostgresTests", dependencies: ["Postgres", "PairLedgerTesting"], swiftSettings: settings),
        .testTarget(
            name: "CanonicalJSONTests", dependencies: ["CanonicalJSON", "PairLedgerTesting"], swiftSettings: settings),
        .testTarget(
            name: "AssistanceTests", dependencies: ["Assistance", "CanonicalJSON", "PairLedgerTesting"],
            exclude: ["Examples"],
            swiftSettings: settings),
        .testTarget(
            name: "JournalTests",
            dependencies: [
                "Journal", "Postgres", "CanonicalJSON", "TransparencyLog", "Schema", "PairLedgerTesting",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "TransparencyLogTests",
            dependencies: ["TransparencyLog", "PairLedgerTesting", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: settings),
        .testTarget(
            name: "ProjectionTests",
            dependencies: [
                "pairledger", "Projection", "Journal", "Assistance", "Postgres", "CanonicalJSON", "PairLedgerTesting",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "AccountabilityTests",
            dependencies: [
                "Accountability", "Sample", "Interchange", "Projection", "Journal", "Assistance", "CanonicalJSON",
                "TransparencyLog", "PairLedgerTesting",
            ],
            exclude: ["IATI/Schema"],
            swiftSettings: settings),
        .testTarget(
            name: "InterchangeTests",
            dependencies: ["Interchange", "Assistance", "CanonicalJSON", "PairLedgerTesting"],
            exclude: ["Camt/Corpus", "CSVCorpus", "IATI/Corpus", "OCDS/Corpus"],
            swiftSettings: settings),
        .testTarget(
            name: "SampleTests",
            dependencies: [
                "Sample", "Interchange", "Assistance", "CanonicalJSON",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: settings),
        .testTarget(
            name: "PairLedgerCommandTests",
            dependencies: [
                "pairledger", "PairLedgerCommand", "Accountability", "Interchange", "Journal", "Assistance", "Postgres",
                "CanonicalJSON", "TransparencyLog", "PairLedgerTesting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            exclude: ["Reports/Transcripts"],
            swiftSettings: settings),
        .testTarget(
            name: "BenchmarkTests",
            dependencies: ["pairledger-benchmark", "Journal", "Postgres", "PairLedgerTesting"], swiftSettings: settings),
    ]
)
