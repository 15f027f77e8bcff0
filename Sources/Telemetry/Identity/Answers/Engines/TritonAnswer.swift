/// The answer of Triton's `GET /v2`.
struct TritonAnswer: Decodable {
    let version: String?

    private enum CodingKeys: String, CodingKey {
        case name
        case version
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        // The protocol is shared; MLServer and others answer here with names of their own.
        guard try fields.decode(String.self, forKey: .name).lowercased().contains("triton") else {
            throw DecodingError.typeMismatch(
                String.self,
                .init(
                    codingPath: fields.codingPath + [CodingKeys.name],
                    debugDescription: "another server"))
        }
        version = try fields.decodeIfPresent(String.self, forKey: .version)
    }

    /// - Throws: `ProbeFailure`, when the body is no such answer.
    static func decode(_ body: [UInt8]) throws(ProbeFailure) -> TritonAnswer {
        try AnswerDecoder.decode(TritonAnswer.self, from: body)
    }
}
