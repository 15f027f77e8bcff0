/// The answer of SGLang's `GET /v1/loads`.
struct LoadsAnswer: Decodable {
    let loads: [Load]

    struct Load: Decodable {
        let rank: LenientNumber?
        let maxRunning: LenientNumber?

        enum CodingKeys: String, CodingKey {
            case rank = "dp_rank"
            case maxRunning = "max_running_requests"
        }
    }

    /// - Throws: `ProbeFailure`, when the body is no such answer.
    static func decode(_ body: [UInt8]) throws(ProbeFailure) -> LoadsAnswer {
        try AnswerDecoder.decode(LoadsAnswer.self, from: body)
    }

    var limits: [EngineLimit] {
        loads.enumerated().compactMap { index, load in
            let rank = load.rank?.value.flatMap { Int(exactly: $0) } ?? index
            return .limit(
                .runningRequests, load.maxRunning, in: "loads[\(index)].max_running_requests",
                of: .loads, scope: loads.count > 1 ? String(rank) : nil)
        }
    }
}
