import Estimates
package import Foundation
import Load
import Readiness

/// Runs the levels of a sweep at one or several endpoints, one level at a time.
///
/// Several endpoints take turns level by level, so that whatever changes slowly around them changes
/// for all. Each stops by itself at the first level that is violated. Cancelling the task ends the
/// sweep; the levels so far stay.
package struct SweepRunner: Sendable {
    private struct Progress {
        var search: LevelSearch
        var result: EndpointSweep
        var count = 0
        /// How long an answer took at the last level, in the median.
        var answer: Duration?
    }

    private let name: String
    private let plan: SweepPlan
    private let subjects: [SweepSubject]
    private let now: @Sendable () -> Date
    private let elapsed: @Sendable () -> Duration
    private let observe: @Sendable (SweepEvent) -> Void

    /// Creates a runner.
    ///
    /// - Parameters:
    ///   - name: The run's name.
    ///   - plan: Which levels.
    ///   - subjects: The endpoints, at least one.
    ///   - now: The wall clock.
    ///   - elapsed: The time since the run began, by a monotonic clock.
    ///   - observe: Is told of everything as it comes.
    package init(
        name: String, plan: SweepPlan, subjects: [SweepSubject],
        now: @escaping @Sendable () -> Date, elapsed: @escaping @Sendable () -> Duration,
        observe: @escaping @Sendable (SweepEvent) -> Void = { _ in }
    ) {
        self.name = name
        self.plan = plan
        self.subjects = subjects
        self.now = now
        self.elapsed = elapsed
        self.observe = observe
    }

    /// Runs the sweep.
    ///
    /// - Returns: What was found until its end, whatever the reason for that.
    package func run() async -> SweepReport {
        let startedAt = now()
        let begin = elapsed()
        var progress = subjects.map { subject in
            Progress(
                search: LevelSearch(plan),
                result: EndpointSweep(
                    name: subject.name, target: subject.target, objectives: subject.objectives))
        }
        rounds: while progress.contains(where: { $0.search.next != nil }) {
            for index in subjects.indices {
                guard let level = progress[index].search.next else { continue }
                guard !Task.isCancelled else { break rounds }
                await run(level, subjects[index], &progress[index])
            }
        }
        if Task.isCancelled {
            for index in progress.indices where progress[index].search.next != nil {
                progress[index].result.ending = .interrupted
            }
        }
        var report = SweepReport(
            name: name, startedAt: startedAt, plan: plan,
            workload: subjects.first.map { $0.workload(0).name } ?? "")
        report.endpoints = progress.map(\.result)
        report.duration = elapsed() - begin
        return report
    }

    private func run(_ level: Double, _ subject: SweepSubject, _ progress: inout Progress) async {
        let number = progress.count
        progress.count += 1
        observe(.began(endpoint: subject.name, level: level, number: number))
        let load = plan.load(at: level, number: number, answer: progress.answer)
        let workload = subject.workload(number)
        let watch = FailureWatch()
        let evaluation = LevelEvaluation(
            subject, axis: plan.axis, confidence: plan.levelConfidence)
        let looks = LevelLooks(plan.budget, of: load) {
            evaluation.isDecided(by: $0, at: level, plan: load)
        }
        var run = await subject.measure(load, workload) { event in
            guard case .finished(let record) = event else { return .proceed }
            observe(.finished(endpoint: subject.name, level: level, record))
            let isAlive = watch.take(record) == .proceed
            return isAlive ? looks.take(record) : .stop
        }
        observe(.watched(endpoint: subject.name, run))
        looks.cut(&run.load)
        let judged = progress.result.add(
            evaluation.evaluate(level, plan: load, workload: workload.name, run: run))
        observe(.judged(endpoint: subject.name, judged))
        progress.answer = judged.percentile(50, of: .e2e)
            .flatMap { $0.point.isFinite ? .seconds($0.point) : nil }
        if let death = watch.death {
            progress.result.ending = .died(death)
            progress.search.record(.ended, at: level)
        } else if run.load.end == .cancelled || Task.isCancelled {
            progress.result.ending = .interrupted
            progress.search.record(.ended, at: level)
        } else {
            progress.search.record(.judged(judged.judgement), at: level)
        }
    }
}
