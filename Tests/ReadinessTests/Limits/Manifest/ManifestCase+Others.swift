extension ManifestCase {
    /// Compose files, Helm values, configuration files, scripts and engines other than vLLM.
    static let others: [ManifestCase] = [
        ManifestCase(
            name: "compose with a text and a default",
            text: """
                x-common: &common
                  image: vllm/vllm-openai:latest
                services:
                  prometheus:
                    image: prom/prometheus
                    command: --config.file=/etc/prometheus.yml
                  chat:
                    <<: *common
                    command: --model org/m --max-num-seqs ${SEQS:-24}
                    deploy: {replicas: 2}
                """,
            engine: "service chat", settings: ["model org/m :9", "slots 24 :9"]),
        ManifestCase(
            name: "compose with lists",
            text: """
                services:
                  tgi:
                    image: ghcr.io/huggingface/text-generation-inference:3.3.7
                    environment:
                      - MODEL_ID=org/m
                      - MAX_BATCH_TOTAL_TOKENS=65536
                    command: ["--max-concurrent-requests", "64"]
                """,
            engine: "service tgi",
            settings: [
                "admitted requests 64 :7", "KV cache tokens 65536 :6", "model org/m :5",
            ]),
        ManifestCase(
            name: "Helm values of the production stack",
            text: """
                servingEngineSpec:
                  modelSpec:
                    - name: llama
                      repository: vllm/vllm-openai
                      modelURL: meta/llama
                      replicaCount: 2
                      requestGPU: 1
                      vllmConfig:
                        maxModelLen: 4096
                        maxNumSeqs: 48
                        extraArgs: ["--gpu-memory-utilization", "0.9"]
                """,
            engine: "model llama",
            settings: [
                "memory share 0.9 :11", "max model length 4096 :9", "slots 48 :10",
                "model meta/llama :5", "GPU 1 :7",
            ]),
        ManifestCase(
            name: "vLLM's configuration file",
            text: "model: org/m\nmax-num-seqs: 3\nkv-cache-dtype: fp8\n",
            engine: "vLLM configuration",
            settings: ["model org/m :1", "slots 3 :2", "KV cache type fp8 :3"]),
        ManifestCase(
            name: "a script", file: "start.sh",
            text: """
                #!/bin/sh
                # starts the engine
                SEQS=6
                CUDA_VISIBLE_DEVICES=0 vllm serve org/m \\
                  --max-num-seqs $SEQS 2>&1 | tee vllm.log
                """,
            engine: "command", settings: ["model org/m :4", "slots 6 :5"]),
        ManifestCase(
            name: "docker run", file: "run.sh",
            text: "docker run --gpus all -v /m:/m vllm/vllm-openai:v0.20.1 "
                + "--model org/vllm-tuned --max-num-seqs 11",
            engine: "command", settings: ["model org/vllm-tuned :1", "slots 11 :1"]),
        ManifestCase(
            name: "SGLang", file: "run.sh",
            text: "python3 -m sglang.launch_server --model-path m --max-running-requests 40 "
                + "--context-length 4096 --mem-fraction-static 0.8 --tp 2",
            engine: "command",
            settings: [
                "model m :1", "slots 40 :1", "max model length 4096 :1", "memory share 0.8 :1",
                "tensor parallelism 2 :1",
            ]),
        ManifestCase(
            name: "TensorRT-LLM", file: "run.sh",
            text: "trtllm-serve org/m --max_batch_size 64 --max_num_tokens 8192 --tp_size 2",
            engine: "command",
            settings: [
                "model org/m :1", "slots 64 :1", "batched tokens 8192 :1",
                "tensor parallelism 2 :1",
            ]),
        ManifestCase(
            name: "LMDeploy", file: "run.sh",
            text: "lmdeploy serve api_server org/m --max-batch-size 128 --session-len 8192",
            engine: "command",
            settings: ["model org/m :1", "slots 128 :1", "max model length 8192 :1"]),
        ManifestCase(
            name: "llama.cpp in compose",
            text: """
                services:
                  llama:
                    image: ghcr.io/ggml-org/llama.cpp:server
                    environment: {LLAMA_ARG_N_PARALLEL: 4}
                    command: -m /models/m.gguf -c 8192
                """,
            engine: "service llama",
            settings: [
                "model /models/m.gguf :5", "context of all slots 8192 :5", "slots 4 :4",
            ]),
        ManifestCase(
            name: "Ollama in compose",
            text: """
                services:
                  ollama:
                    image: ollama/ollama:latest
                    environment:
                      OLLAMA_NUM_PARALLEL: "2"
                      OLLAMA_MAX_QUEUE: "128"
                """,
            engine: "service ollama", settings: ["slots 2 :5", "admitted requests 128 :6"]),
    ]
}
