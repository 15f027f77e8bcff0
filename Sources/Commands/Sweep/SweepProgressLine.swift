import Capacity
import Estimates
import Load
import Readiness
import Synchronization

/// Says on standard error what will be done, each level as it is judged, and on a terminal how far
/// the present one has got.
final class SweepProgressLine: Sendable {
    private struct State {
        var hasLine = false
        var done = 0
        var failed = 0
    }

    private let console: Console
    private let isQuiet: Bool
    private let plan: SweepPlan
    private let state = Mutex(State())

    init(console: Console, isQuiet: Bool, plan: SweepPlan) {
        self.console = console
        self.isQuiet = isQuiet
        self.plan = plan
    }

    /// Prints what will be done.
    ///
    /// - Parameter subjects: The endpoints.
    func plan(_ subjects: [SweepSubject]) {
        guard !isQuiet else { return }
        let unit = plan.axis == .concurrency ? "at once" : "requests/s"
        let levels =
            switch plan.search {
            case .levels(let levels):
                levels.map(SweepAxis.number).joined(separator: ", ") + " \(unit)"
            case .find(let bounds):
                "from \(SweepAxis.number(bounds.start)) \(unit) on, to within "
                    + RatioText.exact(bounds.resolution)
            }
        let isOpen = !plan.budget.earlyLooks.isEmpty
        let limits = [
            plan.budget.requests.map { "\($0) requests" },
            plan.budget.duration.map { DurationText.exact($0) },
        ].compactMap(\.self).joined(separator: " or ")
        let who = subjects.map { subject in
            subject.target.url.map { "\(subject.name) at \($0)" } ?? subject.name
        }
        console.note(
            "sweeping \(who.joined(separator: ", ")): \(levels), "
                + "\(isOpen ? "each until decided, " : "")at most \(limits) each")
    }

    /// Shows an event.
    ///
    /// - Parameter event: The event.
    func show(_ event: SweepEvent) {
        guard !isQuiet else { return }
        switch event {
        case .began(let endpoint, let level, _):
            state.withLock {
                $0.done = 0
                $0.failed = 0
            }
            replaceLine("\(endpoint): \(plan.axis.text(level))")
        case .finished(let endpoint, let level, let record):
            let counts = state.withLock { state in
                state.done += 1
                if !record.isSuccess { state.failed += 1 }
                return (state.done, state.failed)
            }
            replaceLine(
                "\(endpoint): \(plan.axis.text(level)): \(counts.0) requests"
                    + (counts.1 > 0 ? ", \(counts.1) failed" : ""))
        case .watched: break
        case .judged(let endpoint, let level):
            clear()
            console.note("\(endpoint): \(plan.axis.text(level.level)): \(words(level))")
        }
    }

    private func words(_ level: SweepLevel) -> String {
        let counted = level.report.counts.counted
        let judgement =
            level.isClientBound ? "cannot be judged" : level.judgement.rawValue
        let reason = level.judgement == .met ? "" : " (\(level.reason))"
        return "\(judgement)\(reason), \(counted) requests count"
    }

    /// Takes the progress line away, so that the answer stands alone.
    func clear() {
        let had = state.withLock { state in
            defer { state.hasLine = false }
            return state.hasLine
        }
        if had { console.writeError(.init("\r\u{1B}[2K".utf8)) }
    }

    private func replaceLine(_ text: String) {
        guard console.errorHasCursor else { return }
        state.withLock { $0.hasLine = true }
        let shown = String(text.filter { !$0.isNewline }.prefix(max(10, console.errorWidth - 4)))
        console.writeError(.init("\r\u{1B}[2K  \(shown)".utf8))
    }
}
