import Diagnosis
import Foundation
import Inference
import Signals
import Telemetry

/// Evidence that lies in files: a run, recorded metrics, a start-up log.
struct RecordedEvidence {
    let options: DiagnoseEvidenceOptions

    /// Reads a run with everything the options add to it.
    ///
    /// - Parameter run: A run directory or a file of probes; nil when only options name files.
    /// - Returns: What is there, and notes for the reader.
    /// - Throws: `UsageError` that names the file and what is wrong.
    func read(_ run: String?) throws(UsageError) -> (evidence: Evidence, notes: [String]) {
        var evidence = Evidence()
        var notes: [String] = []
        if let run {
            let found = try Self.directory(run)
            evidence = found.evidence
            notes += found.notes
        } else if let file = options.probes {
            let found = try Self.directory(file)
            evidence.client = found.evidence.client
            notes += found.notes
        }
        if !options.metrics.isEmpty {
            var server = evidence.server ?? ServerEvidence(scrapes: [])
            server.scrapes += try bodies()
            evidence.server = server
        }
        try complete(&evidence)
        return (evidence, notes)
    }

    /// Adds what the options say beside requests and metrics, and takes away the side that is not
    /// to be looked at.
    ///
    /// - Parameter evidence: What was gathered.
    /// - Throws: `UsageError` that names the file and what is wrong.
    func complete(_ evidence: inout Evidence) throws(UsageError) {
        if let file = options.startupLog {
            var server = evidence.server ?? ServerEvidence(scrapes: [])
            server.startupLog = try StartupLogFile.read(file, called: "--startup-log \(file)")
            evidence.server = server
        }
        if let run = options.baseline {
            let before = try Self.directory(run).evidence
            evidence.baseline = .init(client: before.client, server: before.server)
        }
        evidence.expectations.slotLimit = options.expectSlots ?? evidence.expectations.slotLimit
        switch options.only {
        case .client:
            evidence.server = nil
            evidence.baseline?.server = nil
        case .server:
            evidence.client = nil
            evidence.baseline?.client = nil
        case nil: break
        }
    }

    private static func directory(_ path: String) throws(UsageError) -> EvidenceDirectory {
        let directory: EvidenceDirectory
        do {
            directory = try EvidenceDirectory(path: path)
        } catch {
            throw UsageError("\(error)")
        }
        guard directory.evidence.client != nil || directory.evidence.server != nil else {
            throw UsageError(
                "\(path): the file is empty; expected probes, as firstlight probe --format jsonl "
                    + "writes them")
        }
        return directory
    }

    private func bodies() throws(UsageError) -> [TimedScrape] {
        if let url = options.metrics.first(where: { $0.contains("://") }) {
            throw UsageError(
                "--metrics \(url) is live, the run is recorded: name recorded bodies, or diagnose "
                    + "the endpoint itself")
        }
        let bodies: [RecordedBody]
        do {
            let step = try options.spacingTime()
            let times = step.map { step in options.metrics.indices.map { Double($0) * step.seconds }
            }
            bodies = try RecordedBody.window(files: options.metrics, at: times)
        } catch let error as RecordedBodyError {
            if case .notAscending = error {
                throw UsageError("\(error); say the time between them with --spacing")
            }
            throw UsageError("\(error)" + (error.hint.map { "; \($0)" } ?? ""))
        } catch {
            throw UsageError("\(error)")
        }
        return bodies.map {
            TimedScrape(instance: "recorded", unixSeconds: $0.unixSeconds, families: $0.families)
        }
    }
}
