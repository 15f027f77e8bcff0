/// What exporters say about a metric family.
package struct PrometheusMetadata: Sendable, Hashable, Decodable {
    /// Such as `counter`, `gauge`, `histogram`, `unknown`.
    package let type: String
    package let help: String
    /// Empty for most.
    package let unit: String

    package init(type: String, help: String = "", unit: String = "") {
        self.type = type
        self.help = help
        self.unit = unit
    }

    package init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = try fields.decode(String.self, forKey: .type)
        help = try fields.decodeIfPresent(String.self, forKey: .help) ?? ""
        unit = try fields.decodeIfPresent(String.self, forKey: .unit) ?? ""
    }

    private enum CodingKeys: String, CodingKey {
        case type
        case help
        case unit
    }
}
