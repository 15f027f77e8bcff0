import Diagnosis
import Foundation
import Inference
import Readiness
import Reports
import Telemetry

/// A live endpoint, loaded and looked at, and the run directory that keeps what was seen.
struct LiveDiagnosis {
    /// The most requests; the usual number for `nil`.
    var requestsMax: Int?
    /// The longest time; the usual one for `nil`.
    var timeMax: Duration?
    /// Whether nothing is said meanwhile.
    var isQuiet = false
    /// The folder of all runs; `nil` keeps nothing.
    var root: String?
    /// The flags that name another folder or none.
    var folderFlags = "--keep, or --no-keep"
    let console: Console
    /// Adds what else is known to what was seen.
    var complete: (inout Evidence) throws -> Void = { _ in }

    /// Loads, looks, diagnoses and keeps.
    ///
    /// - Parameters:
    ///   - profile: What to diagnose.
    ///   - exporters: Pages of cards and machines.
    /// - Returns: The diagnosis.
    /// - Throws: `UsageError`, `GatheringError` or `TelemetryError` when nothing could be measured.
    func run(_ profile: Profile, exporters: [String] = []) async throws -> DiagnosisDocument {
        let startedAt = Date()
        let settings = try settings(profile, startedAt: startedAt)
        let target = try target(profile, exporters: exporters)
        let directory = try RunFolder.make(
            root: root, name: profile.name, startedAt: startedAt, flags: folderFlags)
        let interruption = Interruption()
        let greeting =
            "diagnosing \(profile.name) at \(profile.target.url.text): at most "
            + "\(settings.requestsMax) requests or \(DurationText.exact(settings.timeMax)), "
            + "\(settings.concurrency) at a time"
        let gathered: Gathered
        do {
            let writer = try directory.map { directory throws(EvidenceFileError) in
                try EvidenceWriter(path: directory.path)
            }
            let gathering = LiveGathering(target: target, settings: settings, writer: writer)
            gathered = try await interruption.guarding {
                [console, isQuiet] in
                // Who reads this may stop it: from here on a signal ends the load, not the process.
                if !isQuiet { console.note(greeting) }
                return try await gathering.run()
            }
            writer?.close()
        } catch {
            directory?.discard()
            if let error = error as? EvidenceFileError { throw UsageError("\(error)") }
            if let error = error as? GatheringError { throw UsageError("\(error)") }
            throw error
        }
        var evidence = gathered.evidence
        evidence.expectations.slotLimit = profile.engine.expect.maxNumSeqs
        try complete(&evidence)
        var document = DiagnosisDocument(
            name: profile.name, place: profile.target.url.text, startedAt: startedAt,
            basis: DiagnosisBasis(evidence), report: await Diagnoser().diagnose(evidence),
            toolVersion: ToolVersion.current)
        document.report.notes += gathered.notes
        document.interruptedBy = interruption.signal
        keep(&document, in: directory)
        return document
    }

    private func settings(_ profile: Profile, startedAt: Date) throws -> GatheringSettings {
        var settings = GatheringSettings(
            seed: UInt64(bitPattern: Int64(startedAt.timeIntervalSince1970 * 1e6)))
        settings.concurrency = profile.workload.concurrency
        settings.maxTokens = profile.workload.maxTokens
        settings.promptTokens = profile.workload.promptTokens
        settings.requestsMax = requestsMax ?? settings.requestsMax
        settings.timeMax = timeMax ?? settings.timeMax
        return settings
    }

    private func target(_ profile: Profile, exporters: [String]) throws -> GatheringTarget {
        do {
            var endpoint = try Endpoint(url: profile.target.url.text)
            endpoint.apiKey = profile.target.apiKey
            endpoint.headers = profile.target.headers.map { ($0.name, $0.value.reveal()) }
            endpoint.certificateAuthorityFile = profile.target.caFile
            return GatheringTarget(
                endpoint: endpoint, api: profile.target.api.api, name: profile.name,
                model: profile.target.model,
                metrics: try profile.engine.metrics.map { try ServerURL($0.text) },
                exporters: try exporters.map { try ServerURL($0) })
        } catch {
            throw UsageError("\(error)")
        }
    }

    // MARK: - What is kept

    private func keep(_ document: inout DiagnosisDocument, in directory: RunDirectory?) {
        guard let directory else { return }
        document.report.notes += directory.notes
        document.directory = directory.path
        directory.close()
        do {
            try directory.keep("diagnosis.json", DiagnosisJSONReport.render(document))
            try directory.keep(
                "report.md", Data(DiagnosisMarkdownReport.render(document).utf8))
            try directory.keep("report.html", Data(DiagnosisHTMLReport.render(document).utf8))
        } catch {
            // The diagnosis stands; that it could not be kept must be said.
            console.note("error: \(error)")
            document.directory = nil
        }
    }
}
