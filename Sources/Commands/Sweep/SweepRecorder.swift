import Capacity
import Diagnosis
import Load
import Reports
import Synchronization

/// Writes requests and pages of metrics into the run directory as they come.
///
/// A disk that fills up must not cost the answer: the first problem is kept for the report.
final class SweepRecorder: Sendable {
    private let directory: RunDirectory?
    private let axis: SweepAxis
    private let problem = Mutex<String?>(nil)

    init(directory: RunDirectory?, axis: SweepAxis) {
        self.directory = directory
        self.axis = axis
    }

    /// The first thing that could not be written, in words.
    var firstProblem: String? { problem.withLock { $0 } }

    /// Writes an event, if it is one that is kept.
    ///
    /// - Parameter event: The event.
    func record(_ event: SweepEvent) {
        switch event {
        case .began, .judged: break
        case .finished(let endpoint, let level, var record):
            record.provider = "\(endpoint), \(axis.text(level))"
            attempt { try $0.append(probe: record) }
        case .watched(_, let run):
            for page in run.scrapes { attempt { try $0.append(page: ScrapeLine(page)) } }
            for gap in run.missed { attempt { try $0.append(page: ScrapeLine(gap)) } }
        }
    }

    private func attempt(_ write: (RunDirectory) throws -> Void) {
        guard let directory else { return }
        do {
            try write(directory)
        } catch {
            problem.withLock { problem in
                if problem == nil { problem = "\(error)" }
            }
        }
    }
}
