/// What the `config.json` of a model on Hugging Face says about its KV cache.
package struct ModelConfiguration: Sendable, Hashable {
    /// What is kept for each token.
    package let shape: KVCacheShape
    /// How values are stored unless the engine is told otherwise; nil when it is not said.
    package let type: KVElementType?
    /// The longest request that the model was made for; nil when it is not said.
    package let length: Int?
    /// Remarks on what makes the arithmetic too careful.
    package let notes: [String]

    /// Reads a file.
    ///
    /// - Parameter path: The file.
    /// - Returns: What it says.
    /// - Throws: As ``parse(_:file:)``, and when the file cannot be read.
    package static func read(path: String) throws(ProfileErrors) -> ModelConfiguration {
        try parse(TextFile.read(path), file: path)
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: The text of a `config.json`.
    ///   - file: What messages call it.
    /// - Returns: What it says.
    /// - Throws: ``ProfileErrors`` when it is no JSON, or a number is missing or none.
    package static func parse(
        _ text: String, file: String
    ) throws(ProfileErrors) -> ModelConfiguration {
        let root = try LineJSONReader.read(text, file: file)
        // Models that also see or hear keep the language's own numbers apart.
        let fields = ModelFields(
            node: root["text_config"] ?? root["llm_config"] ?? root["language_config"] ?? root,
            file: file)
        let outer = ModelFields(node: root, file: file)
        var notes: [String] = []
        let layers = try keepingLayers(fields, notes: &notes)
        let shape = KVCacheShape(layers: layers, layer: try layer(fields))
        let length = try fields.number("max_position_embeddings", "n_positions", "max_seq_len")
        notes += try SlidingLayers.note(fields, length: length)
        // The type often stands beside the language's part and not in it.
        let named = (fields.typeName ?? outer.typeName).flatMap(KVElementType.init(word:))
        let isEightBit = [outer, fields].contains {
            $0.node["quantization_config"]?["kv_cache_scheme"]?["num_bits"]?.number == 8
        }
        return ModelConfiguration(
            shape: shape, type: isEightBit ? .fp8 : named, length: length, notes: notes)
    }

    /// How many layers keep something for each token.
    private static func keepingLayers(
        _ fields: ModelFields, notes: inout [String]
    ) throws(ProfileErrors) -> Int {
        let all = try fields.required("num_hidden_layers", "n_layer", "n_layers", "num_layers")
        let kinds = fields.node["layer_types"]?.items.compactMap(\.text) ?? []
        guard kinds.count == all else { return all }
        let linear = kinds.filter { $0.contains("linear") || $0.contains("mamba") }.count
        if linear > 0, linear < all {
            notes.append(
                "\(linear) of \(all) layers keep a state of fixed size instead of keys and values; "
                    + "the others are counted")
        }
        return linear < all ? all - linear : all
    }

    /// What a layer keeps.
    private static func layer(_ fields: ModelFields) throws(ProfileErrors) -> KVCacheShape.Layer {
        if let rank = try fields.number("kv_lora_rank") {
            return .latent(rank: rank, positional: try fields.required("qk_rope_head_dim"))
        }
        let heads = try fields.required("num_attention_heads", "n_head", "n_heads", "num_heads")
        let grouped = try fields.number(
            "num_key_value_heads", "num_kv_heads", "n_head_kv", "multi_query_group_num")
        let count =
            grouped
            ?? (fields.isTrue("multi_query") || fields.isTrue("multi_query_attention") ? 1 : heads)
        guard count <= heads else {
            throw fields.problem(
                "num_key_value_heads",
                "there are \(count) KV heads and \(heads) query heads; expected no more than those")
        }
        if let size = try fields.number("head_dim", "attention_head_dim", "kv_channels") {
            return .heads(count: count, size: size)
        }
        let hidden = try fields.required("hidden_size", "n_embd", "d_model")
        guard hidden % heads == 0 else {
            throw fields.problem(
                "hidden_size",
                "\(hidden) is no multiple of the \(heads) heads, and head_dim is not said")
        }
        return .heads(count: count, size: hidden / heads)
    }
}
