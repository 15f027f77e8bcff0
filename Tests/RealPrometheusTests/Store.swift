import Foundation
import Telemetry
import Testing

/// A real server with the Prometheus API that a test may find running, with the series of
/// `Fixtures/preload.txt`.
///
/// `scripts/test-prometheus` starts both, tells where they listen through the environment, and stops
/// them.
enum Store: String, Sendable, CaseIterable, CustomTestStringConvertible {
    case prometheus
    case victoriametrics

    var testDescription: String { rawValue }

    /// The variable that holds the server's address.
    var variable: String {
        switch self {
        case .prometheus: "FIRSTLIGHT_PROMETHEUS_URL"
        case .victoriametrics: "FIRSTLIGHT_VICTORIAMETRICS_URL"
        }
    }

    /// Where the server listens; nil when none was started.
    var url: String? {
        ProcessInfo.processInfo.environment[variable]
    }

    /// Why tests against this server are skipped, and what to do about it.
    var absence: Comment {
        "\(variable) is not set; run the tests with scripts/test-prometheus"
    }

    /// Whether a missing server is a failure, as it is where changes are judged.
    static let isRequired =
        ProcessInfo.processInfo.environment["FIRSTLIGHT_REQUIRE_COMPONENTS"] == "1"

    /// Whether both servers run.
    static let areThere = allCases.allSatisfy { $0.url != nil }

    /// Runs `body` with a client of this server.
    func with<Result: Sendable>(
        _ body: (PrometheusAPI) async throws -> Result
    ) async throws -> Result {
        let url = try ServerURL(try #require(url, absence))
        return try await TelemetryClient.withClient { client in
            try await body(PrometheusAPI(url: url, client: client))
        }
    }
}
