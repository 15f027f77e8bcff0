import Signals

/// What an alert needs the engine to tell.
enum AlertNeeds {
    /// The signals of which an alert needs all; empty for one that every engine has.
    static func signals(of alert: AlertID) -> [Signal] {
        switch alert {
        case .highTimeToFirstToken: [.timeToFirstToken]
        case .highInterTokenLatency: [.interTokenLatency]
        case .highTimePerOutputToken: [.timePerOutputToken]
        case .highEndToEndLatency, .latencyBudgetBurn: [.endToEndLatency]
        case .highErrorRate, .availabilityBudgetBurn: [.errors, .requestsFinished]
        case .admissionRejections: [.admissionRejections]
        case .highQueueTime: [.queueTime]
        case .requestsWaiting: [.waiting]
        case .slotLimitReached: [.running, .waiting]
        case .kvCacheNearlyFull: [.kvCacheUsage]
        case .preemptionStorm: [.preemptions]
        case .engineStuck: [.waiting, .generationTokens]
        case .engineDown, .metricsAbsent, .bucketBoundMissing: []
        case .lowSpeculativeAcceptance: [.speculativeAcceptance]
        case .replicaSkew: [.running]
        case .throughputDrop, .lowTokenThroughput: [.running, .generationTokens]
        case .swapping: [.swapped]
        case .lengthTruncation, .abortJump: [.requestsFinished]
        case .prefixHitCollapse: [.prefixCacheHitRate]
        case .baselineDeviation: [.endToEndLatency]
        case .gpuMemory: [.gpuMemoryUsage]
        case .gpuTemperature: [.gpuTemperature]
        case .gpuIdle: [.gpuUtilization]
        case .gpuThrottling: [.gpuThermalThrottling]
        case .gpuXid: [.gpuXid]
        case .gpuUncorrectableErrors: [.gpuUncorrectableErrors]
        case .nvlinkErrors: [.nvlinkErrors]
        case .nodePressure: [.nodeProcessorUsage]
        }
    }

    /// The alerts on error budgets, which are made with the objectives.
    static let budgets: Set<AlertID> = [.latencyBudgetBurn, .availabilityBudgetBurn]

    /// What is left out for a subject, and why.
    ///
    /// - Parameter subject: For what.
    /// - Returns: One note for each alert that has no rule.
    static func notes(for subject: GenerationSubject) -> [GenerationNote] {
        leftOut(for: subject).map { GenerationNote($0.alert.rawValue, "left out: " + $0.reason) }
    }

    /// The alerts that have no rule, and why, in their order; not those on error budgets.
    static func leftOut(
        for subject: GenerationSubject
    ) -> [(alert: AlertID, reason: String)] {
        let made = Set(AlertRules.groups(for: subject).flatMap(\.alerts).map(\.alert))
        return AlertID.allCases.filter { !made.contains($0) && !budgets.contains($0) }
            .map { ($0, reason($0, for: subject)) }
    }

    private static func reason(_ alert: AlertID, for subject: GenerationSubject) -> String {
        let missing = signals(of: alert).filter { !subject.tells($0) }.map(\.definition.title)
        guard missing.isEmpty else {
            return "\(subject.title) does not tell \(missing.joined(separator: ", "))"
        }
        switch alert {
        case .abortJump where subject.engine == .sglang:
            return "\(subject.title) tells no finish reason; sglang:num_aborted_requests_total "
                + "counts aborted requests, of which some never ran"
        case .lengthTruncation, .abortJump:
            return "\(subject.title) does not tell how requests end"
        case .bucketBoundMissing:
            return "\(subject.title) has no histogram with known bounds that an alert rests on"
        default: return "\(subject.title) tells it in a form that no query can read"
        }
    }
}
