import Foundation
import Readiness
import Reports
import Synchronization
import Telemetry

/// Writes what happens into the run directory as it happens.
///
/// A disk that fills up must not cost the verdict: the first problem is kept for the report.
final class RunRecorder: Sendable {
    private let directory: RunDirectory?
    private let problem = Mutex<String?>(nil)

    init(directory: RunDirectory?) {
        self.directory = directory
    }

    /// The first thing that could not be written, in words.
    var firstProblem: String? { problem.withLock { $0 } }

    /// Writes an event, if it is one that is kept.
    ///
    /// - Parameter event: The event.
    func record(_ event: GateEvent) {
        guard let directory else { return }
        do {
            switch event {
            case .identified: break
            case .warmedUp(let probe): try directory.append(probe: probe)
            case .probed(let probe, _): try directory.append(probe: probe)
            case .scraped(let snapshot): try directory.append(signal: Data(snapshot.jsonLine()))
            }
        } catch {
            problem.withLock { problem in
                if problem == nil { problem = "\(error)" }
            }
        }
    }
}
