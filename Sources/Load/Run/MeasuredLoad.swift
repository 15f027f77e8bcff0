package import Foundation
package import Inference

/// What one run of a load left behind.
package struct MeasuredLoad: Sendable {
    /// Every request that started, in order of completion, warm-up and those cut short included.
    package var records: [ProbeRecord]

    /// When the run began, by the wall clock.
    package var startedAt: Date

    /// From when on requests count, since the run began.
    package var countsFrom: Duration

    /// When the last request was started or could have been, since the run began: what `duration`
    /// asked for, or when an earlier end came.
    package var countsUntil: Duration

    /// Why it ended.
    package var end: LoadEnd

    /// Requests whose planned start lay within the run and that were never sent.
    package var unsentCount: Int

    /// The connections that were opened before the run began; `nil` when none were wanted.
    package var opened: OpenedConnections?

    /// How late the client's own event loops ran, the worst of them; `nil` when nobody looked.
    package var lag: SchedulingLag?

    /// Processor cores this process used on average; `nil` when nobody looked.
    package var cores: Double?

    /// Creates a run of nothing.
    ///
    /// - Parameters:
    ///   - startedAt: When the run began.
    ///   - end: Why it ended.
    package init(startedAt: Date, end: LoadEnd) {
        records = []
        self.startedAt = startedAt
        countsFrom = .zero
        countsUntil = .zero
        self.end = end
        unsentCount = 0
    }
}
