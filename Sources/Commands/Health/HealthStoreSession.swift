import Foundation
import Inference
import Readiness
import Signals
import Telemetry

/// The part of `firstlight health` that asks a store of metrics.
struct HealthStoreSession {
    let command: HealthCommand
    let console: Console

    /// The longest time for one question.
    private static let questionMost = Duration.seconds(10)

    /// Surveys the store and grades what it holds.
    ///
    /// - Returns: The report; unknown when the store cannot be asked.
    /// - Throws: `UsageError` when the URL, the key or the selection is wrong.
    func report() async throws -> HealthReport {
        let url = try Self.url(of: command.store.prometheus ?? "")
        var settings = TelemetryClient.Configuration(timeout: Self.questionMost)
        settings.certificateAuthorityFile = command.reading.access.caFile
        let ready = settings
        let restriction = try command.store.restriction()
        let selection = command.store.selector.sorted().joined(separator: " ")
        let question = Question(
            url: url, token: try command.reading.access.token(in: console.environment),
            restriction: restriction,
            window: try command.store.duration(), startedAt: Date(),
            name: "\(url)" + (selection.isEmpty ? "" : " " + selection),
            requiresTraffic: command.requiresTraffic)
        if !command.quiet {
            console.note(
                "asking \(question.name) about the last \(DurationText.exact(question.window))")
        }
        let interruption = Interruption()
        var report: HealthReport
        do {
            report = try await interruption.guarding { () async throws -> HealthReport in
                try await TelemetryClient.withClient(ready) { client in
                    try await question.answer(client)
                }
            }
        } catch let error as PrometheusError {
            report = question.failure(error, isInterrupted: interruption.signal != nil)
        } catch let error as StoreAmbiguity {
            throw UsageError("--prometheus \(url): \(error)")
        }
        report.interruptedBy = interruption.signal
        return report
    }

    private static func url(of text: String) throws(UsageError) -> ServerURL {
        do {
            return try ServerURL(text)
        } catch {
            throw UsageError("--prometheus: \(error)")
        }
    }

    // MARK: - One question

    private struct Question: Sendable {
        let url: ServerURL
        let token: BearerToken?
        let restriction: [LabelMatcher]
        let window: Duration
        let startedAt: Date
        let name: String
        let requiresTraffic: Bool

        func answer(_ client: TelemetryClient) async throws -> HealthReport {
            let api = PrometheusAPI(url: url, client: client, configuration: .init(token: token))
            let now = startedAt.timeIntervalSince1970
            let survey = try await StoreSurveyor(
                api, restriction: restriction, window: window, nowSeconds: now
            ).survey()
            guard !survey.observations.isEmpty else { return nothing }
            let source = RememberingSource(
                PrometheusSource(api, at: now, rangeSeconds: window.seconds))
            var report = try await HealthAssessment(
                source,
                settings: .init(
                    name: name, startedAt: startedAt, window: survey.window,
                    restriction: restriction, requiresTraffic: requiresTraffic, nowSeconds: now)
            ).report(on: survey.observations)
            report.notes += survey.notes
            return report
        }

        /// A store without a series of any engine.
        private var nothing: HealthReport {
            unknown(
                "evidence",
                "the store holds no series of a known engine's load in the last "
                    + DurationText.exact(window),
                next: restriction.isEmpty
                    ? "check that the store scrapes the engines' metrics"
                    : "check the --selector, and that the store scrapes the engines' metrics")
        }

        /// A store that could not be asked.
        func failure(_ error: PrometheusError, isInterrupted: Bool) -> HealthReport {
            var isAbsent = false
            if case .request(let reason) = error {
                switch reason {
                case .nameNotResolved, .connectionRefused, .unreachable, .timeout,
                    .connectionClosed, .tls:
                    isAbsent = true
                default: break
                }
            }
            return unknown(
                isAbsent ? "unreachable" : "evidence",
                isInterrupted
                    ? "the signal came before the store had answered"
                    : "the store cannot be asked: \(error)",
                next: isInterrupted
                    ? nil : error.hint ?? "check the store, or name the replicas themselves")
        }

        private func unknown(_ kind: String, _ headline: String, next: String?) -> HealthReport {
            HealthReport(
                grade: .unknown, gradeClass: kind, headline: headline, name: name,
                startedAt: startedAt,
                window: HealthWindow(kind: .store, duration: window, scrapes: 0), replicas: [],
                items: [], next: [next].compactMap(\.self), toolVersion: ToolVersion.current)
        }
    }
}
