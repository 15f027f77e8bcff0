import Estimates
import Foundation
import Testing

@Suite struct EstimateTests {
    struct JudgingCase: Sendable, CustomTestStringConvertible {
        var lower: Double
        var upper: Double
        var limit: Limit
        var expected: Judgement
        var point = 1.0
        var testDescription: String { "\(lower)...\(upper) against \(limit): \(expected)" }
    }

    static let judgingCases: [JudgingCase] = [
        .init(lower: 1, upper: 2, limit: .atMost(3), expected: .met),
        .init(lower: 1, upper: 2, limit: .atMost(2), expected: .met),
        .init(lower: 1, upper: 2, limit: .atMost(1.5), expected: .undecided),
        .init(lower: 1, upper: 2, limit: .atMost(1), expected: .undecided),
        .init(lower: 1, upper: 2, limit: .atMost(0.5), expected: .violated),
        .init(lower: 1, upper: .infinity, limit: .atMost(3), expected: .undecided),
        .init(lower: 4, upper: .infinity, limit: .atMost(3), expected: .violated),
        .init(lower: -.infinity, upper: 2, limit: .atMost(3), expected: .met),
        .init(lower: 1, upper: 2, limit: .atLeast(1), expected: .met),
        .init(lower: 1, upper: 2, limit: .atLeast(2), expected: .undecided),
        .init(lower: 1, upper: 2, limit: .atLeast(2.5), expected: .violated),
        .init(lower: -.infinity, upper: 2, limit: .atLeast(1), expected: .undecided),
        .init(lower: .nan, upper: 2, limit: .atMost(3), expected: .undecided),
        .init(lower: 1, upper: .nan, limit: .atMost(3), expected: .undecided),
        .init(lower: 1, upper: 2, limit: .atMost(.nan), expected: .undecided),
        .init(lower: 1, upper: 2, limit: .atLeast(.nan), expected: .undecided),
        .init(lower: 0, upper: 1, limit: .atLeast(0), expected: .undecided, point: .nan),
    ]

    @Test(arguments: judgingCases)
    func `one rule judges every interval`(_ testCase: JudgingCase) {
        let estimate = Estimate(
            point: testCase.point, lower: testCase.lower, upper: testCase.upper, count: 10,
            confidence: 0.95, method: .orderStatistic)
        #expect(estimate.judged(against: testCase.limit) == testCase.expected)
    }

    @Test func `no evidence is undecided against everything`() {
        let unknown = Estimate.unknown(provenance: .client, method: .orderStatistic)
        #expect(unknown.judged(against: .atMost(.infinity)) == .undecided)
        #expect(unknown.judged(against: .atLeast(-.infinity)) == .undecided)
    }

    @Test func `an exact value is its own interval`() {
        let exact = Estimate.exact(0.25, count: 4, provenance: .serverCounter)
        #expect(exact.judged(against: .atMost(0.25)) == .met)
        #expect(exact.judged(against: .atMost(0.24)) == .violated)
        #expect(exact.confidence == 1)
    }

    @Test func `the complement of a pass rate is the error rate`() {
        let errors = BinomialInterval.clopperPearson(successes: 95, trials: 100).complement
        let direct = BinomialInterval.clopperPearson(successes: 5, trials: 100)
        #expect(isClose(errors.point, direct.point, relative: 1e-12))
        #expect(isClose(errors.lower, direct.lower, relative: 1e-11))
        #expect(isClose(errors.upper, direct.upper, relative: 1e-11))
    }

    @Test func `a unit factor scales point and bounds`() {
        let seconds = Estimate(
            point: 0.5, lower: 0.25, upper: .infinity, count: 3, confidence: 0.95,
            method: .orderStatistic)
        let milliseconds = seconds.scaled(by: 1_000)
        #expect(milliseconds.point == 500)
        #expect(milliseconds.lower == 250)
        #expect(milliseconds.upper == .infinity)
        #expect(milliseconds.hasLowerBound)
        #expect(!milliseconds.hasUpperBound)
    }

    @Test(arguments: [
        Estimate.exact(1.5),
        Estimate(
            point: 0.2, lower: -.infinity, upper: .infinity, count: 2, confidence: 0.95,
            provenance: .prediction, method: .modelError),
        Estimate(
            point: .infinity, lower: .infinity, upper: .infinity, count: 2, confidence: 0.95,
            method: .orderStatistic),
        Estimate(
            point: -.infinity, lower: -.infinity, upper: -.infinity, count: 2, confidence: 0.95,
            method: .orderStatistic),
    ])
    func `json gives back what was written`(_ estimate: Estimate) throws {
        let data = try JSONEncoder().encode(estimate)
        #expect(try JSONDecoder().decode(Estimate.self, from: data) == estimate)
    }

    @Test func `an estimate without a sample survives json`() throws {
        let unknown = Estimate.unknown(provenance: .sampledGauge, method: .observed)
        let data = try JSONEncoder().encode(unknown)
        let read = try JSONDecoder().decode(Estimate.self, from: data)
        #expect(read.point.isNaN)
        #expect(read.lower == -.infinity && read.upper == .infinity)
        #expect(read.provenance == .sampledGauge && read.method == .observed)
    }

    @Test func `a missing bound is null and a failed percentile is text`() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let estimate = Estimate(
            point: .infinity, lower: 0.5, upper: .infinity, count: 10, confidence: 0.95,
            provenance: .client, method: .clusterBootstrap)
        let text = String(decoding: try encoder.encode(estimate), as: UTF8.self)
        #expect(
            text == #"{"confidence":0.95,"count":10,"lower":0.5,"method":"cluster_bootstrap","#
                + #""point":"inf","provenance":"client","upper":null}"#)
    }

    @Test func `a text that is no number is refused with the words allowed`() throws {
        let json =
            #"{"point":"fast","lower":0,"upper":1,"count":1,"confidence":1,"#
            + #""provenance":"client","method":"exact"}"#
        let error = #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(Estimate.self, from: Data(json.utf8))
        }
        guard case .dataCorrupted(let context) = error else {
            Issue.record("expected corrupted data, got \(String(describing: error))")
            return
        }
        #expect(context.debugDescription.contains(#"point is "fast""#))
    }

    @Test func `raw names are what files on disk say`() {
        #expect(
            Estimate.Method.allCases.map(\.rawValue) == [
                "clopper_pearson", "wilson", "order_statistic", "beta_mixture",
                "betting_supermartingale", "cluster_bootstrap", "batch_means", "recovered_variance",
                "newcombe", "brunner_munzel", "signed_rank", "welch", "histogram_bucket", "exact",
                "observed", "model_error",
            ])
        #expect(
            Estimate.Provenance.allCases.map(\.rawValue) == [
                "client", "server_bucket", "server_counter", "sampled_gauge", "server_log",
                "declared", "prediction", "simulation",
            ])
        #expect(Judgement.allCases.map(\.rawValue) == ["met", "violated", "undecided"])
    }
}
