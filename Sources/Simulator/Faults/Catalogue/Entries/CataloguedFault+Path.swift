import EngineModel

/// Faults of the path between client and engine, and of what balances it.
extension CataloguedFault {
    /// A proxy that collects an answer before it passes it on.
    static let proxyBuffering = CataloguedFault(
        "proxy-buffering",
        summary: "a proxy holds back the stream until a buffer is full or the answer is over",
        shows: "the first token comes late and the others with it in lumps, while the engine's own "
            + "time to the first token is as it should be"
    ) { scene in
        scene.maybeSeveralReplicas()
        let isWhole = scene.strength > 0.35 && scene.draw.chance(0.6)
        scene.always(.buffering(bytes: isWhole ? nil : Int(scene.size(4096, 16_384))))
    }

    /// Connections that take long to open.
    static let slowConnect = CataloguedFault(
        "slow-connect",
        summary: "name resolution, TCP or TLS takes long for every new connection",
        shows: "requests on new connections are later by a constant, those on kept ones are not, "
            + "and the phase that takes the time is measured",
        notServable: "resolution and handshakes on the loopback interface are the kernel's"
    ) { scene in
        scene.maybeSeveralReplicas()
        let normal = Duration.milliseconds(scene.draw.whole(1...8))
        let slow = Duration.seconds(
            scene.draw.pick([scene.size(0.15, 4), scene.size(0.2, 3), scene.size(0.15, 1)]))
        let phase = scene.draw.whole(0...2)
        scene.always(
            .slowConnect(
                resolve: phase == 0 ? slow : normal, connect: phase == 1 ? slow : normal,
                secure: phase == 2 ? slow : normal * 2))
    }

    /// A balancer that goes on asking a replica that is gone.
    static let deadReplica = CataloguedFault(
        "dead-replica",
        summary: "the balancer goes on sending requests to a replica that is gone",
        shows: "a steady share of the requests fails, about one over the number of replicas, and "
            + "the other replicas are well"
    ) { scene in
        scene.spread(over: scene.strength < 0.34 ? 4 : scene.strength < 0.67 ? 3 : 2)
        scene.deployment.balancing = .roundRobin
        let elapsed = scene.draw.chance(0.5) ? nil : scene.from(scene.onset())
        let replica = scene.draw.whole(0...scene.deployment.replicas - 1)
        let faults: [Fault] =
            scene.draw.chance(0.5)
            ? [.down]
            : [
                .scrapeFails,
                scene.draw.pick([
                    .closeBeforeHead,
                    .status(
                        code: 502, type: "BadGateway", message: "Bad Gateway",
                        retryAfterSeconds: nil),
                ]),
            ]
        scene.add(FaultRule(elapsed: elapsed, replica: replica, faults: faults))
    }

    /// One replica of several that is slower than the others.
    static let slowReplica = CataloguedFault(
        "slow-replica",
        summary: "one of several replicas is slower: other hardware, flags or build",
        shows: "requests fall into a fast and a slow group, and one replica's own times are worse "
            + "than those of the others"
    ) { scene in
        scene.spread(over: scene.draw.whole(2...4))
        scene.load.sessions = max(scene.load.sessions, 3 * scene.deployment.replicas)
        var slow = scene.server
        slow.costs = slow.costs.scaled(by: scene.size(1.5, 3.5))
        slow.faults = .none
        let replica = scene.draw.whole(0...scene.deployment.replicas - 1)
        scene.deployment.overrides[replica] = slow
    }

    /// A gateway that passes on only so many requests at a time.
    static let gatewayQueue = CataloguedFault(
        "gateway-queue",
        summary: "a gateway with few workers works on every request before it passes it on",
        shows: "the client waits longer than the engine says, the more so the more requests come, "
            + "while little runs in the engine"
    ) { scene in
        scene.maybeSeveralReplicas()
        let workers = scene.draw.whole(1...3)
        let service = scene.size(0.65, 2.2) * Double(workers) / scene.requestRate
        scene.always(
            .gatewayQueue(workers: workers, service: .seconds(min(max(service, 0.05), 2))))
    }

    /// A link that is too thin for the streams.
    static let bandwidthLimit = CataloguedFault(
        "bandwidth-limit",
        summary: "the answers need more bytes a second than the link carries",
        shows:
            "tokens reach the client ever later than they leave the engine, the more so the more "
            + "bytes an answer has, while the engine's own times are as they should be"
    ) { scene in
        // An event of one token is about 230 bytes in vLLM's format.
        let bytes = scene.requestRate * scene.answerTokens * 230
        scene.always(.bandwidth(bytesPerSecond: bytes * scene.size(1.1, 0.35)))
    }
}
