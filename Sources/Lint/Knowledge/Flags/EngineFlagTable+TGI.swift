import Signals

extension EngineFlagTable {
    /// The flags of TGI's launcher, as its reference lists them; the reference names no release.
    static let tgi = EngineFlagTable(
        .tgi, version: nil, grammar: .exact(takesUnderscores: false),
        names: """
            api-key cors-allow-origin cuda-graphs cuda-memory-fraction disable-custom-kernels
            disable-grammar-support dtype enable-prefill-logprobs env help hostname huggingface-
            hub-cache json-output kv-cache-dtype lora-adapters master-addr master-port max-
            batch-prefill-tokens max-batch-size max-batch-total-tokens max-best-of max-client-
            batch-size max-concurrent-requests max-input-length max-input-tokens max-stop-
            sequences max-top-n-tokens max-total-tokens max-waiting-tokens model-id ngrok ngrok-
            authtoken ngrok-edge num-shard otlp-endpoint otlp-service-name payload-limit port
            quantize revision rope-factor rope-scaling shard-uds-path sharded speculate
            tokenizer-config-path trust-remote-code usage-stats validation-workers version
            waiting-served-ratio watermark-delta watermark-gamma weights-cache-override
            """,
        mistakes: [
            "--host": Mistake(
                message: "text-generation-launcher has no flag --host", hint: "write --hostname"),
            "--model": Mistake(
                message: "text-generation-launcher has no flag --model", hint: "write --model-id"),
        ])
}
