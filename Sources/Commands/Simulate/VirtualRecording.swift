import Diagnosis
import EngineModel
import Foundation
import Load
import Readiness
import Rehearsal
import Signals
import Simulator

/// Computes a fault in virtual time, and keeps what a measuring client and a scraper would have kept.
struct VirtualRecording {
    /// The fault.
    let fault: CataloguedFault
    /// The fault at the strength asked for.
    let rehearsed: Rehearsed
    /// How bad it is, 0 to 1.
    let strength: Double
    /// Of the fault's world and of everything in it.
    let seed: UInt64
    /// Where evidence is kept; nil keeps none.
    let folder: String?

    /// Runs, and keeps.
    ///
    /// - Returns: What happened, in short.
    /// - Throws: `UsageError` when the world cannot be set up or the folder not be written.
    func run() throws(UsageError) -> RecordingSummary {
        if let folder { try requireEmpty(folder) }
        let recording: Recording
        do {
            recording = try Rehearsal(rehearsed, seed: seed).record()
        } catch {
            throw UsageError("\(fault.name) cannot be computed: \(error)")
        }
        if let folder { try keep(recording, in: folder) }
        return RecordingSummary(self, recording)
    }

    /// Lines are appended, and two runs in one folder would be read as one.
    private func requireEmpty(_ folder: String) throws(UsageError) {
        for file in EvidenceFile.allCases {
            let path = file.path(in: folder)
            guard !FileManager.default.fileExists(atPath: path) else {
                throw UsageError("--output: \(path) is there already; take another folder")
            }
        }
    }

    private func keep(_ recording: Recording, in folder: String) throws(UsageError) {
        do {
            let writer = try EvidenceWriter(path: folder)
            try writer.write(
                client: ClientEvidence(
                    probes: recording.probes, beacons: recording.beacons, lag: recording.lag),
                server: ServerEvidence(scrapes: recording.scrapes, missed: recording.missed))
            writer.close()
        } catch {
            throw UsageError("\(error)")
        }
    }
}
