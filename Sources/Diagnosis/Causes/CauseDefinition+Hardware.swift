extension CauseDefinition {
    /// Causes in the card and the machine around it.
    static let hardware: [CauseDefinition] = [
        CauseDefinition(
            .gpuThrottling, kind: .hardware, title: "GPU throttles",
            meaning:
                "the card has lowered its clock, for heat or power, and every step takes longer by the "
                + "same factor",
            weights: [
                Weight(.clockFell, 5, else: -5), Weight(.throttleReported, 3, else: -3),
                Weight(.sameFactor, 1.5), Weight(.gapsWorsened, 1.5, else: -2),
                Weight(.serverGapsWorsened, 1.5, else: -2), Weight(.inEpisodes, -1),
                Weight(.hostBusy, -2), Weight(.cardShared, -2), Weight(.acceptanceLow, -4),
                Weight(.stallsTogether, -1),
            ],
            consequences: [.slowReplica, .slotLimit, .noisyNeighbour, .kvExhaustion],
            firstAction:
                "take the node out, read its clock event reasons, and check cooling and power caps",
            refutation: "a clock under load that stayed where it was"),
        CauseDefinition(
            .gpuError, kind: .hardware, title: "GPU reports errors",
            meaning:
                "the card has reported an XID or memory error; what it computes since is suspect",
            weights: [
                Weight(.cardReportsError, 10, else: -5), Weight(.tokensStandStill, 0.5),
                Weight(.oneReplicaGone, 0.5), Weight(.unavailable, 0.3),
            ],
            consequences: [
                .engineHang, .crashLoop, .deadReplica, .slowReplica, .streamStall, .malformedStream,
                .truncatedStreams, .slotLimit, .staleScrape,
            ],
            firstAction:
                "drain the node and reset or replace the card; do not restart the engine on it twice",
            refutation: "no XID in the exporter and in the kernel's log"),
        CauseDefinition(
            .noisyNeighbour, kind: .hardware, title: "noisy neighbour",
            meaning:
                "something else on the machine takes its time, in episodes that load does not explain",
            weights: [
                Weight(.cardShared, 7, else: -0.5), Weight(.hostBusy, 7, else: -0.5),
                Weight(.inEpisodes, 2.5, else: -0.7), Weight(.gapsWorsened, 1, else: -0.5),
                Weight(.serverGapsWorsened, 1, else: -1), Weight(.sameFactor, 0.5),
                Weight(.clockFell, -4), Weight(.throttleReported, -4), Weight(.acceptanceLow, -4),
                Weight(.gapsWithLongPrompts, -2), Weight(.preempts, -1.5), Weight(.swaps, -3),
                Weight(.requestsInTwoSpeeds, -0.5), Weight(.clientLate, -2),
            ],
            consequences: [.slotLimit, .tokenizerBound],
            firstAction:
                "find the other tenant of the card or host, and isolate it with limits or MIG",
            refutation: "the same episodes on a machine of its own"),
    ]
}
