/// When requests start and when that ends: everything about a load but what is asked.
package struct LoadPlan: Sendable, Equatable {
    /// What decides when requests start.
    package var shape: LoadShape

    /// What a turn carries of the turns before it.
    package var history = HistoryMode.none

    /// The first time of the run, whose requests count for nothing; it comes before `duration`.
    package var warmup = Duration.zero

    /// How long requests are started after the warm-up; `nil` for no limit.
    package var duration: Duration?

    /// The most requests started, warm-up included; `nil` for no limit.
    package var requestsMax: Int?

    /// The most tokens of prompts and answers, as far as they are known, warm-up included.
    ///
    /// No request starts once they are spent. `nil` for no limit.
    package var tokensMax: Int?

    /// The most requests in flight of an open loop; `nil` for no limit.
    ///
    /// Starting more would say nothing but that the server is over-saturated: the run ends.
    package var inFlightMax: Int?

    /// How long requests in flight may go on once nothing more is started; those left are cancelled.
    package var drain = Duration.seconds(30)

    /// Equal seeds give equal schedules.
    package var seed: UInt64

    /// Creates a plan without limits.
    ///
    /// - Parameters:
    ///   - shape: What decides when requests start.
    ///   - seed: Equal seeds give equal schedules.
    package init(shape: LoadShape, seed: UInt64) {
        self.shape = shape
        self.seed = seed
    }
}

extension LoadPlan {
    /// How many sessions start at the very moment at which the run begins.
    ///
    /// - Parameter workload: What is asked.
    /// - Returns: Those of a closed loop, as far as there are requests for them; else 0.
    func sessionsAtOnce(of workload: any Workload) -> Int {
        guard case .closed(let curve) = shape else { return 0 }
        let count = SessionSchedule(curve).changes[0].count
        return max(0, min(count, requestsMax ?? count, workload.sessionCount ?? count))
    }
}
