import Estimates
import Load
import Readiness
import Synchronization

/// Says on standard error what will be needed, and on a terminal how far the gate has got.
final class GateProgressLine: Sendable {
    private let console: Console
    private let isQuiet: Bool
    private let hasLine = Mutex(false)

    init(console: Console, isQuiet: Bool) {
        self.console = console
        self.isQuiet = isQuiet
    }

    /// Prints a remark.
    ///
    /// - Parameter text: The remark.
    func note(_ text: String) {
        if !isQuiet { console.note("note: \(text)") }
    }

    /// Prints the evidence that each objective needs, and what the budget cannot reach.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - profile: What is gated.
    func plan(_ plan: GatePlan, profile: Profile) {
        guard !isQuiet else { return }
        console.note(
            "gating \(profile.name) at \(profile.target.url.text): at most \(plan.probesMax) probes "
                + "or \(DurationText.exact(profile.gate.maxDuration)), "
                + "\(profile.workload.concurrency) at a time")
        if profile.gate.decision == .sequential {
            let needs = plan.needs.filter { $0.cleanProbes != nil && $0.severity == .hard }
            let words = needs.map { "\($0.objective) needs \($0.cleanProbes ?? 0)" }
            if !words.isEmpty {
                console.note("clean probes to READY: " + words.joined(separator: ", "))
            }
        }
        for warning in plan.warnings { console.note("warning: \(warning)") }
    }

    /// Shows an event, on a terminal only.
    ///
    /// - Parameters:
    ///   - event: The event.
    ///   - profile: What is gated.
    func show(_ event: GateEvent, profile: Profile) {
        if case .noted(let text) = event {
            clear()
            note(text)
        }
        guard !isQuiet, console.errorHasCursor else { return }
        switch event {
        case .identified(let target):
            let engine = [target.engine, target.engineVersion].compactMap { $0 }
                .joined(separator: " ")
            if !engine.isEmpty { replaceLine("found \(engine), model \(target.model ?? "?")") }
        case .warmedUp(let probe):
            replaceLine("warm-up \(probe.index + 1) of \(profile.gate.warmup)")
        case .probed(_, let progress):
            let failed = progress.counted - progress.succeeded
            let further = progress.further.map { ", \($0) more clean ones to READY" } ?? ""
            replaceLine(
                "\(progress.counted) probe\(progress.counted == 1 ? "" : "s")"
                    + (failed > 0 ? ", \(failed) failed" : "") + further)
        case .recognised, .scraped, .page, .gap, .checkedItself, .noted: break
        }
    }

    /// Takes the progress line away, so that the verdict stands alone.
    func clear() {
        let had = hasLine.withLock { has in
            defer { has = false }
            return has
        }
        if had { console.writeError(.init("\r\u{1B}[2K".utf8)) }
    }

    private func replaceLine(_ text: String) {
        hasLine.withLock { $0 = true }
        let shown = String(text.filter { !$0.isNewline }.prefix(max(10, console.errorWidth - 4)))
        console.writeError(.init("\r\u{1B}[2K  \(shown)".utf8))
    }
}
