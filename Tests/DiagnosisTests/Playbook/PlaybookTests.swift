import Signals
import Testing

@testable import Diagnosis

@Suite struct PlaybookTests {
    @Test(arguments: Cause.allCases)
    func `every cause has a page that can be acted on`(cause: Cause) throws {
        let page = try #require(Playbook.named(cause.rawValue))
        #expect(page.subject == .cause(cause))
        #expect(!page.symptoms.isEmpty && !page.steps.isEmpty && !page.fixes.isEmpty)
        #expect(!page.impact.isEmpty && !page.escalation.isEmpty && page.refutation != nil)
    }

    @Test(arguments: AlertID.allCases)
    func `every alert has a page whose suspects have pages`(alert: AlertID) throws {
        let page = try #require(Playbook.named(alert.rawValue))
        #expect(!page.suspects.isEmpty)
        for suspect in page.suspects {
            let cause = try #require(suspect.cause)
            #expect(Playbook.named(cause.rawValue) != nil)
        }
        #expect(page.steps.contains(AlertGuide.diagnose))
    }

    @Test(arguments: [
        ("LLMHighTTFT", AlertID.highTimeToFirstToken), ("llmpreemptionstorm", .preemptionStorm),
        ("LLMHighErrorRate", .highErrorRate), ("LLMGPUMemoryCritical", .gpuMemory),
    ])
    func `the names of well-known texts lead to the page`(name: String, alert: AlertID) {
        #expect(Playbook.named(name)?.subject == .alert(alert))
    }

    @Test(arguments: [
        AlertID.highTimeToFirstToken, .preemptionStorm, .slotLimitReached, .kvCacheNearlyFull,
    ])
    func `the KV cache is looked at before anything is said of slots or batches`(
        alert: AlertID
    ) throws {
        let page = try #require(Playbook.named(alert.rawValue))
        let cache = page.steps.firstIndex { step in
            guard case .signal(let signal, _) = step.look else { return false }
            return signal == .kvCacheUsage || signal == .preemptions
        }
        #expect(cache == 0)
    }

    @Test func `every cause is somebody's suspect or found by its own page, once`() {
        let names = Playbook.all.flatMap { [$0.id] + $0.aliases }.map { $0.lowercased() }
        #expect(Set(names).count == names.count)
        #expect(Playbook.all.count == Cause.allCases.count + AlertID.allCases.count)
    }
}
