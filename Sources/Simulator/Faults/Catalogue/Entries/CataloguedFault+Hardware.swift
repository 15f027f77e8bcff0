/// Faults of the machine.
extension CataloguedFault {
    /// The card runs slower to stay cool or within its power.
    static let gpuThrottling = CataloguedFault(
        "gpu-throttling",
        summary: "the card lowers its clock because it is too hot or draws too much power",
        shows:
            "the time to the first token and the gaps grow by one factor, the card's clock falls "
            + "and it says why"
    ) { scene in
        let replica: Int? = scene.draw.chance(0.2) ? 0 : nil
        if replica != nil {
            scene.spread(over: scene.draw.whole(2...3))
        }
        let start = scene.onset()
        let factor = scene.size(1.25, 2.4)
        guard scene.draw.chance(0.6) else {
            scene.add(
                FaultRule(
                    elapsed: scene.from(start), replica: replica,
                    faults: [.throttled(factor: factor, reason: .power)]))
            return
        }
        // Heat builds up: the clock falls in steps.
        let step = Duration.seconds(scene.draw.between(8, 20))
        for (index, share) in [0.4, 0.7].enumerated() {
            let begin = start + step * index
            scene.add(
                FaultRule(
                    elapsed: begin..<(begin + step), replica: replica,
                    faults: [.throttled(factor: 1 + (factor - 1) * share, reason: .thermal)]))
        }
        scene.add(
            FaultRule(
                elapsed: scene.from(start + step * 2), replica: replica,
                faults: [.throttled(factor: factor, reason: .thermal)]))
    }

    /// The card reports an error, and what it computes fails.
    static let gpuError = CataloguedFault(
        "gpu-error",
        summary: "a card fails: memory errors or off the bus",
        shows: "the card reports an XID; one replica hangs, or its requests break off with errors"
    ) { scene in
        let count = scene.draw.pick([1, 1, 2, 3])
        if count > 1 {
            scene.spread(over: count)
        }
        let elapsed = scene.from(scene.onset())
        // A card off the bus takes its engine along; memory errors strike the requests that touch them.
        if scene.strength > 0.5, scene.draw.chance(0.6) {
            scene.add(FaultRule(elapsed: elapsed, replica: 0, faults: [.xid(code: 79), .hang]))
            return
        }
        scene.add(
            FaultRule(
                elapsed: elapsed, replica: 0,
                faults: [.xid(code: scene.draw.pick([31, 48, 63, 94]))]))
        scene.add(
            FaultRule(
                elapsed: elapsed, replica: 0, share: scene.size(0.06, 0.6),
                faults: [
                    .errorInStream(afterTokens: scene.draw.whole(2...12)),
                    .status(
                        code: 500, type: "InternalServerError",
                        message: "CUDA error: uncorrectable ECC error encountered",
                        retryAfterSeconds: nil),
                ]))
    }

    /// Somebody else computes on the same machine, now and then.
    static let noisyNeighbour = CataloguedFault(
        "noisy-neighbour",
        summary: "another job on the machine takes time on the card or on the processors",
        shows: "times grow in episodes that the endpoint's own load does not explain, at an "
            + "unchanged clock, and the machine is busy beyond the engine"
    ) { scene in
        let fault = Fault.neighbour(
            factor: scene.size(1.35, 2.8), resource: scene.draw.pick([.gpu, .processor]))
        let windows = scene.episodes(
            scene.draw.whole(2...4), lasting: 15...40, quiet: 20...60)
        for window in windows {
            scene.add(FaultRule(elapsed: window, faults: [fault]))
        }
    }
}
