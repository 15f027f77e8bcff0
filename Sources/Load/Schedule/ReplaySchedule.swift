/// When the sessions of a trace start: the recorded times, stretched.
struct ReplaySchedule: Sequence, IteratorProtocol, Sendable {
    private let workload: any Workload
    private let timeScale: Double
    private var session = 0

    init(_ workload: any Workload, timeScale: Double) {
        self.workload = workload
        self.timeScale = timeScale
    }

    /// The next start; `nil` after the last session that has a time.
    mutating func next() -> Double? {
        defer { session += 1 }
        return workload.recordedStart(ofSession: session).map { $0.inSeconds * timeScale }
    }
}
