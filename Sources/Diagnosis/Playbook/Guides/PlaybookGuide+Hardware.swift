import Signals

extension PlaybookGuide {
    /// Guides to cards and machines.
    static let hardware: [PlaybookGuide] = [
        PlaybookGuide(
            .gpuThrottling,
            impact: "everything is slower by the same factor, worse after minutes of load",
            roots: ["cooling", "a power cap", "a chassis shared with hotter neighbours"],
            steps: [
                .read(.gpuClock, .minimum, "Read the clock under load", "below its usual value"),
                .read(.gpuTemperature, .maximum, "Read the temperature", "85 degrees and more"),
                .run(
                    "nvidia-smi -q -d PERFORMANCE,CLOCK,TEMPERATURE,POWER",
                    "Read the clock event reasons", "thermal or power slowdown is active"),
            ],
            fixes: [
                .live("take the node out of the balancer and let it cool"),
                .live("lower the power target on all nodes alike, so that none is the slow one"),
                .restart("have fans, filters and the rack looked at"),
            ],
            escalation: "hand on to the data centre with node, card and the times"),
        PlaybookGuide(
            .gpuError,
            impact:
                "errors, hangs or wrong output on one replica, again and again on the same card",
            roots: ["failing memory", "a loose or failing link", "the driver"],
            steps: [
                .read(
                    .gpuXid, .value, "Read the last XID",
                    "79 is the bus, 48, 63 and 94 memory, 13 and 43 the application"),
                .read(.gpuUncorrectableErrors, .increase, "Count uncorrectable errors", "above 0"),
                .run(
                    "dmesg -T | grep -i xid", "Read the kernel's log",
                    "the same PCI id in every incident"),
            ],
            fixes: [
                .live("drain the node now"),
                .restart("reset the card, then replace it when it errs again"),
            ],
            escalation:
                "hand on to the hardware team; do not restart the engine there a second time"),
        PlaybookGuide(
            .noisyNeighbour,
            impact: "times get worse for minutes and better again, whatever the load",
            roots: [
                "another process on the card (time slices, MPS)", "a job on the same host",
                "page cache or disk", "CPU limits of the container",
            ],
            steps: [
                .run(
                    "nvidia-smi --query-compute-apps=pid,used_memory --format=csv",
                    "List the processes on the card", "more than the engine"),
                .read(
                    .nodeProcessorUsage, .value, "Read the host's processor use",
                    "high in the episodes"),
                .run(
                    "cat /sys/fs/cgroup/cpu.stat | grep throttled",
                    "See whether the container is throttled", "throttled_usec rises"),
            ],
            fixes: [
                .live("move the other job"),
                .restart("give the engine a card, or a MIG slice, of its own"),
                .restart("raise its CPU limits, pin its processors"),
            ],
            escalation: "hand on to whoever schedules the cluster"),
    ]
}
