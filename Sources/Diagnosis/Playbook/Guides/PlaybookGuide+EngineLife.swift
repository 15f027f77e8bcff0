import Signals

extension PlaybookGuide {
    /// Guides to the engine's starts, stops and side work.
    static let engineLife: [PlaybookGuide] = [
        PlaybookGuide(
            .coldStart,
            impact: "the first users after every start or scale-up wait for seconds to minutes",
            roots: [
                "lazy compilation: torch.compile, CUDA graphs, JIT kernels",
                "weights or tokenizer still being loaded", "a readiness probe on /health",
            ],
            steps: [
                .run(
                    "curl -s $URL/metrics | grep process_start_time_seconds",
                    "See when the process started", "shortly before the slow requests"),
                .run(
                    "firstlight gate $URL --max-probes 20", "Measure now",
                    "fast; the slow ones were the first"),
            ],
            fixes: [
                .live("send a generation of each usual shape before the replica gets traffic"),
                .restart("make the readiness probe a completed generation"),
                .restart("keep the compilation cache on a volume"),
            ],
            escalation:
                "hand on to whoever owns the deployment: the probe belongs into the manifest"),
        PlaybookGuide(
            .engineHang,
            impact: "nobody gets a token, while /health and /v1/models answer 200",
            roots: [
                "a collective operation waits for a rank that died", "a CUDA error or XID",
                "a deadlock of the scheduler",
            ],
            steps: [
                .read(.generationTokens, .increase, "Count tokens over a minute", "0"),
                .read(.running, .value, "See whether requests run", "above 0"),
                .run(
                    "firstlight probe $URL --count 1 --max-tokens 1",
                    "Ask for one token with a deadline", "it times out"),
                .run(
                    "nvidia-smi -q | grep -iE 'xid|ecc' ; dmesg | grep -i xid",
                    "Look for errors of the card", "if there are any, it is gpu-error"),
                .run(
                    "py-spy dump --pid $PID", "Dump the stacks of every worker before the restart",
                    "one rank waits elsewhere than the others"),
            ],
            fixes: [
                .live("take the replica out of the balancer"),
                .restart("restart the engine; the dump comes first"),
                .restart("make liveness a one-token generation with a deadline"),
            ],
            escalation: "hand on to the engine's developers with the dump and NCCL's log"),
        PlaybookGuide(
            .crashLoop,
            impact: "bursts of failures and cut answers, then slow first requests, again and again",
            roots: [
                "out of memory on the card: activations of long prompts on top of the cache",
                "out of memory on the host", "a request that crashes the engine",
                "a liveness probe that is too strict",
            ],
            steps: [
                .run(
                    "curl -s $URL/metrics | grep process_start_time_seconds",
                    "Look at the start of the process, twice", "it changes"),
                .run(
                    "kubectl describe pod $POD | grep -A5 'Last State'",
                    "Read why the last container ended",
                    "OOMKilled is the host's memory, not the card's"),
                .run(
                    "kubectl logs $POD --previous | tail -50",
                    "Read the last lines before the exit",
                    "CUDA out of memory, a stack trace, a signal"),
            ],
            fixes: [
                .live("keep the request away that crashes it, if it is one"),
                .restart(
                    "lower --gpu-memory-utilization, --max-model-len or the token budget of a step"),
                .restart("give the host more memory"),
            ],
            escalation:
                "hand on to the GPU team when it crashes again with a lower memory share; do not "
                + "answer with two slots for ever, which becomes slot-limit"),
        PlaybookGuide(
            .speculationCollapse,
            impact: "tokens come slower than without speculation",
            roots: [
                "traffic in another language or domain than the drafter knows",
                "another temperature", "a batch so large that drafting costs what it should save",
            ],
            steps: [
                .read(
                    .speculativeAcceptance, .value, "Look at the acceptance rate",
                    "below 0.5, or fallen"),
                .read(.running, .average, "Look at the batch", "large"),
                .read(
                    .interTokenLatency, .mean, "Look at the gaps between tokens",
                    "longer than before"),
            ],
            fixes: [
                .restart("lower num_speculative_tokens"),
                .restart("switch speculation off above a batch size, or altogether"),
                .restart("use a drafter trained on this traffic"),
            ],
            escalation: "hand on to the owners of the model when the traffic has changed for good"),
        PlaybookGuide(
            .adapterThrash,
            impact: "users of some adapters wait for theirs to be loaded; the base model is fine",
            roots: [
                "more adapters in use than --max-loras", "too few adapters kept in host memory",
                "requests of one adapter spread over all replicas",
            ],
            steps: [
                .read(.waitingDeferred, .maximum, "Count deferred requests", "above 0"),
                .run(
                    "curl -s $URL/metrics | grep lora_requests_info",
                    "Look at running and waiting adapters", "max_lora of them run and others wait"),
                .run(
                    "firstlight probe $URL --model $ADAPTER --count 20",
                    "Measure an adapter beside the base model", "only the adapter starts late"),
            ],
            fixes: [
                .live("route each adapter to one replica"),
                .restart("raise --max-loras and --max-cpu-loras"),
                .restart("pin the busy adapters"),
            ],
            escalation: "hand on to whoever decides how many adapters share a card"),
        PlaybookGuide(
            .tokenizerBound,
            impact:
                "every first token comes late by the same time, or by one that grows with the prompt",
            roots: [
                "one tokenizer thread or API server process",
                "very long prompts or images to decode",
                "many streams to write to",
            ],
            steps: [
                .read(.timeToFirstToken, .mean, "Read the engine's own TTFT", "high"),
                .read(.queueTime, .mean, "Read its queue time", "small"),
                .read(
                    .prefillTime, .mean, "Read its prefill time",
                    "small: the rest is before the core"),
                .run("top -H -p $PID", "Look at the API server's threads", "one at 100 %"),
            ],
            fixes: [
                .restart("run more API server processes (vLLM: --api-server-count)"),
                .restart("use the fast tokenizer, or send token ids"),
                .live("shorten prompts"),
            ],
            escalation: "hand on to the engine's developers with a profile of that process"),
        PlaybookGuide(
            .loggingOverhead,
            impact:
                "first tokens come later since logging was switched on, most of all for long prompts",
            roots: [
                "prompts written to the log", "synchronous callbacks or tracing",
                "a database row for every request",
            ],
            steps: [
                .read(.timeToFirstToken, .mean, "Read the engine's own TTFT", "high"),
                .read(.prefillTime, .mean, "Read its prefill time", "as before"),
                .run(
                    "firstlight gate $URL && firstlight diagnose runs/latest --baseline runs/before",
                    "Measure with logging on and off", "only the first tokens differ"),
            ],
            fixes: [
                .live("lower the log level where the server can"),
                .restart("switch request logging off, or sample and truncate it"),
                .restart("write logs from a bounded queue, off the path of requests"),
            ],
            escalation: "hand on to the owners of the logging pipeline when it must stay on"),
        PlaybookGuide(
            .orphanedWork,
            impact: "retries make everything slower: the engine works for clients that have gone",
            roots: [
                "a gateway that does not pass disconnects on",
                "a path without streaming that cannot be "
                    + "cancelled", "retries without a cap",
            ],
            steps: [
                .read(
                    .running, .value, "Stop your clients and count what runs",
                    "more than 0 for minutes"),
                .read(.generationTokens, .rate, "See whether tokens are still made", "above 0"),
                .run(
                    "firstlight gate $URL --max-probes 5", "Let it cancel a request and look",
                    "the check of cancelling fails"),
            ],
            fixes: [
                .live("cap retries and their rate at the gateway"),
                .restart("make every hop close its upstream when the client goes"),
                .restart("set a deadline at the server"),
            ],
            escalation:
                "hand on to the owners of the gateway with one request id seen on both sides"),
    ]
}
