extension CauseDefinition {
    /// Causes between the client and the engine, in time.
    static let path: [CauseDefinition] = [
        CauseDefinition(
            .proxyBuffering, kind: .path, title: "a proxy buffers the stream",
            meaning: "tokens are held back on the way and arrive in a lump at the end",
            prior: -3,
            weights: [
                Weight(.answersInLumps, 6, else: -5), Weight(.gapToServer, 1),
                Weight(.serverUnaffected, 1), Weight(.clientLate, -2),
                Weight(.chunksHoldSeveralTokens, -0.5),
            ],
            consequences: [
                .gatewayQueue, .bandwidthLimit, .streamStall, .slotLimit, .tokenMiscount,
            ],
            firstAction:
                "switch buffering off in every hop (nginx: proxy_buffering off and proxy_http_version "
                + "1.1; X-Accel-Buffering: no; no compression of event streams)",
            refutation: "the same lumps on a direct connection to the engine"),
        CauseDefinition(
            .slowConnect, kind: .path, title: "connecting is slow",
            meaning: "name resolution, TCP or TLS delay every new connection; kept ones are fine",
            weights: [
                Weight(.freshConnectionsSlow, 10, else: -5), Weight(.beaconSlow, 0.5),
                Weight(.serverUnaffected, 0.5),
            ],
            consequences: [.gatewayQueue],
            firstAction:
                "keep connections alive, and look at the phase that is slow: resolver, handshake, "
                + "certificate chain",
            refutation: "the same delay on kept connections"),
        CauseDefinition(
            .gatewayQueue, kind: .path, title: "the gateway queues requests",
            meaning: "requests wait in front of the engine, where its own metrics do not see them",
            weights: [
                Weight(.gapToServer, 2.5, else: -3), Weight(.gapGrowsWithRate, 2.5, else: -0.3),
                Weight(.beaconSlow, 3, else: -2), Weight(.serverUnaffected, 1, else: -0.5),
                Weight(.freshConnectionsSlow, -3), Weight(.answersInLumps, -3),
                Weight(.endLagsServer, -1.5), Weight(.requestsWait, -0.7),
                Weight(.clientLate, -3), Weight(.tokensStandStill, -2),
                Weight(.slowByBytes, -1),
            ],
            firstAction:
                "count requests in flight at the gateway, give it more workers, and take synchronous "
                + "callbacks out of its path",
            refutation: "the same waits on a direct connection to the engine"),
        CauseDefinition(
            .bandwidthLimit, kind: .path, title: "bandwidth limit",
            meaning:
                "bytes leave more slowly than tokens are made: an egress limit or a small window",
            weights: [
                Weight(.beaconSlow, -1.5),
                Weight(.slowByBytes, 8, else: -3), Weight(.endLagsServer, 6, else: -2),
                Weight(.serverUnaffected, 0.7), Weight(.gapToServer, 0.3),
                Weight(.clientLate, -3), Weight(.streamsStall, -3),
            ],
            consequences: [.gatewayQueue, .streamStall],
            firstAction:
                "send fewer bytes a token (drop logprobs), raise the egress limit, and measure from "
                + "nearer",
            refutation: "an end of the answer that comes when the engine's does"),
        CauseDefinition(
            .deadReplica, kind: .path, title: "the balancer uses a dead replica",
            meaning: "a stable share of the requests goes to a replica that does not answer",
            weights: [
                Weight(.failuresSteady, 4, else: -2.5), Weight(.unavailable, 2, else: -4),
                Weight(.oneReplicaGone, 7, else: -2), Weight(.restarted, -7),
                Weight(.failuresInBursts, -2.5), Weight(.everythingFails, -3),
                Weight(.engineCountsErrors, -1), Weight(.goneSince, -2),
            ],
            consequences: [.staleScrape, .slowReplica],
            firstAction:
                "take the dead replica out, and make the balancer's health check a completed generation",
            refutation: "failures that come from every replica alike"),
        CauseDefinition(
            .slowReplica, kind: .path, title: "one replica is slow",
            meaning: "one of several replicas is slower than the others, and averages hide it",
            weights: [
                Weight(.oneReplicaSlow, 8, else: -4), Weight(.requestsInTwoSpeeds, 5, else: -2),
                Weight(.adaptersSlow, -3), Weight(.freshConnectionsSlow, -2),
                Weight(.inEpisodes, -0.7), Weight(.gapsWorsened, -0.5),
                Weight(.firstTokenWorsened, -0.3),
            ],
            firstAction:
                "take it out and compare its flags, release, card and traffic with those of its "
                + "siblings",
            refutation: "the same two speeds with that replica out"),
        CauseDefinition(
            .streamStall, kind: .path, title: "streams stall on the way",
            meaning:
                "a stream falls silent although the engine goes on with it: a lost connection, an idle timeout",
            weights: [
                Weight(.streamsStall, 11, else: -4), Weight(.stallsForEver, 1),
                Weight(.stallsTogether, -4, else: 0.5), Weight(.preempts, -6, else: 0.7),
                Weight(.swaps, -6), Weight(.tokensStandStill, -5), Weight(.tokensStopForAll, -6),
                Weight(.serverUnaffected, 0.5), Weight(.gapsWithLongPrompts, -4),
                Weight(.answersInLumps, -2), Weight(.clientLate, -2), Weight(.cacheFull, -1),
                Weight(.endLagsServer, 0.3),
            ],
            firstAction:
                "give clients an idle timeout between chunks, let the server send keep-alive comments, "
                + "and look at idle limits of NAT and proxies",
            refutation: "an engine whose tokens for that request pause as well"),
        CauseDefinition(
            .truncatedStreams, kind: .path, title: "streams are cut off",
            meaning: "answers end in the middle, without a finish reason, behind a status 200",
            weights: [
                Weight(.streamsTruncated, 10, else: -6), Weight(.cutAtOneAge, 1.5),
                Weight(.restarted, -6), Weight(.unavailable, -1), Weight(.failuresInBursts, -1.5),
                Weight(.tokensStopForAll, -1),
            ],
            firstAction:
                "compare the age of cut answers with the read timeouts of every hop (60 s is nginx's "
                + "default) and raise the one that fits",
            refutation: "cut answers on a direct connection to the engine"),
    ]
}
