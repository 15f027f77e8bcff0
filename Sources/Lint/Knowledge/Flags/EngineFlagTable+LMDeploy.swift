import Signals

extension EngineFlagTable {
    /// The flags of LMDeploy 0.18.0, as its command line names them.
    static let lmdeploy = EngineFlagTable(
        .lmdeploy, version: EngineVersion(0, 18),
        names: """
            adapters allow-credentials allow-headers allow-methods allow-origins allow-
            terminate-by-client allowed-media-domains api-keys async backend batch-size block-
            size cache-block-seq-len cache-max-entry-count calib-dataset calib-samples calib-
            seqlen chat-template communicator cp cudagraph-capture-batch-sizes device disable-
            cache-status disable-fastapi-docs disable-gdr disable-metrics dist-init-addr
            distributed-executor-backend dllm-block-length dllm-confidence-threshold dllm-
            denoising-steps dllm-unmasking-strategy download-dir dp dp-rank dtype dummy-prefill
            dump-file eager-mode empty-init enable-abort-handling enable-eplb enable-microbatch
            enable-prefix-caching enable-return-routed-experts ep generation-config hf-overrides
            kernel-block-size kv-transfer-config language-model-only link-type log-level
            logprobs-mode max-batch-size max-concurrent-requests max-log-len max-prefill-iters
            max-prefill-token-num migration-backend migration-protocol model-format model-name
            moe-a2a-backend nnodes node-rank num-gpu-blocks num-tokens-per-iter piecewise-
            cudagraph-max-tokens prefix-cache-decode-state-interval prefix-cache-state-budget
            proxy-url quant-dtype quant-policy reasoning-parser repetition-penalty revision role
            rope-scaling-factor routing-strategy search-scale server-name server-port serving-
            strategy session-id session-len speculative-algorithm speculative-dflash-block-size
            speculative-draft-model speculative-num-draft-tokens ssl stream-output temperature
            tool-call-parser top-k top-p tp trust-remote-code use-logn-attn version vision-max-
            batch-size work-dir
            """)
}
