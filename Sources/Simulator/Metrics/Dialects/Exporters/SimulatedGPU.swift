import EngineModel

/// The card a simulated engine would run on: an L40S, idle or at work, as the engine's busy share and its condition have it.
///
/// The figures between idle and full load are linear in the busy share; they give exporters something plausible and nothing more.
/// An idle card lowers its clock by itself, whatever its condition, and says so in its reasons.
struct SimulatedGPU {
    /// Share of the time since the last scrape in which a kernel ran, the engine's or another's.
    let activeShare: Double
    private let machine: MachineCondition
    private let activeSeconds: Double
    private let upSeconds: Double
    private let copied: (toCard: Double, fromCard: Double)

    init(_ snapshot: EngineSnapshot) {
        machine = snapshot.machine
        // Where the engine computes, the card is busy; where it rests, others have the share they ask for.
        activeShare = snapshot.busyShare + (1 - snapshot.busyShare) * machine.foreignGPUShare
        upSeconds = machine.upSeconds ?? snapshot.elapsedSeconds
        activeSeconds = min(
            upSeconds,
            snapshot.metrics.busySeconds + machine.earlier.busySeconds + machine.foreignGPUSeconds)
        let seconds = snapshot.elapsedSeconds - (snapshot.earlier?.elapsedSeconds ?? 0)
        func rate(_ bytes: KeyPath<EngineMetrics, Double>) -> Double {
            guard seconds > 0 else { return 0 }
            let before = snapshot.earlier?.metrics[keyPath: bytes] ?? 0
            return max(0, snapshot.metrics[keyPath: bytes] - before) / seconds
        }
        copied = (rate(\.swappedInBytes), rate(\.swappedOutBytes))
    }

    // MARK: - Memory

    /// Memory of the card.
    let memoryTotalMebibytes = 46_068.0
    /// Memory the driver keeps for itself.
    let memoryReservedMebibytes = 663.0

    /// Memory in use: engines take their share, 92 %, at the start and keep it; another process has to do with what is left.
    var memoryUsedMebibytes: Double {
        let engine = (memoryTotalMebibytes * 0.92).rounded()
        let most = memoryTotalMebibytes - memoryReservedMebibytes
        let neighbour = machine.foreignGPUShare > 0 ? ((most - engine) * 0.9).rounded() : 0
        let filled = (memoryTotalMebibytes * (machine.filledShares[.card] ?? 0)).rounded()
        return min(most, max(engine + neighbour, filled))
    }

    // MARK: - Clock, heat, power

    /// Clock of the multiprocessors in MHz, in steps of 15.
    var clockMegahertz: Double {
        activeShare > 0 ? (2520 / machine.throttleFactor / 15).rounded() * 15 : 210
    }

    /// Clock of the memory in MHz.
    var memoryClockMegahertz: Double { activeShare > 0 ? 9001 : 405 }

    /// Why the clock is not at its highest, as bits of NVML (`nvmlClocksEventReasons`): 0x1 idle, 0x4 power limit, 0x20 heat.
    var clockReasons: Double {
        guard activeShare > 0 else { return 0x1 }
        switch throttling {
        case .thermal: return 0x20
        case .power: return 0x4
        case nil: return 0
        }
    }

    /// Temperature of the chip in degrees Celsius; a card that heat slows down while it works is at 86 or above.
    var temperature: Double {
        let ofWork =
            throttling == .thermal && activeShare > 0
            ? 86 + 4 * activeShare : 34 + 33 * activeShare
        return (ofWork + machine.excessDegrees).rounded()
    }

    /// Most power it may draw, in watts.
    let powerLimit = 350.0
    private let powerIdle = 36.0
    private let powerBusy = 312.0

    /// Power drawn, in watts: at its limit where that slows it down, and less with a lower clock where heat does.
    var powerWatts: Double {
        switch throttling {
        case .thermal:
            powerIdle + (powerBusy - powerIdle) * activeShare / machine.throttleFactor
        case .power: powerIdle + (powerLimit - powerIdle) * activeShare
        case nil: powerIdle + (powerBusy - powerIdle) * activeShare
        }
    }

    /// Energy since the start, as if nothing had slowed the card down.
    var energyJoules: Double {
        powerIdle * upSeconds + (powerBusy - powerIdle) * activeSeconds
    }

    private var throttling: ThrottleReason? {
        machine.throttleFactor > 1 ? machine.throttleReason : nil
    }

    // MARK: - Bus

    /// Bytes per second that came from the host since the last scrape: caches that were swapped in.
    var receivedBytesPerSecond: Double { copied.toCard }

    /// Bytes per second that went to the host since the last scrape.
    var sentBytesPerSecond: Double { copied.fromCard }
}
