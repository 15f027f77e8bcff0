import Simulator
import Testing

@Suite struct FaultScriptTests {
    @Test func `a request meets the same fate however often one asks`() {
        let script = Scenario.flaky.server.faults
        let fates = (0..<200).map { script.faults(request: $0, elapsed: .zero, seed: 4) }
        let backwards = (0..<200).reversed().map {
            script.faults(request: $0, elapsed: .seconds(9), seed: 4)
        }
        #expect(fates == backwards.reversed())
        #expect(fates != (0..<200).map { script.faults(request: $0, elapsed: .zero, seed: 5) })
    }

    @Test func `a quarter of the flaky requests fail, in every way there is`() {
        let script = Scenario.flaky.server.faults
        let fates = (0..<4_000).map { script.faults(request: $0, elapsed: .zero, seed: 1) }
        let struck = fates.filter { !$0.isEmpty }
        #expect(struck.allSatisfy { $0.count == 1 })
        #expect(abs(Double(struck.count) / 4_000 - 0.25) < 0.02)
        for fault in Scenario.flakyFaults {
            let share = Double(struck.count { $0 == [fault] }) / Double(struck.count)
            #expect(abs(share - 1.0 / 9) < 0.035)
        }
    }

    @Test func `rules strike within their requests and their time`() {
        let script = FaultScript(rules: [
            FaultRule(requests: 2..<4, faults: [.emptyStream]),
            FaultRule(elapsed: .seconds(10)..<(.seconds(20)), faults: [.closeBeforeHead]),
        ])
        #expect(script.faults(request: 1, elapsed: .seconds(5), seed: 1) == [])
        #expect(script.faults(request: 2, elapsed: .seconds(5), seed: 1) == [.emptyStream])
        #expect(script.faults(request: 4, elapsed: .seconds(10), seed: 1) == [.closeBeforeHead])
        #expect(
            script.faults(request: 3, elapsed: .seconds(15), seed: 1)
                == [.emptyStream, .closeBeforeHead])
        #expect(script.faults(request: 4, elapsed: .seconds(20), seed: 1) == [])
    }

    @Test func `a share of 0 never strikes and one of 1 always`() {
        let script = FaultScript(rules: [
            FaultRule(share: 0, faults: [.emptyStream]),
            FaultRule(share: 1, faults: [.closeBeforeHead]),
        ])
        for request in 0..<500 {
            #expect(script.faults(request: request, elapsed: .zero, seed: 3) == [.closeBeforeHead])
        }
    }
}
