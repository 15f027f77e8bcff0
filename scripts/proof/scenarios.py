"""The faults of the proof of alerts: what is wrong with which engine, when, and what must fire.

Each scenario is an engine of its own. Times count from its start. Alerts that compare with an hour
ago, or with yesterday, need a past: their faults begin at `LATE`, and their engines start last, so
that they are scraped from their beginning.
"""

import dataclasses

PROFILE = """\
version: 1
name: proof
target: {url: "http://127.0.0.1:8000"}
objectives:
  - ttft p95 <= 500ms
  - itl p95 <= 50ms
  - tpot p95 <= 50ms
  - e2e p95 <= 5s
  - error rate <= 5%
"""

# Seconds after which faults begin that need a past.
LATE = 95

ENGINE = ("/metrics",)
MACHINE = ("/dcgm/metrics", "/node/metrics")


@dataclasses.dataclass(frozen=True)
class Scenario:
    """A fault, the load that shows it, and the alerts that must fire for it.

    Alerts are `name/severity`, or `name/severity/value` for those of one name that a label tells
    apart.
    """

    job: str
    fault: str
    expected: tuple = ()
    # Whether nothing else may fire.
    silent: bool = False
    options: tuple = ()
    script: str = ""
    # Seconds after the engine's start at which the fault begins, and for some alerts another one.
    onset: float = 0
    onsets: tuple = ()
    # Few at once: a prefill holds up the answers beside it.
    load: tuple = ("--concurrency", "2", "--max-tokens", "48", "--prompt-tokens", "64")
    replicas: int = 1
    pages: tuple = ENGINE
    # Seconds after which the process is killed; 0 for never.
    dies_after: float = 0
    # Alerts that must resolve, because the fault ends, and be delivered as resolved.
    resolves: tuple = ()

    def begins(self, name):
        """When the fault behind an alert begins, in seconds after the engine's start."""
        return next((at for start, at in self.onsets if name.startswith(start)), self.onset)


def faults(*lines, **keys):
    """A script: keys of the file, then an entry for each line."""
    head = [f"{key}: {value}" for key, value in keys.items()]
    return "\n".join([*head, "faults:", *(f"  - {{{line}}}" for line in lines)]) + "\n"


def both(*names):
    return tuple(f"{name}/{severity}" for name in names for severity in ("critical", "warning"))


def burns(name, slo):
    """The four burn rates of an objective."""
    return (f"{name}/critical/{slo}/1h", f"{name}/critical/{slo}/6h",
            f"{name}/warning/{slo}/1d", f"{name}/warning/{slo}/3d")


# Two slots for twelve; long answers, so that slots stand empty for a small share of the time.
CROWD = ("--concurrency", "12", "--max-tokens", "192", "--prompt-tokens", "64")

SCENARIOS = (
    Scenario("healthy", "nothing", silent=True, pages=ENGINE + MACHINE),
    Scenario(
        "idle", "nobody asks", ("LLMGPUIdle/info",), silent=True, load=(), pages=ENGINE + MACHINE),
    Scenario(
        "slow", "everything takes six, later three times as long",
        burns("LLMLatencyBudgetBurn", "itl_p95"),
        script=faults(
            "fault: neighbour, factor: 6, to: 60s", "fault: neighbour, factor: 3, from: 60s")),
    Scenario(
        "slow-many", "everything takes six times as long for two dozen users",
        burns("LLMLatencyBudgetBurn", "tpot_p95"),
        script=faults("fault: neighbour, factor: 6"),
        load=("--concurrency", "24", "--max-tokens", "32", "--prompt-tokens", "64")),
    Scenario(
        "card", "heat, links, power and errors of the card",
        ("LLMGPUTemperature/warning", "LLMGPUTemperature/info",
         "LLMGPUThrottling/info/gpu_power_throttling", "LLMGPUXid/warning",
         "LLMGPUUncorrectableErrors/warning", "LLMNVLinkErrors/warning"),
        script=faults(
            "fault: throttled, factor: 1.3, reason: power, from: 40s",
            "fault: heat, degrees: 40, from: 40s", "fault: link-errors, perSecond: 5, from: 40s",
            # The code changes every two seconds, and each change is an error of the memory.
            *(f"fault: xid, code: {code}, from: {start}s, for: 2s" for code, start in (
                (48, 40), (94, 42), (48, 44), (94, 46), (48, 48)))),
        onset=40, pages=ENGINE + MACHINE),
    Scenario(
        "host", "processors, main memory and disk of the host",
        tuple(f"LLMNodePressure/{severity}/{signal}" for severity in ("warning", "info")
              for signal in ("node_cpu_usage", "node_memory_usage", "node_disk_usage")),
        script=faults(
            "fault: neighbour, factor: 4, resource: processor, from: 30s",
            "fault: filled, store: memory, used: 97%, from: 30s",
            "fault: filled, store: disk, used: 97%, from: 30s"),
        onset=30, pages=ENGINE + MACHINE),
    Scenario(
        "slots", "two slots for twelve users; the process dies after a minute",
        both("LLMHighTimeToFirstToken", "LLMHighQueueTime", "LLMHighEndToEndLatency",
             "LLMEngineDown") + (
            # Not critical: the queue of a closed loop does not grow.
            "LLMRequestsWaiting/warning", "LLMSlotLimitReached/warning"),
        options=("--max-num-seqs", "2"), load=CROWD, dies_after=75,
        onsets=(("LLMEngineDown", 75),)),
    Scenario(
        "rush", "four slots for forty users with short questions",
        burns("LLMLatencyBudgetBurn", "ttft_p95") + burns("LLMLatencyBudgetBurn", "e2e_p95")
        # Slots change hands all the time.
        + ("LLMSlotLimitReached/warning",), options=("--max-num-seqs", "4"),
        load=("--concurrency", "40", "--max-tokens", "48", "--prompt-tokens", "64")),
    Scenario(
        "flood", "two slots, and more users come than go", both("LLMRequestsWaiting"),
        options=("--max-num-seqs", "2"),
        load=("--rate", "3", "--max-tokens", "192", "--prompt-tokens", "64")),
    Scenario(
        "full-queue", "requests are turned away while four wait", both("LLMAdmissionRejections"),
        options=("--max-num-seqs", "2"), script=faults("fault: queue-limit, waiting: 4"),
        load=("--rate", "3", "--max-tokens", "192", "--prompt-tokens", "64")),
    Scenario(
        "hang", "an engine with two slots for twelve hangs for 40 s", ("LLMEngineStuck/critical",),
        options=("--max-num-seqs", "2"),
        script=faults("fault: hang, from: 60s, for: 40s"), onset=60, load=CROWD,
        resolves=("LLMEngineStuck/critical",)),
    Scenario(
        "errors", "60 %, later 3 % of the requests fail",
        both("LLMHighErrorRate") + burns("LLMAvailabilityBudgetBurn", "error_rate"),
        script=faults(
            "fault: error-in-stream, afterTokens: 2, share: 60%, from: 25s, to: 65s",
            "fault: error-in-stream, afterTokens: 2, share: 3%, from: 65s, to: 130s"), onset=25,
        load=("--concurrency", "6", "--max-tokens", "6", "--prompt-tokens", "32"),
        resolves=both("LLMHighErrorRate")),
    Scenario(
        "full-cache", "a KV cache for less than three of eight; the card is slower later",
        both("LLMKVCacheNearlyFull", "LLMPreemptionStorm"),
        options=("--max-model-len", "1024", "--kv-tokens", "1024"),
        script=faults(
            "fault: throttled, factor: 3, from: 60s, to: 90s",
            "fault: throttled, factor: 6, from: 90s"),
        load=("--concurrency", "8", "--max-tokens", "256", "--prompt-tokens", "128")),
    Scenario(
        "replicas", "of three replicas one is slow, and one loses a series and now and then dies",
        ("LLMReplicaSkew/warning/running", "LLMReplicaSkew/warning/waiting",
         "LLMReplicaSkew/warning/ttft", "LLMMetricsAbsent/warning", "LLMEngineDown/warning"),
        options=("--max-num-seqs", "14"),
        script=faults(
            "fault: throttled, factor: 8, replica: 0",
            'fault: renamed-families, names: {"vllm:kv_cache_usage_perc": "vllm:cache_usage"}, '
            "replica: 2, from: 25s",
            *(f"fault: down, replica: 2, from: {start}s, for: 8s" for start in (60, 90, 120, 150)),
            replicas=3, balancing="round-robin"),
        load=("--concurrency", "44", "--max-tokens", "uniform:64..192", "--prompt-tokens", "64"),
        replicas=3, onsets=(("LLMMetricsAbsent", 25), ("LLMEngineDown", 60))),
    Scenario(
        "bounds", "histograms lose the buckets that the objectives rest on",
        ("LLMBucketBoundMissing/warning",
         *(f"LLMBucketBoundMissing/warning/{slo}" for slo in (
             "ttft_p95", "itl_p95", "tpot_p95", "e2e_p95"))),
        script=faults(*(
            f'fault: lost-bound, family: "vllm:{family}", bound: {bound}, from: 30s'
            for family, bound in (
                ("time_to_first_token_seconds", 0.5), ("inter_token_latency_seconds", 0.05),
                ("request_time_per_output_token_seconds", 0.05),
                ("e2e_request_latency_seconds", 5)))), onset=30),
    Scenario(
        "drafts", "few drafted tokens are accepted",
        ("LLMLowSpeculativeAcceptance/warning", "LLMLowSpeculativeAcceptance/info"),
        options=("speculation-collapse",),
        script=faults("fault: draft-acceptance, acceptance: 10%, from: 20s"), onset=20),
    Scenario(
        "slower", "the card becomes too hot and works at a sixth of its pace",
        both("LLMHighInterTokenLatency", "LLMHighTimePerOutputToken") + (
            "LLMThroughputDrop/warning", "LLMLowTokenThroughput/warning",
            "LLMGPUThrottling/warning/gpu_thermal_throttling",
            "LLMGPUThrottling/info/gpu_thermal_throttling", "LLMGPUTemperature/info",
            *(f"LLMBaselineDeviation/info/{signal}" for signal in (
                "ttft", "e2e", "itl", "requests_finished", "generation_tokens"))),
        script=faults(f"fault: throttled, factor: 6, reason: thermal, from: {LATE}s, for: 40s"),
        onset=LATE, pages=ENGINE + MACHINE,
        resolves=("LLMHighInterTokenLatency/critical", "LLMLowTokenThroughput/warning")),
    Scenario(
        "truncated", "answers are cut off at 6 tokens", ("LLMLengthTruncationJump/warning",),
        script=faults(
            "fault: answer-lengths, stopShare: 1, meanTokens: 14, variation: 0.3",
            f"fault: token-cap, tokens: 6, from: {LATE}s"), onset=LATE),
    Scenario(
        "given-up", "a proxy cuts every answer after 300 ms", ("LLMAbortJump/warning",),
        script=faults(f"fault: cut-after, after: 300ms, from: {LATE}s"), onset=LATE),
    Scenario(
        "cold-cache", "the prefix cache finds nothing", ("LLMPrefixHitCollapse/warning",),
        script=faults(f"fault: cold-prefix-cache, from: {LATE}s"), onset=LATE,
        load=("--concurrency", "2", "--max-tokens", "16", "--prompt-tokens", "512", "--cache-hit",
              "0.8")),
    Scenario(
        "full-card", "something takes what the engine has left of the card's memory",
        ("LLMGPUMemory/warning",), script=faults(
            f"fault: filled, store: card, used: 99%, from: {LATE}s"),
        onset=LATE, load=(), pages=ENGINE + MACHINE),
)

# What the newest vLLM does not tell, from an engine that does.
OLD_SCENARIOS = (
    Scenario(
        "swap", "the KV cache is too small, and requests are swapped out",
        ("LLMSwapping/warning",),
        options=("kv-swap-stall", "--engine", "vllm-v0", "--engine-version", "0.7.3"),
        load=("--concurrency", "20", "--max-tokens", "256", "--prompt-tokens", "400")),
)
