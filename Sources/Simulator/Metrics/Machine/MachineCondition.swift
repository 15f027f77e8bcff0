/// The state of the machine under an engine, as far as something is wrong with it: what exporters show besides the engine's work.
///
/// The present comes from conditions; counters need the past as well, which a ``FaultScript`` tells (see `init(script:…)`) or
/// ``pass(seconds:)`` adds up.
package struct MachineCondition: Equatable, Sendable {
    // MARK: - Now

    /// By how much the card's clock has fallen: 1 for not at all.
    package var throttleFactor = 1.0
    /// Why it has fallen; nil when it has not.
    package var throttleReason: ThrottleReason?
    /// Share of the card's time that others take, 0 to 1.
    package var foreignGPUShare = 0.0
    /// Share of the time in which a runnable process of the engine waits for a processor that others have, 0 to 1.
    package var processorWaitShare = 0.0
    /// The last error code the card reported; 0 for none.
    package var xid = 0
    /// Degrees by which the card is hotter than its work makes it.
    package var excessDegrees = 0.0
    /// Errors of the links between cards, a second.
    package var linkErrorsPerSecond = 0.0
    /// Shares of stores that are in use at least, 0 to 1.
    package var filledShares: [MachineStore: Double] = [:]

    // MARK: - Since the machine started

    /// Seconds during which heat kept the clock down.
    package var thermalSeconds = 0.0
    /// Seconds during which the power limit kept the clock down.
    package var powerSeconds = 0.0
    /// Seconds during which others kept the processors busy that the engine leaves.
    package var foreignProcessorSeconds = 0.0
    /// Seconds the engine's processes waited for a processor.
    package var processorWaitSeconds = 0.0
    /// Seconds of the card's time that others took while they were there.
    package var foreignGPUSeconds = 0.0
    /// Uncorrectable errors of the card's memory.
    package var memoryErrors = 0
    /// Errors of the links between cards; the last of them may not be whole yet.
    package var linkErrors = 0.0

    /// How long the machine is up; nil for as long as the server, which is wrong once the server has been started anew.
    package var upSeconds: Double?
    /// What the server did before it was started anew.
    package var earlier = EarlierLives()

    /// A healthy machine.
    package init() {}

    /// A healthy machine.
    package static let healthy = MachineCondition()

    /// A machine on which some conditions begin to hold now.
    ///
    /// - Parameter conditions: Faults; those that do not speak of the machine are ignored. Factors of several multiply.
    package init(conditions: [Fault]) {
        change(to: conditions)
    }

    /// A machine at some time of a script, with everything that was before.
    ///
    /// - Parameters:
    ///   - script: What goes wrong when.
    ///   - elapsed: Time since the server began to listen.
    ///   - replica: The replica whose machine it is.
    package init(script: FaultScript, elapsed: Duration, replica: Int = 0) {
        var since = Duration.zero
        for boundary in script.boundaries where boundary > .zero && boundary <= elapsed {
            change(to: script.conditions(at: since, replica: replica))
            pass(seconds: (boundary - since) / .seconds(1))
            since = boundary
        }
        change(to: script.conditions(at: since, replica: replica))
        pass(seconds: (elapsed - since) / .seconds(1))
        upSeconds = elapsed / .seconds(1)
    }

    /// Takes the present from conditions and keeps the past; an error code stays after its condition has ended.
    package mutating func change(to conditions: [Fault]) {
        throttleFactor = 1
        throttleReason = nil
        foreignGPUShare = 0
        processorWaitShare = 0
        excessDegrees = 0
        linkErrorsPerSecond = 0
        filledShares = [:]
        for condition in conditions {
            switch condition {
            case .throttled(let factor, let reason):
                throttleFactor *= max(1, factor)
                throttleReason = reason
            case .neighbour(let factor, .gpu):
                foreignGPUShare = 1 - (1 - foreignGPUShare) / max(1, factor)
            case .neighbour(let factor, .processor):
                processorWaitShare = 1 - (1 - processorWaitShare) / max(1, factor)
            case .xid(let code):
                if code != xid, Self.memoryErrorCodes.contains(code) {
                    memoryErrors += 1
                }
                xid = code
            case .heat(let degrees): excessDegrees += degrees
            case .linkErrors(let perSecond): linkErrorsPerSecond += perSecond
            case .filled(let share, let store):
                filledShares[store] = max(share, filledShares[store] ?? 0)
            default:
                break
            }
        }
    }

    /// Adds up what the present state means for counters.
    ///
    /// - Parameter seconds: How long it has lasted since this was last called.
    package mutating func pass(seconds: Double) {
        switch throttleFactor > 1 ? throttleReason : nil {
        case .thermal: thermalSeconds += seconds
        case .power: powerSeconds += seconds
        case nil: break
        }
        if processorWaitShare > 0 {
            foreignProcessorSeconds += seconds
            processorWaitSeconds += processorWaitShare * seconds
        }
        foreignGPUSeconds += foreignGPUShare * seconds
        linkErrors += linkErrorsPerSecond * seconds
    }

    /// XID codes of uncorrectable errors of the card's memory.
    ///
    /// Source: NVIDIA, "XID Errors": 48 double-bit error, 63 and 64 row remapping, 94 and 95 contained and uncontained errors.
    static let memoryErrorCodes: Set<Int> = [48, 63, 64, 94, 95]
}
