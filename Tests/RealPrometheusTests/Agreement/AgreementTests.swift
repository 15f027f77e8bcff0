import Signals
import Telemetry
import Testing

/// The two interpreters of an expression agree: what a store computes from a query is what is
/// computed here from the same scrapes.
@Suite(
    .enabled(if: Store.areThere, "no servers; run scripts/test-prometheus"),
    .timeLimit(.minutes(5)))
struct AgreementTests {
    /// A moment and the length of the ranges that end there.
    private struct View {
        let unixSeconds: Double
        let rangeSeconds: Double
    }

    private static let views = [
        View(unixSeconds: AgreementSeries.startSeconds + 157.25, rangeSeconds: 60),
        View(unixSeconds: AgreementSeries.startSeconds + 233.125, rangeSeconds: 150),
        View(unixSeconds: AgreementSeries.startSeconds + 341, rangeSeconds: 47.5),
    ]

    private static func questions(of subject: AgreementSubject) -> [SignalQuestion] {
        subject.dialect.sources.keys.sorted { $0.rawValue < $1.rawValue }.flatMap { signal in
            var statistics = signal.definition.kind.statistics
            if signal.definition.kind == .histogram {
                statistics += [.quantile(0.99), .quantile(0.02), .shareAtMost(0.3)]
            }
            return statistics.flatMap { statistic in
                [[], ["instance"]].map { SignalQuestion(signal, statistic, by: $0) }
            }
        }
    }

    /// The expressions for a question: every source's, and all of them with `or` between.
    private static func expressions(
        of subject: AgreementSubject, _ question: SignalQuestion
    ) -> [MetricExpression] {
        let candidates = subject.dialect.expressions(
            for: question.signal, question.statistic, by: question.labels)
        guard let first = candidates.first, candidates.count > 1 else { return candidates }
        return candidates + [candidates.dropFirst().reduce(first) { .either($0, or: $1) }]
    }

    private func compare(
        _ subject: AgreementSubject, in store: Store, method: RateMethod, tolerance: Double
    ) async throws {
        let window = ScrapeWindow(subject.scrapes)
        var known = 0
        try await store.with { api in
            for view in Self.views {
                let direct = WindowEvaluator(
                    window, at: view.unixSeconds, rangeSeconds: view.rangeSeconds, method: method)
                let source = PrometheusSource(
                    api, at: view.unixSeconds, rangeSeconds: view.rangeSeconds)
                for question in Self.questions(of: subject) {
                    // VictoriaMetrics guesses the first value of a new series in `increase`.
                    if store == .victoriametrics, question.statistic == .increase { continue }
                    for plain in Self.expressions(of: subject, question) {
                        let expression = plain.spelled(
                            subject.naming, restriction: subject.restriction)
                        let expected = direct.vector(of: expression)
                        let found = try await source.vector(of: expression)
                        known += expected.isEmpty ? 0 : 1
                        expect(found, agrees: expected, within: tolerance, question, expression)
                    }
                }
            }
        }
        #expect(known > 50, "hardly anything was known")
    }

    private func expect(
        _ found: [SeriesLabels: Double], agrees expected: [SeriesLabels: Double],
        within tolerance: Double, _ question: SignalQuestion, _ expression: MetricExpression
    ) {
        let same =
            found.keys == expected.keys
            && expected.allSatisfy { labels, value in
                guard let other = found[labels] else { return false }
                if value.isNaN || other.isNaN { return value.isNaN && other.isNaN }
                return abs(value - other) <= tolerance * max(abs(value), abs(other), 1e-6)
            }
        #expect(
            same,
            """
            \(question.signal.rawValue) \(question.statistic.name): direct \(expected), \
            store \(found), query \(expression.promQL(window: "w") ?? "none")
            """)
    }

    @Test(arguments: AgreementSubject.all)
    func `a real Prometheus computes what we compute`(subject: AgreementSubject) async throws {
        try await compare(
            subject, in: .prometheus, method: .extrapolated(closedStart: true), tolerance: 1e-9)
    }

    @Test(arguments: AgreementSubject.all)
    func `a real VictoriaMetrics computes what we compute in its way`(
        subject: AgreementSubject
    ) async throws {
        try await compare(
            subject, in: .victoriametrics, method: .sinceSampleBefore, tolerance: 1e-6)
    }
}
