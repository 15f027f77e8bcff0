// swift-tools-version: 6.3
import PackageDescription

// One list for every target: a setting that holds in one room holds in the whole house.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
    .product(name: "NIOHTTP1", package: "swift-nio"),
    .product(name: "NIOTLS", package: "swift-nio"),
    .product(name: "NIOSSL", package: "swift-nio-ssl"),
]

let package = Package(
    name: "firstlight",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "firstlight", targets: ["firstlight"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", exact: "0.2.0"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
        .package(
            url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    ],
    targets: [
        // Floor 1
        .target(
            name: "Estimates",
            dependencies: [.product(name: "Histogram", package: "hdrhistogram-swift")]),
        .target(name: "Exposition"),
        .target(name: "PromQL"),
        .target(
            name: "EngineModel",
            dependencies: [.product(name: "DequeModule", package: "swift-collections")]),
        .target(name: "CHost"),
        .target(name: "Inference", dependencies: ["CHost"] + nio),
        // Floor 2
        .target(name: "Signals", dependencies: ["Estimates", "Exposition"]),
        .target(
            name: "Load",
            dependencies: [
                "Estimates", "Inference", .product(name: "NIOCore", package: "swift-nio"),
            ]),
        .target(
            name: "Simulator",
            dependencies: [
                "EngineModel", "Exposition",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]),
        // Floor 3
        .target(
            name: "Telemetry",
            dependencies: [
                "Exposition", "Signals",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ]),
        .target(
            name: "Rehearsal",
            dependencies: [
                "EngineModel", "Estimates", "Exposition", "Inference", "Load", "Signals",
                "Simulator",
            ]),
        // Floor 4
        .target(
            name: "Diagnosis",
            dependencies: [
                "EngineModel", "Estimates", "Exposition", "Inference", "Load", "Signals",
                "Telemetry",
            ]),
        .target(
            name: "Readiness",
            dependencies: [
                "Estimates", "Exposition", "Inference", "Load", "Signals", "Telemetry",
                .product(name: "Yams", package: "Yams"),
            ]),
        // Floor 5
        .target(
            name: "Capacity",
            dependencies: [
                "Diagnosis", "Estimates", "Exposition", "Inference", "Load", "Readiness", "Signals",
                "Telemetry",
            ]),
        .target(
            name: "Comparison",
            dependencies: ["Estimates", "Inference", "Load", "Readiness"]),
        .target(
            name: "Monitoring",
            dependencies: [
                "Diagnosis", "Estimates", "Exposition", "PromQL", "Readiness", "Signals",
                "Telemetry",
            ]),
        // Floor 6
        .target(
            name: "Lint",
            dependencies: [
                "Diagnosis", "Estimates", "Exposition", "PromQL", "Readiness", "Signals",
                "Telemetry", .product(name: "Yams", package: "Yams"),
            ]),
        .target(
            name: "Reports",
            dependencies: [
                "Capacity", "Comparison", "Diagnosis", "Estimates", "Inference", "Load",
                "Monitoring", "Readiness", "Signals", "Telemetry",
            ]),
        // Floor 7
        .target(
            name: "Commands",
            dependencies: [
                "CHost", "Capacity", "Comparison", "Diagnosis", "Estimates", "EngineModel",
                "Exposition",
                "Inference", "Load",
                "Lint", "Monitoring", "PromQL", "Readiness", "Rehearsal", "Reports", "Signals",
                "Simulator", "Telemetry",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        // Floor 8
        .executableTarget(name: "firstlight", dependencies: ["Commands"]),
        // Tests, one target for each module, and what they share
        .target(
            name: "TestKit", dependencies: nio, path: "Tests/TestKit", exclude: ["Certificates"]),
        .testTarget(name: "EstimatesTests", dependencies: ["Estimates"]),
        .target(
            name: "ExpositionFuzzing", dependencies: ["Exposition"],
            path: "Tests/ExpositionFuzzing"),
        .testTarget(
            name: "ExpositionTests", dependencies: ["Exposition", "ExpositionFuzzing"],
            exclude: ["Conformance"], resources: [.copy("Fixtures")]),
        .testTarget(
            name: "PromQLTests",
            dependencies: [
                "PromQL",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Fixtures"]),
        .testTarget(name: "EngineModelTests", dependencies: ["EngineModel"]),
        .testTarget(
            name: "InferenceTests", dependencies: ["Inference", "TestKit"] + nio,
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "SignalsTests",
            dependencies: [
                "EngineModel", "Estimates", "Exposition", "PromQL", "Signals", "Simulator",
            ],
            resources: [.copy("Fixtures")]),
        .testTarget(name: "LoadTests", dependencies: ["Inference", "Load", "TestKit"] + nio),
        .testTarget(
            name: "SimulatorTests",
            dependencies: ["EngineModel", "Exposition", "Inference", "Simulator"] + nio,
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "TelemetryTests",
            dependencies: ["Exposition", "Signals", "Telemetry", "TestKit"] + nio,
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "RehearsalTests",
            dependencies: [
                "EngineModel", "Estimates", "Exposition", "Inference", "Load", "Rehearsal",
                "Signals", "Simulator",
            ]),
        .testTarget(
            name: "DiagnosisTests",
            dependencies: [
                "Diagnosis", "EngineModel", "Estimates", "Exposition", "Inference", "Load",
                "Rehearsal", "Signals", "Simulator", "Telemetry", "TestKit",
            ]),
        .testTarget(
            name: "ReadinessTests",
            dependencies: [
                "Estimates", "Exposition", "Inference", "Load", "Readiness", "Signals",
                "Telemetry", "TestKit",
            ] + nio,
            resources: [.copy("Health/Fixtures")]),
        .testTarget(
            name: "CapacityTests",
            dependencies: [
                "Capacity", "EngineModel", "Estimates", "Exposition", "Inference", "Load",
                "Readiness", "Rehearsal", "Signals", "Simulator", "Telemetry", "TestKit",
            ]),
        .testTarget(
            name: "ComparisonTests",
            dependencies: ["Comparison", "Estimates", "Inference", "Load", "Readiness"]),
        .testTarget(
            name: "LintTests",
            dependencies: [
                "Exposition", "Lint", "PromQL", "Readiness", "Signals", "Telemetry",
                "TestKit",
            ], resources: [.copy("Fixtures")]),
        .testTarget(
            name: "MonitoringTests",
            dependencies: [
                "Diagnosis", "Exposition", "Lint", "Monitoring", "PromQL", "Readiness", "Signals",
                "Telemetry", "TestKit",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
            ], resources: [.copy("Fixtures")]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Capacity", "Comparison", "Diagnosis", "Estimates", "Exposition", "Inference",
                "Load", "Monitoring", "Readiness", "Reports",
                "Signals", "Telemetry",
            ],
            exclude: ["Golden"]),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Diagnosis", "Monitoring", "PromQL", "Reports", "Signals", "TestKit",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            exclude: ["Cases"]),
        .testTarget(
            name: "RealPrometheusTests",
            dependencies: [
                "Diagnosis", "Estimates", "Exposition", "Readiness", "Signals", "Simulator",
                "Telemetry",
            ],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "RealEngineTests",
            dependencies: [
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
    ]
)

// Benchmarks are built only where they are asked for: they never slow down a build.
if Context.environment["FIRSTLIGHT_BENCHMARKS"] != nil {
    package.targets += [
        .executableTarget(
            name: "ClientSpeed", dependencies: ["Inference"],
            path: "Benchmarks/ClientSpeed"),
        .executableTarget(
            name: "DiagnosisAccuracy",
            dependencies: [
                "Diagnosis", "EngineModel", "Estimates", "Exposition", "Inference", "Load",
                "MarkedPages", "Rehearsal", "Signals", "Simulator", "Telemetry",
            ], path: "Benchmarks/DiagnosisAccuracy"),
        .executableTarget(
            name: "EngineModelSpeed", dependencies: ["EngineModel"],
            path: "Benchmarks/EngineModelSpeed"),
        .executableTarget(
            name: "ExpositionFuzzer", dependencies: ["Exposition", "ExpositionFuzzing"],
            path: "Benchmarks/ExpositionFuzzer"),
        .executableTarget(
            name: "ExpositionParsing", dependencies: ["Exposition"],
            path: "Benchmarks/ExpositionParsing", exclude: ["Go", "Python", "compare"]),
        .executableTarget(
            name: "GateCalibration", dependencies: ["Estimates", "MarkedPages"],
            path: "Benchmarks/GateCalibration"),
        .executableTarget(
            name: "InferenceParsing", dependencies: ["Inference"],
            path: "Benchmarks/InferenceParsing"),
        .target(name: "MarkedPages", path: "Benchmarks/MarkedPages"),
    ]
}

// Only a build of its own folder (make fuzz-guided) links libFuzzer, which brings a main function.
if Context.environment["FIRSTLIGHT_LIBFUZZER"] != nil {
    package.targets += [
        .executableTarget(
            name: "ExpositionLibFuzzer", dependencies: ["Exposition", "ExpositionFuzzing"],
            path: "Benchmarks/ExpositionLibFuzzer")
    ]
}

// These compute for minutes where others wait: unoptimised they would take the tests' time.
let optimisedAlways: Set<String> = ["Diagnosis", "EngineModel", "Estimates"]

let guidedByFuzzer: Set<String> = ["Exposition", "ExpositionLibFuzzer"]

for target in package.targets where target.type != .plugin && target.name != "CHost" {
    var flags = settings
    if optimisedAlways.contains(target.name) {
        flags.append(.unsafeFlags(["-O"], .when(configuration: .debug)))
    }
    if Context.environment["FIRSTLIGHT_LIBFUZZER"] != nil, guidedByFuzzer.contains(target.name) {
        flags.append(.unsafeFlags(["-sanitize=fuzzer"]))
        if target.type == .executable {
            target.linkerSettings = [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]
        }
    }
    target.swiftSettings = flags
}
