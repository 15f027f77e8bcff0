import Simulator

extension FaultWord {
    /// Faults in the engine.
    static let inEngine = [
        FaultWord(
            "slow-prefill", ["extra"], "the step that first computes a prompt takes extra time"
        ) {
            $0.duration("extra").map { .slowPrefill(extra: $0) }
        },
        FaultWord(
            "api-work", ["perRequest", "perPromptToken"],
            "the API server works longer on every request before the engine sees it"
        ) { parameters in
            guard parameters.has("perRequest") || parameters.has("perPromptToken") else {
                parameters.reportMissing(["perRequest", "perPromptToken"])
                return nil
            }
            guard let request = parameters.durationOrZero("perRequest"),
                let token = parameters.durationOrZero("perPromptToken")
            else { return nil }
            return .apiWork(perRequest: request, perPromptToken: token)
        },
        FaultWord("hang", "no step begins; the API goes on answering") { _ in .hang },
        FaultWord("down", "the process is gone; at the end it starts anew, with empty counters") {
            _ in .down
        },
        FaultWord("kv-leak", ["tokensPerSecond"], "KV cache is lost and never given back") {
            $0.number("tokensPerSecond", in: 0.001...1_000_000)
                .map { .kvLeak(tokensPerSecond: $0) }
        },
        FaultWord("cold-prefix-cache", "nothing is found in the prefix cache") { _ in
            .coldPrefixCache
        },
        FaultWord("deaf-to-hang-ups", "the engine is not told that a client went away") { _ in
            .deafToHangUps
        },
        FaultWord("draft-acceptance", ["acceptance"], "share of drafted tokens that are accepted") {
            $0.share("acceptance").map { .draftAcceptance($0) }
        },
        FaultWord("queue-limit", ["waiting"], "requests are turned away while so many wait") {
            $0.whole("waiting", in: 1...1_000_000).map { .queueLimit(requests: $0) }
        },
    ]

    /// Faults on its machine.
    static let onMachine = [
        FaultWord(
            "throttled", ["factor", "reason"],
            "the card's clock falls and steps take factor times as long"
        ) { parameters in
            guard let factor = parameters.number("factor", in: 1...100),
                let reason = parameters.word("reason", default: ThrottleReason.thermal)
            else { return nil }
            return .throttled(factor: factor, reason: reason)
        },
        FaultWord(
            "neighbour", ["factor", "resource"],
            "something else on the machine makes steps take factor times as long"
        ) { parameters in
            guard let factor = parameters.number("factor", in: 1...100),
                let resource = parameters.word("resource", default: SharedResource.gpu)
            else { return nil }
            return .neighbour(factor: factor, resource: resource)
        },
        FaultWord("xid", ["code"], "the card reports an error code") {
            $0.whole("code", in: 1...999).map { .xid(code: $0) }
        },
        FaultWord("heat", ["degrees"], "the card is hotter than its work makes it") {
            $0.number("degrees", in: 1...100).map { .heat(degrees: $0) }
        },
        FaultWord("link-errors", ["perSecond"], "links between cards have errors") {
            $0.number("perSecond", in: 0.001...1_000_000).map { .linkErrors(perSecond: $0) }
        },
        FaultWord(
            "filled", ["used", "store"],
            "so much of the card's memory, the main memory or the disk is in use"
        ) { parameters in
            guard let share = parameters.share("used"),
                let store = parameters.word("store", default: MachineStore.card)
            else { return nil }
            return .filled(share: share, store: store)
        },
    ]
}
