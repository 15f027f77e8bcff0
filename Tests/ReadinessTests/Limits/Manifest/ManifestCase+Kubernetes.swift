extension ManifestCase {
    /// Kubernetes documents and parts of them.
    static let kubernetes: [ManifestCase] = [
        ManifestCase(
            name: "InferenceService with a container",
            text: """
                apiVersion: serving.kserve.io/v1beta1
                kind: InferenceService
                metadata:
                  name: gemma
                spec:
                  predictor:
                    containerConcurrency: 8
                    nodeSelector:
                      nvidia.com/gpu.product: NVIDIA-L40S
                    containers:
                      - name: kserve-container
                        image: vllm/vllm-openai:v0.20.1
                        args:
                          - --model=google/gemma
                          - --max-num-seqs=2
                        resources:
                          limits:
                            nvidia.com/gpu: "1"
                """,
            engine: "InferenceService gemma, container kserve-container",
            settings: [
                "model google/gemma :14", "slots 2 :15",
                "GPU nvidia.com/gpu=1, nvidia.com/gpu.product=NVIDIA-L40S :18",
                "admitted requests 8 :7",
            ]),
        ManifestCase(
            name: "InferenceService with a model",
            text: """
                apiVersion: serving.kserve.io/v1beta1
                kind: InferenceService
                metadata: {name: llama}
                spec:
                  predictor:
                    model:
                      modelFormat: {name: huggingface}
                      storageUri: hf://meta/llama
                      args: ["--model_name=llama", "--max_model_len=4096"]
                """,
            engine: "InferenceService llama, container kserve-container",
            settings: [
                "served name llama :9", "max model length 4096 :9", "model hf://meta/llama :8",
            ]),
        ManifestCase(
            name: "ServingRuntime",
            text: """
                apiVersion: serving.kserve.io/v1alpha1
                kind: ServingRuntime
                metadata: {name: vllm}
                spec:
                  annotations: {prometheus.kserve.io/path: /metrics}
                  containers:
                    - name: kserve-container
                      image: vllm/vllm-openai
                      command: [python3, -m, vllm.entrypoints.openai.api_server]
                      args: [--max-num-batched-tokens, "2048"]
                """,
            engine: "ServingRuntime vllm, container kserve-container",
            settings: ["batched tokens 2048 :10"]),
        ManifestCase(
            name: "a shell with a script over several lines",
            text: """
                kind: Deployment
                metadata: {name: chat}
                spec:
                  template:
                    spec:
                      containers:
                        - name: vllm
                          image: own/image
                          env:
                            - {name: SEQS, value: "12"}
                          command: ["/bin/bash", "-lc"]
                          args:
                            - |
                              set -e
                              export LEN=4096   # tokens
                              exec vllm serve org/model \\
                                --max-num-seqs $SEQS \\
                                --max-model-len "${LEN}" -tp ${TP:-2}
                """,
            engine: "Deployment chat, container vllm",
            settings: [
                "model org/model :16", "slots 12 :17", "max model length 4096 :18",
                "tensor parallelism 2 :18",
            ]),
        ManifestCase(
            name: "a folded script",
            text: """
                kind: Pod
                metadata: {name: one}
                spec:
                  containers:
                    - name: engine
                      image: own/image
                      command:
                        - sh
                        - -c
                        - >-
                          vllm serve org/model
                          --port 8000
                          --max-num-seqs=7
                """,
            engine: "Pod one, container engine",
            settings: ["model org/model :11", "slots 7 :13"]),
        ManifestCase(
            name: "variables of Kubernetes",
            text: """
                kind: Job
                metadata: {name: batch}
                spec:
                  template:
                    spec:
                      containers:
                        - name: engine
                          image: vllm/vllm-openai
                          env:
                            - name: BASE
                              value: "16"
                            - name: SEQS
                              value: $(BASE)
                          args: [--max-num-seqs, $(SEQS)]
                """,
            engine: "Job batch, container engine", settings: ["slots 16 :14"]),
        ManifestCase(
            name: "a leader and its workers",
            text: """
                apiVersion: leaderworkerset.x-k8s.io/v1
                kind: LeaderWorkerSet
                metadata: {name: big}
                spec:
                  replicas: 2
                  leaderWorkerTemplate:
                    size: 2
                    leaderTemplate:
                      spec:
                        containers:
                          - name: leader
                            image: vllm/vllm-openai
                            command: [sh, -c, "ray start --head; vllm serve m --max-num-seqs 64"]
                    workerTemplate:
                      spec:
                        containers:
                          - {name: worker, image: rayproject/ray, command: [ray, start]}
                """,
            engine: "LeaderWorkerSet big, container leader",
            settings: ["model m :13", "slots 64 :13"]),
        ManifestCase(
            name: "arguments in a variable that the preset hands on",
            text: """
                kind: LLMInferenceService
                metadata: {name: llm}
                spec:
                  template:
                    containers:
                      - name: main
                        image: vllm/vllm-openai
                        env:
                          - name: VLLM_ADDITIONAL_ARGS
                            value: "--max-num-seqs=32 --quantization fp8"
                """,
            engine: "LLMInferenceService llm, container main",
            settings: ["slots 32 :10", "quantisation fp8 :10"]),
        ManifestCase(
            name: "a strategic patch",
            text: """
                spec:
                  template:
                    spec:
                      containers:
                        - name: engine
                          args:
                            - --max-num-seqs 9
                """,
            engine: "container engine", settings: ["slots 9 :7"]),
        ManifestCase(
            name: "a JSON patch",
            text: """
                - op: replace
                  path: /spec/template/spec/containers/0/args/3
                  value: --max-num-seqs=5
                """,
            engine: "container", settings: ["slots 5 :3"]),
    ]
}
