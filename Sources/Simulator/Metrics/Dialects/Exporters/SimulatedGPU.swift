import EngineModel

/// The card a simulated engine would run on: an L40S, idle or at work, as the engine's busy share has it.
///
/// The figures between idle and full load are linear in the busy share; they give exporters something plausible and nothing more.
struct SimulatedGPU {
    /// Share of the time since the last scrape in which a step ran.
    let busyShare: Double
    private let busySeconds: Double
    private let elapsedSeconds: Double

    init(_ snapshot: EngineSnapshot) {
        busyShare = snapshot.busyShare
        busySeconds = snapshot.metrics.busySeconds
        elapsedSeconds = snapshot.elapsedSeconds
    }

    /// Memory of the card.
    let memoryTotalMebibytes = 46_068.0
    /// Memory the driver keeps for itself.
    let memoryReservedMebibytes = 663.0
    /// Most power it may draw.
    let powerLimit = 350.0
    private let powerIdle = 36.0
    private let powerBusy = 312.0

    /// Memory in use: engines take their share, 92 %, at the start and keep it.
    var memoryUsedMebibytes: Double { (memoryTotalMebibytes * 0.92).rounded() }

    /// Power drawn.
    var powerWatts: Double { powerIdle + (powerBusy - powerIdle) * busyShare }

    /// Energy since the start.
    var energyJoules: Double {
        powerIdle * elapsedSeconds + (powerBusy - powerIdle) * min(busySeconds, elapsedSeconds)
    }

    /// Temperature of the chip in degrees Celsius.
    var temperature: Double { (34 + 33 * busyShare).rounded() }
}
