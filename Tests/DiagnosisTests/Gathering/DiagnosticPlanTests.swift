import Foundation
import Inference
import Testing

@testable import Diagnosis

@Suite struct DiagnosticPlanTests {
    private static let settings = GatheringSettings(seed: 7)

    private static func requests(adapters: Int = 0, seed: UInt64 = 7) -> [DiagnosticPlan.Request] {
        let plan = DiagnosticPlan(GatheringSettings(seed: seed), adapters: adapters)
        return (0..<120).map(plan.request)
    }

    @Test func `every kind has its share of the load`() {
        let all = Self.requests(adapters: 2)
        #expect(all.count { $0.isLong } == 12)
        #expect(all.count { $0.isFresh } == 24)
        #expect(all.count { $0.isCancelled } == 6)
        #expect(all.count { $0.adapter != nil } == 12)
        #expect(Set(all.compactMap(\.adapter)) == [0, 1])
        // Nothing can be repeated at the very beginning.
        #expect((15...18).contains(all.count { $0.repeats != nil }))
        #expect(Self.requests().allSatisfy { $0.adapter == nil })
    }

    @Test func `a request repeats a plain one that is over`() {
        let all = Self.requests(adapters: 1)
        for (index, request) in all.enumerated() {
            guard let earlier = request.repeats else {
                #expect(request.prompt == index)
                continue
            }
            #expect(request.prompt == earlier)
            #expect(earlier <= index - 2 * Self.settings.concurrency)
            let first = all[earlier]
            #expect(first.repeats == nil && first.adapter == nil)
            #expect(!first.isLong && !first.isCancelled)
            #expect(!request.isLong && !request.isCancelled)
        }
    }

    @Test func `equal seeds give equal loads and others give others`() {
        #expect(Self.requests() == Self.requests())
        #expect(Self.requests() != Self.requests(seed: 8))
    }

    private static func length(_ messages: [ChatMessage]) -> Int {
        messages.reduce(0) { $0 + $1.content.utf8.count }
    }

    @Test func `prompts share a beginning, differ in the rest, and repeat exactly`() {
        let prompts = DiagnosticPrompts(Self.settings, contextTokens: nil)
        let first = prompts.messages(0, isLong: false)[0].content
        let second = prompts.messages(1, isLong: false)[0].content
        let shared = first.commonPrefix(with: second)
        #expect(shared.utf8.count > 4 * 120 && shared.utf8.count < 4 * 160)
        #expect(first != second)
        #expect(prompts.messages(0, isLong: false)[0].content == first)
        let other = DiagnosticPrompts(GatheringSettings(seed: 8), contextTokens: nil)
        #expect(
            other.messages(0, isLong: false)[0].content.commonPrefix(with: first).utf8.count < 100)
    }

    @Test func `a long prompt is four times as long unless the context is too small`() {
        let free = DiagnosticPrompts(Self.settings, contextTokens: nil)
        let short = Self.length(free.messages(3, isLong: false))
        let long = Self.length(free.messages(3, isLong: true))
        #expect((3.5...4.5).contains(Double(long) / Double(short)))
        let bounded = DiagnosticPrompts(Self.settings, contextTokens: 1024)
        // 1024 tokens less 96 of the answer, at 4 characters a token and 2.5 times as many tokens.
        #expect(Self.length(bounded.messages(3, isLong: true)) < 1600)
        #expect(
            Self.length(bounded.messages(3, isLong: false))
                <= Self.length(bounded.messages(3, isLong: true)))
    }
}
