import Readiness
import Testing

@Suite struct ModelConfigurationTests {
    struct Model: CustomTestStringConvertible, Sendable {
        let name: String
        let text: String
        let shape: KVCacheShape
        let type: KVElementType?
        let length: Int?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Model(
            name: "grouped queries",
            text: """
                {"num_hidden_layers": 32, "num_attention_heads": 32, "num_key_value_heads": 8,
                 "hidden_size": 4096, "torch_dtype": "bfloat16", "max_position_embeddings": 8192}
                """,
            shape: KVCacheShape(layers: 32, layer: .heads(count: 8, size: 128)), type: .bf16,
            length: 8192),
        Model(
            name: "head_dim of its own",
            text: """
                {"num_hidden_layers": 28, "num_attention_heads": 16, "num_key_value_heads": 8,
                 "hidden_size": 1024, "head_dim": 128, "dtype": "float16"}
                """,
            shape: KVCacheShape(layers: 28, layer: .heads(count: 8, size: 128)), type: .fp16,
            length: nil),
        Model(
            name: "as many KV heads as query heads",
            text: #"{"n_layer": 12, "n_head": 12, "n_embd": 768, "n_positions": 1024}"#,
            shape: KVCacheShape(layers: 12, layer: .heads(count: 12, size: 64)), type: nil,
            length: 1024),
        Model(
            name: "one KV head for all",
            text: """
                {"num_hidden_layers": 32, "num_attention_heads": 71, "hidden_size": 4544,
                 "multi_query": true}
                """,
            shape: KVCacheShape(layers: 32, layer: .heads(count: 1, size: 64)), type: nil,
            length: nil),
        Model(
            name: "latent attention",
            text: """
                {"num_hidden_layers": 61, "num_attention_heads": 128, "num_key_value_heads": 128,
                 "kv_lora_rank": 512, "qk_rope_head_dim": 64, "hidden_size": 7168}
                """,
            shape: KVCacheShape(layers: 61, layer: .latent(rank: 512, positional: 64)), type: nil,
            length: nil),
        Model(
            name: "a model that sees, with an 8-bit cache",
            text: """
                {"text_config": {"num_hidden_layers": 40, "num_attention_heads": 32,
                 "num_key_value_heads": 8, "head_dim": 128, "torch_dtype": "bfloat16"},
                 "quantization_config": {"kv_cache_scheme": {"num_bits": 8}}}
                """,
            shape: KVCacheShape(layers: 40, layer: .heads(count: 8, size: 128)), type: .fp8,
            length: nil),
        Model(
            name: "a model that sees, its type beside the language's part",
            text: """
                {"torch_dtype": "bfloat16", "text_config": {"num_hidden_layers": 34,
                 "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256}}
                """,
            shape: KVCacheShape(layers: 34, layer: .heads(count: 4, size: 256)), type: .bf16,
            length: nil),
        Model(
            name: "the language's own type wins, and its own 8-bit cache",
            text: """
                {"dtype": "float32", "llm_config": {"num_hidden_layers": 2, "dtype": "float16",
                 "num_attention_heads": 8, "head_dim": 64,
                 "quantization_config": {"kv_cache_scheme": {"num_bits": 8}}}}
                """,
            shape: KVCacheShape(layers: 2, layer: .heads(count: 8, size: 64)), type: .fp8,
            length: nil),
    ])
    func `configurations are understood`(model: Model) throws {
        let configuration = try ModelConfiguration.parse(model.text, file: "config.json")
        #expect(configuration.shape == model.shape)
        #expect(configuration.type == model.type)
        #expect(configuration.length == model.length)
        #expect(configuration.notes.isEmpty)
    }

    @Test func `layers that keep nothing are not counted, windows are remarked on`() throws {
        let text = """
            {"num_hidden_layers": 4, "num_attention_heads": 8, "hidden_size": 512,
             "sliding_window": 1024, "layer_types":
             ["linear_attention", "sliding_attention", "full_attention", "linear_attention"]}
            """
        let configuration = try ModelConfiguration.parse(text, file: "config.json")
        #expect(configuration.shape.layers == 2)
        #expect(configuration.notes.count == 2)
        #expect(configuration.notes.last?.contains("1024 tokens") == true)
    }

    struct Window: CustomTestStringConvertible, Sendable {
        let testDescription: String
        /// Members beside the shape of 26 layers.
        let members: String
        /// How the remark begins; nil where none is due.
        let remark: String?
    }

    @Test(arguments: [
        Window(
            testDescription: "a window for all layers",
            members: #""sliding_window": 4096, "max_position_embeddings": 32768"#,
            remark: "all 26 layers look back over a window of 4096 tokens only"),
        Window(
            testDescription: "a window that is switched off",
            members: #""sliding_window": 4096, "use_sliding_window": false"#, remark: nil),
        Window(testDescription: "no window", members: #""sliding_window": null"#, remark: nil),
        Window(
            testDescription: "a window as long as the longest request",
            members: #""sliding_window": 8192, "max_position_embeddings": 8192"#, remark: nil),
        Window(
            testDescription: "every second layer, as Gemma 2 leaves unsaid",
            members: #""sliding_window": 4096, "model_type": "gemma2""#,
            remark: "13 of 26 layers look back over a window of 4096 tokens only"),
        Window(
            testDescription: "five of six, as Gemma 3 says",
            members: #""sliding_window": 512, "sliding_window_pattern": 6"#,
            remark: "22 of 26 layers look back over a window of 512 tokens only"),
        Window(
            testDescription: "a pattern of letters",
            members: #""sliding_window": 4096, "sliding_window_pattern": "LLLG""#,
            remark: "20 of 26 layers look back over a window of 4096 tokens only"),
        Window(
            testDescription: "from one layer on",
            members:
                #""sliding_window": 4096, "use_sliding_window": true, "max_window_layers": 20"#,
            remark: "6 of 26 layers look back over a window of 4096 tokens only"),
    ])
    func `windows are remarked on, however they are written`(window: Window) throws {
        let text = """
            {"num_hidden_layers": 26, "num_attention_heads": 8, "head_dim": 256,
             \(window.members)}
            """
        let notes = try ModelConfiguration.parse(text, file: "config.json").notes
        #expect(notes.count == (window.remark == nil ? 0 : 1), "\(notes)")
        if let remark = window.remark {
            #expect(notes.first?.hasPrefix(remark) == true, "\(notes)")
        }
    }

    struct Bad: Sendable {
        let text: String
        let complaint: String
    }

    @Test(arguments: [
        Bad(text: "{", complaint: "cannot be read as JSON"),
        Bad(text: #"{"num_attention_heads": 8}"#, complaint: "num_hidden_layers"),
        Bad(
            text: "{\n\"num_hidden_layers\": \"many\"}",
            complaint: "config.json:2:1: num_hidden_layers"),
        Bad(
            text: #"{"num_hidden_layers": 2, "num_attention_heads": 7, "hidden_size": 100}"#,
            complaint: "no multiple of the 7 heads"),
        Bad(
            text: """
                {"num_hidden_layers": 2, "num_attention_heads": 4, "num_key_value_heads": 8,
                 "head_dim": 64}
                """,
            complaint: "8 KV heads and 4 query heads"),
        Bad(
            text: #"{"num_hidden_layers": 2, "kv_lora_rank": 512}"#, complaint: "qk_rope_head_dim"),
    ])
    func `what is no configuration says where and what was expected`(bad: Bad) {
        #expect {
            try ModelConfiguration.parse(bad.text, file: "config.json")
        } throws: { error in
            "\(error)".contains(bad.complaint)
        }
    }
}
