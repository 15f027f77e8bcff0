/// What every answer of the API is wrapped in.
struct PrometheusEnvelope<Content: Decodable>: Decodable {
    let status: String
    let content: Content?
    let errorType: String?
    let error: String?
    let warnings: [String]?
    let isPartial: Bool?

    private enum CodingKeys: String, CodingKey {
        case status
        case content = "data"
        case errorType
        case error
        case warnings
        case isPartial
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        status = try fields.decode(String.self, forKey: .status)
        errorType = try fields.decodeIfPresent(String.self, forKey: .errorType)
        error = try fields.decodeIfPresent(String.self, forKey: .error)
        warnings = try fields.decodeIfPresent([String].self, forKey: .warnings)
        isPartial = try fields.decodeIfPresent(Bool.self, forKey: .isPartial)
        // Errors carry data of no particular shape, or none.
        content =
            status == "success" ? try fields.decodeIfPresent(Content.self, forKey: .content) : nil
    }
}
