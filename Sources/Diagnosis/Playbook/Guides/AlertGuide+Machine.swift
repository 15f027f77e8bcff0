import Signals

extension AlertGuide {
    /// Alerts on cards and machines.
    static let machine: [AlertGuide] = [
        AlertGuide(
            .gpuMemory, title: "GPU memory is nearly used up",
            meaning:
                "the card has less free memory than it should: engines take their share at the start, so that alone is normal",
            impact: "none, until an allocation fails: then requests or the process fail",
            symptoms: [
                "used memory above the share the engine was given",
                "out-of-memory errors in the log",
            ],
            suspects: [.kvExhaustion, .kvLeak, .noisyNeighbour, .crashLoop],
            steps: [
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache before the batch size",
                    "low: the memory is reserved, not used; nothing is wrong"),
                .read(
                    .gpuMemoryUsage, .maximum, "Compare with the share the engine was given",
                    "above it: somebody else, or fragmentation"),
                .run(
                    "nvidia-smi --query-compute-apps=pid,used_memory --format=csv",
                    "List the processes on the card", "more than the engine: noisy-neighbour"),
                .read(
                    .gpuMemoryUsage, .minimum, "Compare with the time after the start",
                    "it climbs: a leak outside the cache"),
                diagnose,
            ],
            fixes: [
                .live("move the other process"),
                .restart(
                    "lower --gpu-memory-utilization when activations of long prompts do not fit"),
                .restart("restart in a quiet hour when it climbs"),
            ],
            escalation: "hand a leak to the engine's developers with a memory profile",
            aliases: ["LLMGPUMemoryCritical", "GPUMemoryHighUtilization"]),
        AlertGuide(
            .gpuTemperature, title: "a card is hot",
            meaning: "the card is near the temperature at which it slows down",
            impact: "none yet: it throttles next, and then everything on it is slower",
            symptoms: ["temperature above 83 °C"],
            suspects: [.gpuThrottling],
            steps: [
                .read(.gpuTemperature, .maximum, "Read the temperature", "rising"),
                .read(.gpuClock, .minimum, "Read the clock under load", "already falling"),
                .run(
                    "nvidia-smi -q -d TEMPERATURE", "Read the card's own limits",
                    "near the slowdown temperature"), diagnose,
            ],
            fixes: [.live("take load off the node"), .restart("have the cooling looked at")],
            escalation: "hand on to the data centre"),
        AlertGuide(
            .gpuIdle, title: "a card is hardly used",
            meaning: "for an hour the card computed less than a third of the time",
            impact: "none: it is paid for and not needed, or requests do not reach it",
            symptoms: ["low utilisation for an hour"],
            suspects: [.deadReplica, .slotLimit, .saturatedClient],
            steps: [
                .read(
                    .waiting, .minimum, "Look at the queue",
                    "requests wait while the card idles: slot-limit"),
                .read(
                    .requestsFinished, .rate, "Look at the traffic",
                    "none on this replica: the balancer leaves it out"), diagnose,
            ],
            fixes: [.live("give it traffic"), .live("scale in")],
            escalation: "hand on to capacity planning"),
        AlertGuide(
            .gpuThrottling, title: "a card throttles",
            meaning: "the card reports that it lowers its clock for heat or power",
            impact: "everything on it is slower by the same factor",
            symptoms: ["clock event reasons set, longer gaps"],
            suspects: [.gpuThrottling],
            steps: [
                .read(.gpuClock, .minimum, "Read the clock under load", "below its usual value"),
                .run(
                    "nvidia-smi -q -d PERFORMANCE,TEMPERATURE,POWER", "Read the reasons",
                    "thermal or power"),
                diagnose,
            ],
            fixes: [.live("take the node out"), .restart("have the cooling looked at")],
            escalation: "hand on to the data centre"),
        AlertGuide(
            .gpuXid, title: "a card reports an XID",
            meaning: "the driver has written an error of the card",
            impact: "errors, hangs or wrong output may follow",
            symptoms: ["a non-zero XID"],
            suspects: [.gpuError, .engineHang, .crashLoop],
            steps: [
                .run(
                    "dmesg -T | grep -i xid", "Read code and card",
                    "79 is the bus, 48, 63 and 94 memory, 13 and 43 often the application"),
                .read(.gpuUncorrectableErrors, .increase, "Count memory errors", "above 0"),
                diagnose,
            ],
            fixes: [.live("drain the node"), .restart("reset or replace the card")],
            escalation: "hand on to the hardware team"),
        AlertGuide(
            .gpuUncorrectableErrors, title: "a card has memory errors",
            meaning: "the card's memory had errors that it could not correct",
            impact: "the process on it fails; what it computed last is suspect",
            symptoms: ["uncorrectable errors or remapped rows rise"],
            suspects: [.gpuError],
            steps: [
                .read(.gpuUncorrectableErrors, .increase, "Count them", "above 0"),
                .run(
                    "nvidia-smi -q -d ECC,ROW_REMAPPER", "Read pending remappings",
                    "pending: a reset is due"), diagnose,
            ],
            fixes: [
                .live("drain the node"),
                .restart("reset the card; replace it when rows fail to remap"),
            ],
            escalation: "hand on to the hardware team"),
        AlertGuide(
            .nvlinkErrors, title: "links between cards have errors",
            meaning: "NVLink reports errors or replays",
            impact: "collective operations get slower, or hang",
            symptoms: ["link error counters rise"],
            suspects: [.gpuError, .engineHang],
            steps: [
                .read(.nvlinkErrors, .increase, "Count them", "above 0"),
                .run("nvidia-smi nvlink -e", "Find the link", "one pair of cards"), diagnose,
            ],
            fixes: [.live("drain the node"), .restart("reseat or replace the link")],
            escalation: "hand on to the hardware team"),
        AlertGuide(
            .nodePressure, title: "the host is under pressure",
            meaning: "processors, memory or disk of the host are short",
            impact: "the API server, tokenizer and logging slow down before the card does",
            symptoms: ["processor use above nine tenths, little memory, waiting tasks"],
            suspects: [.noisyNeighbour, .tokenizerBound, .loggingOverhead],
            steps: [
                .read(.nodeProcessorUsage, .value, "Read the processor use", "near 1"),
                .run(
                    "top -b -n 1 | head -20", "See who uses it",
                    "another tenant: noisy-neighbour; the API server: tokenizer-bound"), diagnose,
            ],
            fixes: [.live("move the other job"), .restart("give the engine more processors")],
            escalation: "hand on to whoever schedules the cluster"),
    ]
}
