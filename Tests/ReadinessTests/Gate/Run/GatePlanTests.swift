import Readiness
import Testing

@Suite struct GatePlanTests {
    private func plan(_ change: (inout Profile) -> Void = { _ in }) throws -> GatePlan {
        var profile = Profile(url: try HTTPAddress("http://localhost:8000"))
        change(&profile)
        return GatePlan(profile)
    }

    @Test func `the default objectives need 77 clean probes each and have room`() throws {
        let plan = try plan()
        #expect(plan.needs.map(\.cleanProbes) == [77, 77, 77])
        #expect(plan.needs.allSatisfy { $0.isWithinBudget && $0.severity == .hard })
        #expect(plan.probesMax == 300)
        #expect(plan.warnings.isEmpty)
    }

    @Test func `a budget that cannot decide is said before the first probe`() throws {
        let plan = try plan { profile in
            profile.gate.maxProbes = 10
            profile.objectives = [.ttft]
        }
        #expect(plan.needs.map(\.isWithinBudget) == [false])
        #expect(
            plan.warnings == [
                "ttft p95 <= 2 s needs 77 clean probes and at most 10 are allowed: it cannot be "
                    + "met; raise --max-probes to 77"
            ])
    }

    @Test func `exactly enough is enough`() throws {
        #expect(try plan { $0.gate.maxProbes = 77 }.warnings.isEmpty)
        #expect(try plan { $0.gate.maxProbes = 76 }.warnings.count == 3)
    }

    @Test func `a soft objective may stay undecided`() throws {
        let plan = try plan { profile in
            profile.warnings = [
                Objective(metric: .e2e, statistic: .percentile(99), threshold: 10)
            ]
        }
        #expect(plan.needs.last?.severity == .soft)
        #expect(
            plan.warnings == [
                "e2e p99 <= 10 s needs 392 clean probes and at most 300 are allowed: it cannot be "
                    + "met; raise --max-probes to 392 or leave it undecided"
            ])
    }

    @Test func `a pace that leaves too little room is said`() throws {
        let plan = try plan { profile in
            profile.objectives = [.errors]
            profile.gate.interval = .seconds(5)
            profile.workload.concurrency = 1
        }
        #expect(plan.probesMax == 24)
        #expect(
            plan.warnings == [
                "error rate <= 5 % needs 77 clean probes and at most 24 are allowed: it cannot be "
                    + "met; raise --duration or shorten --interval to make room for 77"
            ])
        let roomy = try self.plan {
            $0.gate.interval = .seconds(5)
            $0.workload.concurrency = 4
        }
        #expect(roomy.probesMax == 96 && roomy.warnings.isEmpty)
    }

    @Test func `a share of everything can never be shown`() throws {
        let plan = try plan { profile in
            profile.objectives = [
                Objective(metric: .errorRate, statistic: .share, threshold: 0)
            ]
        }
        #expect(plan.needs.map(\.cleanProbes) == [nil])
        #expect(
            plan.warnings == [
                "error rate <= 0 % can be refuted but never shown: no number of probes proves a "
                    + "share of 100 %"
            ])
    }

    @Test func `the server's signals need no probes`() throws {
        let plan = try plan { $0.objectives = [.kvCache, .preemptions] }
        #expect(plan.needs.map(\.cleanProbes) == [nil, nil])
        #expect(plan.warnings.isEmpty)
    }

    @Test func `the engine's histograms need as many requests as a share does`() throws {
        let queue = try Objective.parse("queue p95 <= 300ms")
        let plan = try plan { profile in
            profile.objectives = [queue]
            profile.gate.maxProbes = 60
        }
        #expect(plan.needs.map(\.cleanProbes) == [77])
        #expect(
            plan.warnings == [
                "queue p95 <= 300 ms needs 77 clean probes and at most 60 are allowed: it cannot be "
                    + "met; raise --max-probes to 77"
            ])
    }

    @Test func `the threshold rule needs no bounds`() throws {
        let plan = try plan { profile in
            profile.gate.decision = .threshold
            profile.gate.maxProbes = 5
        }
        #expect(plan.warnings.isEmpty)
    }

    @Test func `gaps need as many answers as the bounds on requests and fewer than twice`() throws {
        let plan = try plan { $0.objectives = [.itl] }
        #expect((60...90).contains(plan.needs.first?.cleanProbes ?? 0))
    }
}
