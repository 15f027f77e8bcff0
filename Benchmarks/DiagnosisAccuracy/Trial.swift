import Diagnosis
import Rehearsal
import Simulator

/// One world, rehearsed once and diagnosed at every level.
struct Trial: Sendable {
    /// Why a trial cannot be made.
    struct Failure: Error, CustomStringConvertible {
        let subject: Subject
        let reason: String

        var description: String {
            "\(subject.truth) #\(subject.number) (seed \(subject.seed)): \(reason)"
        }
    }

    let subject: Subject
    let levels: [EvidenceLevel]
    /// Whether outcomes tell what was recorded.
    var isDigested = false

    /// Makes the trial.
    ///
    /// - Returns: An outcome for each level, in their order.
    /// - Throws: ``Failure`` when the world cannot be rehearsed.
    @concurrent
    func outcomes() async throws -> [Outcome] {
        guard let rehearsed = subject.rehearsed else {
            throw Failure(subject: subject, reason: "the catalogue has no such fault")
        }
        let recording: Recording
        do {
            recording = try Rehearsal(
                rehearsed, seed: subject.seed, scrapeIntervalSeconds: EvidenceLevel.scrapeSeconds
            ).record()
        } catch {
            throw Failure(subject: subject, reason: "\(error)")
        }
        let digest = isDigested ? RecordingDigest(recording).text : nil
        var outcomes: [Outcome] = []
        for level in levels {
            let evidence = level.evidence(of: recording, from: rehearsed, seed: subject.seed)
            let report = await Diagnoser().diagnose(evidence)
            outcomes.append(Outcome(subject: subject, level: level, report: report, digest: digest))
        }
        return outcomes
    }

    /// Makes many trials, some at once.
    ///
    /// - Parameters:
    ///   - trials: What is to be tried.
    ///   - jobs: How many at once.
    ///   - finished: Gets the outcomes of every trial when it is over, in any order.
    /// - Throws: ``Failure`` of the first trial that cannot be made.
    static func each(
        of trials: [Trial], jobs: Int, finished: ([Outcome]) -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: [Outcome].self) { group in
            var rest = trials[...]
            for trial in rest.prefix(jobs) {
                group.addTask { try await trial.outcomes() }
            }
            rest = rest.dropFirst(jobs)
            while let outcomes = try await group.next() {
                finished(outcomes)
                if let trial = rest.popFirst() {
                    group.addTask { try await trial.outcomes() }
                }
            }
        }
    }
}
