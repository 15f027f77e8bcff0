/// The answer of llama.cpp's `GET /slots`.
///
/// Some builds put the text of prompts into it: only these fields are read.
enum SlotsAnswer {
    private struct Slot: Decodable {
        let context: LenientNumber

        enum CodingKeys: String, CodingKey {
            case context = "n_ctx"
        }
    }

    /// The limits it tells: how many slots there are, and the context of the smallest.
    ///
    /// - Throws: `ProbeFailure`, when the body is no such answer.
    static func limits(_ body: [UInt8]) throws(ProbeFailure) -> [EngineLimit] {
        let slots = try AnswerDecoder.decode([Slot].self, from: body)
        guard !slots.isEmpty else { return [] }
        let count = EngineLimit(
            kind: .runningRequests, value: Double(slots.count),
            provenance: .httpPath(ProbePath.slots.rawValue, field: nil))
        let smallest = slots.compactMap(\.context.value).filter { $0 > 0 }.min()
        return [count]
            + [smallest].compactMap { $0 }.map {
                EngineLimit(
                    kind: .contextTokens, value: $0,
                    provenance: .httpPath(ProbePath.slots.rawValue, field: "n_ctx"))
            }
    }
}
