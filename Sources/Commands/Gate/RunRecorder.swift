import Diagnosis
import Foundation
import Load
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
        switch event {
        case .identified, .recognised, .checkedItself, .noted: break
        case .warmedUp(let probe), .probed(let probe, _): record(probe)
        case .scraped(let snapshot):
            attempt { try $0.append(signal: Data(snapshot.jsonLine())) }
        case .page(let page): attempt { try $0.append(page: ScrapeLine(page)) }
        case .gap(let gap): attempt { try $0.append(page: ScrapeLine(gap)) }
        }
    }

    /// Writes a request.
    ///
    /// - Parameter probe: The request.
    func record(_ probe: ProbeRecord) {
        attempt { try $0.append(probe: probe) }
    }

    /// Writes a request of a cold run, apart from the others.
    ///
    /// - Parameter probe: The request.
    func record(cold probe: ProbeRecord) {
        attempt { try $0.append(coldProbe: probe) }
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
