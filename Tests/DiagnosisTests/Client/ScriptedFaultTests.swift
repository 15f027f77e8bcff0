import Diagnosis
import Inference
import Load
import Testing

/// Each clue on a history in which it holds, and on one that refutes it.
@Suite struct ScriptedFaultTests {
    struct Case: CustomTestStringConvertible, Sendable {
        let clue: Clue
        let state: ClueFinding.State
        let story: String
        let client: @Sendable () -> ScriptedClient

        var testDescription: String { "\(clue.rawValue) \(state.rawValue): \(story)" }

        static func holds(
            _ clue: Clue, _ story: String, _ client: @escaping @Sendable () -> ScriptedClient
        ) -> Case {
            Case(clue: clue, state: .holds, story: story, client: client)
        }

        static func fails(
            _ clue: Clue, _ story: String, _ client: @escaping @Sendable () -> ScriptedClient
        ) -> Case {
            Case(clue: clue, state: .fails, story: story, client: client)
        }
    }

    /// A history in which each request may be changed.
    static func history(
        seconds: Double = 240, sessions: Int = 3,
        _ change: @escaping (inout ScriptedClient.Draft, inout Noise) -> Void
    ) -> ScriptedClient {
        var client = ScriptedClient(seed: 11, seconds: seconds, sessions: sessions)
        client.change = change
        return client
    }

    /// A share of the requests ends in another way.
    static func ending(
        _ share: Double, _ edit: @escaping (inout ProbeRecord) -> Void
    ) -> ScriptedClient {
        history { draft, noise in
            if noise.chance(share) { draft.edits.append(edit) }
        }
    }

    @Test(arguments: failures + streams + times + paths + answers)
    func `a clue is told`(_ scripted: Case) throws {
        let client = scripted.client()
        let finding = try #require(client.finding(scripted.clue))
        #expect(finding.state == scripted.state, "\(finding.statement)")
        if finding.state != .unknown { #expect(finding.strength > 0.2, "\(finding.statement)") }
    }

    // MARK: - Failures

    static let failures: [Case] = [
        .holds(.authenticationFails, "every request") {
            ending(1) { $0.fail("unauthorized", status: 401, class: .configuration) }
        },
        .holds(.modelUnknown, "one name of two") {
            ending(0.3) {
                $0.fail(
                    "model_not_found", status: 404, text: "404: no such model `x`",
                    class: .configuration)
            }
        },
        .holds(.rateLimited, "a tenth") { ending(0.1) { $0.fail("rate_limited", status: 429) } },
        .fails(.rateLimited, "none") { history { _, _ in } },
        .holds(.contextRefused, "the long ones") { tooLong },
        .holds(.onlyLongRequestsRefused, "the long ones") { tooLong },
        .fails(.onlyLongRequestsRefused, "any length") {
            ending(0.2) {
                $0.fail(
                    "rejected", status: 400,
                    text:
                        "400: This model's maximum context length is 50 tokens, 60 were asked for",
                    class: .configuration)
            }
        },
        .holds(.unavailable, "a third finds nobody") { deadReplica },
        .holds(.failuresSteady, "a third finds nobody") { deadReplica },
        .fails(.failuresInBursts, "a third finds nobody") { deadReplica },
        .holds(.failuresInBursts, "three outages") { outages },
        .fails(.failuresSteady, "three outages") { outages },
        .holds(.everythingFails, "nobody there") {
            ending(1) { $0.fail("connect_refused", class: .unreachable) }
        },
        .fails(.everythingFails, "a third finds nobody") { deadReplica },
        .holds(.eventsMalformed, "some") { ending(0.05) { $0.cut("malformed", after: 3) } },
        .holds(.errorsInStream, "some") { ending(0.05) { $0.cut("error_in_stream", after: 3) } },
        .holds(.answersEmpty, "some") { ending(0.1) { $0.fail("empty", status: 200) } },
        .holds(.silentAfterHead, "some") {
            ending(0.1) { $0.fail("timeout_first_token", status: 200, after: 10) }
        },
    ]

    static var tooLong: ScriptedClient {
        history { draft, _ in
            guard draft.isLong else { return }
            draft.edits.append {
                $0.fail(
                    "rejected", status: 400,
                    text: "400: This model's maximum context length is 1024 tokens. However, your"
                        + " prompt contains at least 1500 input tokens",
                    class: .configuration)
            }
        }
    }

    static var deadReplica: ScriptedClient {
        ending(0.33) { $0.fail("connect_refused", class: .unreachable) }
    }

    static var outages: ScriptedClient {
        history { draft, _ in
            if [60..<64, 120..<126, 180..<184].contains(where: { $0.contains(Int(draft.start)) }) {
                draft.edits.append { $0.fail("server_error", status: 503, after: 0.1) }
            }
        }
    }

    // MARK: - Streams

    static let streams: [Case] = [
        .holds(.streamsTruncated, "a tenth") { ending(0.1) { $0.cut("truncated", after: 6) } },
        .fails(.streamsTruncated, "none") { history { _, _ in } },
        .holds(.cutAtOneAge, "a proxy's timeout") {
            history { draft, _ in
                let first = draft.firstToken + draft.setup
                var age = first
                guard
                    let count = draft.gaps.firstIndex(where: { gap in
                        age += gap
                        return age > 0.8
                    })
                else { return }
                draft.edits.append {
                    $0.cut("truncated", after: count)
                    $0.endToEnd = .seconds(0.8)
                }
            }
        },
        .fails(.cutAtOneAge, "anywhere") {
            history { draft, noise in
                let count = 1 + Int(noise.unit() * 20)
                if noise.chance(0.2) { draft.edits.append { $0.cut("truncated", after: count) } }
            }
        },
        .holds(.streamsStall, "a tenth, for 8 s") { stalls },
        .fails(.stallsForEver, "a tenth, for 8 s") { stalls },
        .fails(.stallsTogether, "a tenth, for 8 s") { stalls },
        .holds(.stallsForEver, "a tenth") {
            ending(0.1) { $0.cut("stalled", after: 5, silence: 10) }
        },
        .holds(.stallsTogether, "the whole batch") {
            history(sessions: 8) { draft, _ in
                let moments = [50.0, 110, 170]
                // Whoever waits for a first token then waits until it is over.
                let first = draft.start + draft.setup + draft.firstToken
                if let moment = moments.first(where: { ($0..<($0 + 9)).contains(first) }) {
                    draft.firstToken = moment + 9 - draft.start - draft.setup
                }
                stretch(&draft) { begin, end in
                    moments.contains { (begin..<end).contains($0) } ? 9 : nil
                }
            }
        },
        .holds(.tokensStopForAll, "from 150 s on") {
            history { draft, _ in
                let end = draft.start + draft.firstToken + draft.gaps.reduce(0, +)
                if draft.start > 150 {
                    draft.edits.append { $0.fail("timeout_first_token", status: 200, after: 30) }
                } else if end > 150 {
                    draft.edits.append { $0.cut("stalled", after: 2, silence: 30) }
                }
            }
        },
        .fails(.tokensStopForAll, "never") { history { _, _ in } },
    ]

    static var stalls: ScriptedClient {
        history { draft, noise in
            if noise.chance(0.1), draft.gaps.count > 5 { draft.gaps[4] += 8 }
        }
    }

    /// Makes the gap longer in which something happens.
    static func stretch(
        _ draft: inout ScriptedClient.Draft, _ pause: (Double, Double) -> Double?
    ) {
        var moment = draft.start + draft.setup + draft.firstToken
        for index in draft.gaps.indices {
            let end = moment + draft.gaps[index]
            if let pause = pause(moment, end) { draft.gaps[index] += pause }
            moment += draft.gaps[index]
        }
    }

    // MARK: - Times

    static let times: [Case] = [
        .holds(.firstTokenWorsened, "everything takes 1.5 times as long from 120 s on") {
            throttled(1.5)
        },
        .holds(.gapsWorsened, "everything takes 1.5 times as long from 120 s on") {
            throttled(1.5)
        },
        .holds(.sameFactor, "everything takes 1.5 times as long from 120 s on") { throttled(1.5) },
        .fails(.sameFactor, "only the first token") {
            history { draft, _ in if draft.start > 120 { draft.firstToken *= 2 } }
        },
        .fails(.gapsWorsened, "only the first token") {
            history { draft, _ in if draft.start > 120 { draft.firstToken *= 2 } }
        },
        .holds(.firstTokenWorsened, "one in eight waits long from 120 s on") {
            history { draft, noise in
                if draft.start > 120, noise.chance(0.125) { draft.firstToken += 3 }
            }
        },
        .holds(.inEpisodes, "a neighbour comes and goes") {
            history { draft, _ in
                guard
                    [40..<70, 120..<150, 190..<220].contains(where: {
                        $0.contains(Int(draft.start))
                    })
                else { return }
                draft.gaps = draft.gaps.map { $0 * 1.7 }
                draft.firstToken *= 1.7
            }
        },
        .fails(.inEpisodes, "it comes and stays") { throttled(1.5) },
        .holds(.firstRequestsSlow, "four compile") {
            history { draft, _ in if draft.number < 4 { draft.firstToken += 3 } }
        },
        .fails(.firstRequestsSlow, "none") { history { _, _ in } },
        .holds(.firstTokenBimodal, "two fifths wait for a slot") { twoSlots },
        .holds(.waitsLikeAGeneration, "two fifths wait for a slot") { twoSlots },
        .fails(.firstTokenBimodal, "nobody waits") { history { _, _ in } },
        .fails(.waitsLikeAGeneration, "nobody waits") { history { _, _ in } },
        .holds(.requestsInTwoSpeeds, "a third is slow") {
            history { draft, noise in
                if noise.chance(0.33) { draft.gaps = draft.gaps.map { $0 * 1.8 } }
            }
        },
        .holds(.requestsInTwoSpeeds, "one named replica is slow") {
            history { draft, noise in
                let name = ["a", "b", "c"][Int(noise.unit() * 3)]
                if name == "b" { draft.gaps = draft.gaps.map { $0 * 1.6 } }
                draft.edits.append { $0.replica = name }
            }
        },
        .fails(.requestsInTwoSpeeds, "all alike") { history { _, _ in } },
        .fails(.requestsInTwoSpeeds, "first fast, then slow") { throttled(2) },
    ]

    static func throttled(_ factor: Double) -> ScriptedClient {
        history { draft, _ in
            guard draft.start > 120 else { return }
            draft.firstToken *= factor
            draft.gaps = draft.gaps.map { $0 * factor }
        }
    }

    static var twoSlots: ScriptedClient {
        history { draft, noise in
            if noise.chance(0.4) { draft.firstToken += 0.55 * noise.factor(0.15) }
        }
    }

    // MARK: - Paths and prompts

    static let paths: [Case] = [
        .holds(.answersInLumps, "held back until the end") {
            history { draft, _ in
                draft.firstToken += draft.gaps.reduce(0, +)
                draft.gaps = draft.gaps.map { _ in 0.00002 }
                draft.edits.append { $0.reads = 1 }
            }
        },
        .holds(.answersInLumps, "in buffers of sixteen events") {
            history { draft, _ in
                let whole = draft.gaps
                draft.gaps = whole.indices.map {
                    $0 % 16 == 15 ? whole[($0 - 15)...$0].reduce(0, +) : 0.00002
                }
                draft.edits.append { $0.reads = 1 + ($0.chunks ?? 0) / 16 }
            }
        },
        .fails(.answersInLumps, "token by token") { history { _, _ in } },
        .holds(.chunksHoldSeveralTokens, "drafts are accepted") {
            history { draft, noise in
                let tokens = draft.gaps.reduce(1) { sum, _ in sum + 1 + Int(noise.unit() * 3) }
                draft.edits.append { $0.outputTokens = tokens }
            }
        },
        .fails(.chunksHoldSeveralTokens, "one token each") { history { _, _ in } },
        .holds(.freshConnectionsSlow, "400 ms for a handshake") {
            history { draft, _ in if draft.isFresh { draft.setup += 0.4 } }
        },
        .fails(.freshConnectionsSlow, "4 ms for a handshake") { history { _, _ in } },
        .holds(.firstTokenGrowsWithPrompt, "a slow tokenizer") {
            history { draft, _ in
                if !draft.isRepeat { draft.firstToken += 0.003 * Double(draft.promptTokens) }
            }
        },
        .fails(.firstTokenGrowsWithPrompt, "as computed") { history { _, _ in } },
        .holds(.repeatsNotFaster, "nothing is cached") {
            history { draft, _ in
                if draft.isRepeat {
                    draft.firstToken += 0.0005 * Double(draft.promptTokens)
                } else {
                    draft.firstToken += 0.0004 * Double(draft.promptTokens)
                }
            }
        },
        .fails(.repeatsNotFaster, "cached") {
            history { draft, _ in
                if !draft.isRepeat { draft.firstToken += 0.0008 * Double(draft.promptTokens) }
            }
        },
        .holds(.adaptersSlow, "each call loads one") {
            history { draft, noise in
                guard noise.chance(0.3) else { return }
                draft.model = "adapter-\(Int(noise.unit() * 4))"
                draft.firstToken += 0.3 * noise.factor(0.3)
            }
        },
        .fails(.adaptersSlow, "all pinned") {
            history { draft, noise in if noise.chance(0.3) { draft.model = "adapter" } }
        },
    ]

    // MARK: - Answers and the measurement

    static let answers: [Case] = [
        .holds(.lengthFinishesRose, "a new limit from 120 s on") {
            history { draft, noise in
                if draft.start > 120, noise.chance(0.4) {
                    draft.edits.append {
                        $0.finishReason = "length"; $0.maxTokens = $0.outputTokens
                    }
                }
            }
        },
        .holds(.lengthFinishesRose, "a limit below that asked for") {
            history { draft, _ in
                guard draft.gaps.count > 24 else { return }
                draft.gaps = Array(draft.gaps.prefix(24))
                draft.edits.append { $0.finishReason = "length" }
            }
        },
        .fails(.lengthFinishesRose, "always as many") {
            history { draft, noise in
                if noise.chance(0.4) {
                    draft.edits.append {
                        $0.finishReason = "length"; $0.maxTokens = $0.outputTokens
                    }
                }
            }
        },
        .holds(.refusalsRose, "a fifth from 120 s on") {
            history { draft, noise in
                if draft.start > 120, noise.chance(0.2) {
                    draft.edits.append { $0.isRefusal = true }
                }
            }
        },
        .holds(.refusalsRose, "half of all") { ending(0.5) { $0.isRefusal = true } },
        .fails(.refusalsRose, "none") { history { _, _ in } },
        .holds(.outputLengthMoved, "half as long from 120 s on") {
            history { draft, _ in
                if draft.start > 120 { draft.gaps = Array(draft.gaps.prefix(draft.gaps.count / 2)) }
            }
        },
        .fails(.outputLengthMoved, "the same") { history { _, _ in } },
        .holds(.usageDisagrees, "no usage") {
            ending(1) { $0.outputTokensEstimated = true }
        },
        .holds(.usageDisagrees, "half as many") {
            ending(1) { $0.outputTokens = ($0.chunks ?? 0) / 2 }
        },
        .holds(.usageDisagrees, "1.4 times as many") {
            ending(1) { $0.outputTokens = Int(1.4 * Double($0.chunks ?? 0)) }
        },
        .fails(.usageDisagrees, "as received") { history { _, _ in } },
        .holds(.clockOff, "5 s ahead") {
            ending(1) { $0.serverClockOffset = $0.serverClockOffset.map { $0 + .seconds(5) } }
        },
        .fails(.clockOff, "in time") { history { _, _ in } },
    ]
}
