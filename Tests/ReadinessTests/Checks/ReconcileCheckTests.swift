import Readiness
import Signals
import Testing

@Suite struct ReconcileCheckTests {
    private func result(
        _ before: Metrics?, _ after: Metrics?, answered: Int = 80, failed: Int = 0, left: Int = 0,
        slack: Int = 4
    ) throws -> CheckResult {
        ReconcileCheck.result(
            before: [try before?.reading], after: [try after?.reading],
            requests: .init(answered: answered, failed: failed, left: left, slack: slack))
    }

    @Test func `equal counts pass`() throws {
        let found = try result(Metrics(finished: 10), Metrics(finished: 90))
        #expect(found.id == "reconcile" && found.group == .measurement)
        #expect(found.state == .passed)
        #expect(found.message == "the engine finished 80 requests, 80 were answered")
    }

    @Test(arguments: [(76, true), (75, false), (84, true), (85, false)])
    func `as many may be missing or more as are under way`(finished: Int, passes: Bool) throws {
        let found = try result(Metrics(), Metrics(finished: Double(finished)))
        #expect(found.state == (passes ? .passed : .warning))
    }

    @Test func `more than ours means that others use it, too`() throws {
        let found = try result(Metrics(), Metrics(finished: 200))
        #expect(
            found.message
                == "the engine finished 200 requests and ours were 80: others use it too, "
                + "about 60 % of its traffic")
    }

    @Test func `fewer than were answered means that others answer, too`() throws {
        let found = try result(Metrics(), Metrics(finished: 20))
        #expect(
            found.message
                == "the replica that is scraped finished 20 requests and 80 of ours were answered: "
                + "other replicas answered the rest; name every replica's metrics in "
                + "engine.metrics")
        let two = ReconcileCheck.result(
            before: [try Metrics().reading, try Metrics().reading],
            after: [try Metrics(finished: 30).reading, try Metrics(finished: 30).reading],
            requests: .init(answered: 80, failed: 0, left: 0, slack: 4))
        #expect(two.message.hasPrefix("the 2 replicas scraped finished 60 requests"))
    }

    @Test func `tokens are compared where both sides count them`() throws {
        func found(_ generated: Double, tokens: Int?, left: Int = 0) throws -> CheckResult {
            ReconcileCheck.result(
                before: [try Metrics(finished: 0, generated: 0).reading],
                after: [try Metrics(finished: 10, generated: generated).reading],
                requests: .init(
                    answered: 10, failed: 0, left: left, slack: 0, outputTokens: tokens,
                    tokensEach: 32))
        }
        let equal = try found(320, tokens: 320)
        #expect(equal.state == .passed)
        #expect(
            equal.message
                == "the engine finished 10 requests, 10 were answered; it generated 320 tokens, "
                + "320 arrived")
        #expect(try found(352, tokens: 320).state == .warning)
        #expect(try found(352, tokens: 320, left: 1).state == .passed)
        #expect(try found(352, tokens: nil).state == .passed)
    }

    @Test func `failed and left requests may have been finished or not`() throws {
        #expect(
            try result(Metrics(), Metrics(finished: 100), failed: 10, left: 6).state == .passed)
        #expect(try result(Metrics(), Metrics(finished: 76), failed: 10, left: 6).state == .passed)
        #expect(
            try result(Metrics(), Metrics(finished: 101), failed: 10, left: 6).state == .warning)
    }

    @Test func `aborted requests were finished by nobody`() throws {
        #expect(
            try result(Metrics(), Metrics(finished: 80, aborted: 50)).message
                == "the engine finished 80 requests and aborted 50, 80 were answered")
    }

    @Test func `the replicas' counts add up`() throws {
        let found = ReconcileCheck.result(
            before: [try Metrics(finished: 5).reading, try Metrics().reading],
            after: [try Metrics(finished: 35).reading, try Metrics(finished: 50).reading],
            requests: .init(answered: 80, failed: 0, left: 0, slack: 0))
        #expect(found.state == .passed)
    }

    @Test func `a restart is a warning`() throws {
        let restarted = try result(Metrics(finished: 5, began: 1), Metrics(finished: 85, began: 2))
        #expect(restarted.state == .warning)
        #expect(restarted.message == "the engine restarted during the run")
        #expect(try result(Metrics(finished: 50), Metrics(finished: 30)).state == .warning)
    }

    @Test func `what cannot be seen is skipped by name`() throws {
        let none = ReconcileCheck.result(
            before: [], after: [], requests: .init(answered: 1, failed: 0, left: 0, slack: 0))
        #expect(none.state == .skipped && none.message == "no metrics are readable")
        #expect(
            try result(nil, Metrics()).message
                == "the metrics could not be read before and after the probes")
        #expect(try result(Metrics(), nil).state == .skipped)
        #expect(
            try result(Metrics(finished: nil), Metrics(finished: nil)).message
                == "the metrics do not tell how many requests were finished")
    }
}
