/// The layers of a model that look back over a window only.
///
/// Configurations say it in several ways: kind by kind in `layer_types`, as a pattern such as "every
/// sixth looks at everything", from one layer on, or for all layers at once.
enum SlidingLayers {
    /// Families whose older configurations leave the pattern out: every so many layers one looks at
    /// everything.
    private static let patterns = ["gemma2": 2, "gemma3": 6, "gemma3_text": 6, "cohere2": 4]

    /// The remark on them.
    ///
    /// - Parameters:
    ///   - fields: The language's part of a configuration.
    ///   - length: The longest request; nil when it is not said.
    /// - Returns: One sentence, or none when no layer has a window, or a window that no request is
    ///   longer than.
    /// - Throws: ``ProfileErrors`` when something else than a number stands there.
    static func note(_ fields: ModelFields, length: Int?) throws(ProfileErrors) -> [String] {
        let all = try fields.required("num_hidden_layers", "n_layer", "n_layers", "num_layers")
        let window = try fields.number("sliding_window", "attention_chunk_size")
        if let window, let length, window >= length { return [] }
        let count = try count(fields, of: all, hasWindow: window != nil)
        guard count > 0 else { return [] }
        let layers = count == all ? "all \(all) layers" : "\(count) of \(all) layers"
        let width = window.map { " of \(LimitText.number(Double($0))) tokens" } ?? ""
        return [
            "\(layers) look back over a window\(width) only: an engine that drops what lies before it "
                + "holds more than is computed here"
        ]
    }

    private static func count(
        _ fields: ModelFields, of all: Int, hasWindow: Bool
    ) throws(ProfileErrors) -> Int {
        let kinds = fields.node["layer_types"]?.items.compactMap(\.text) ?? []
        if kinds.count == all {
            return kinds.count { $0.contains("sliding") || $0.contains("chunked") }
        }
        guard hasWindow, !fields.isFalse("use_sliding_window") else { return 0 }
        for name in ["sliding_window_pattern", "_sliding_window_pattern"] {
            // Letters, one for each layer of a round: L looks around itself, G at everything.
            if let letters = fields.text(name), !letters.isEmpty {
                let round = Array(letters)
                return (0..<all).count { round[$0 % round.count] == "L" }
            }
            if let every = try fields.number(name) { return all - all / every }
        }
        if let every = fields.text("model_type").flatMap({ patterns[$0] }) {
            return all - all / every
        }
        if fields.isTrue("use_sliding_window"), let first = try firstWindowed(fields) {
            return max(0, all - first)
        }
        return all
    }

    /// The first layer with a window, where those before it have none.
    private static func firstWindowed(_ fields: ModelFields) throws(ProfileErrors) -> Int? {
        if fields.node["max_window_layers"]?.number == 0 { return 0 }
        return try fields.number("max_window_layers")
    }
}
