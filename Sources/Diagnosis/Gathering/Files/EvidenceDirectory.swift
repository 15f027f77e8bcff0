import Foundation
import Load
import Telemetry

/// Reads evidence that was kept: the folder of a diagnosis or of a gate, or a file of probes.
package struct EvidenceDirectory: Sendable {
    /// What was kept; `server` is nil when no page of metrics and no gap is.
    package var evidence: Evidence
    /// What the reader should know, each a sentence: what is missing, what was cut off.
    package var notes: [String]

    /// Reads the evidence at a path.
    ///
    /// A folder must hold `probes.jsonl`, `scrapes.jsonl` or both; `beacons.jsonl` and
    /// `client.json` add to them. A file is one of probes.
    ///
    /// - Parameter path: A folder, or a file as `firstlight probe --format jsonl` writes one.
    /// - Throws: `EvidenceFileError` when nothing of it can be read, or something in it is wrong.
    package init(path: String) throws(EvidenceFileError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw EvidenceFileError(
                file: path, problem: "there is no such file or folder",
                expected:
                    "a run directory, or probes as firstlight probe --format jsonl writes them"
            )
        }
        if isFolder.boolValue {
            try self.init(folder: path)
        } else {
            try self.init(probes: path)
        }
    }

    /// Reads a file of probes alone: evidence of the client.
    private init(probes path: String) throws(EvidenceFileError) {
        notes = []
        evidence = Evidence()
        let probes = try Self.probes(path, &notes)
        evidence.client = probes.map { ClientEvidence(probes: $0) }
    }

    private init(folder path: String) throws(EvidenceFileError) {
        var notes: [String] = []
        let probes = try Self.probes(EvidenceFile.probes.path(in: path), &notes)
        let beacons = try Self.beacons(EvidenceFile.beacons.path(in: path), &notes)
        let itself = try Self.client(EvidenceFile.client.path(in: path))
        let server = try Self.scrapes(EvidenceFile.scrapes.path(in: path), &notes)
        guard probes != nil || server != nil else {
            throw EvidenceFileError(
                file: path, problem: "the folder holds no evidence",
                expected: "\(EvidenceFile.probes.rawValue) or \(EvidenceFile.scrapes.rawValue) "
                    + "with at least one line")
        }
        if server == nil {
            let signals = Self.hasContent(path + "/signals.jsonl")
            notes.append(
                signals
                    ? "\(path) keeps values of signals but no pages of metrics, as runs before "
                        + "\(EvidenceFile.scrapes.rawValue) did: the diagnosis rests on the "
                        + "client's measurements alone"
                    : "\(path) keeps no pages of metrics: the diagnosis rests on the client's "
                        + "measurements alone")
        }
        let hasClient = probes != nil || !beacons.isEmpty
        evidence = Evidence(
            client: hasClient
                ? ClientEvidence(
                    probes: probes ?? [], beacons: beacons, lag: itself?.lag,
                    processorUse: itself?.processorUse)
                : nil,
            server: server)
        self.notes = notes
    }

    // MARK: - The files

    /// The probes of a file; nil when it is missing or empty.
    private static func probes(
        _ path: String, _ notes: inout [String]
    ) throws(EvidenceFileError) -> [ProbeRecord]? {
        guard let data = try EvidenceLines.bytes(of: path),
            data.contains(where: { $0 > 0x20 })
        else { return nil }
        do throws(ProbeFileError) {
            let read = try ProbeFile.read(data, file: path)
            notes += read.notes
            return read.records
        } catch {
            throw EvidenceFileError(
                file: error.file, line: error.line, problem: error.problem, found: error.found,
                expected: "one JSON object a line, as firstlight probe --format jsonl writes")
        }
    }

    private static func beacons(
        _ path: String, _ notes: inout [String]
    ) throws(EvidenceFileError) -> [Beacon] {
        guard let data = try EvidenceLines.bytes(of: path) else { return [] }
        let read = try EvidenceLines.read(
            data, file: path,
            expected: #"{"time": Unix seconds, "duration_ms": ..., "status": ..., "fresh": ...}"#,
            as: Beacon.self)
        notes += read.notes
        return read.records.map(\.record)
    }

    private static func client(_ path: String) throws(EvidenceFileError) -> ClientLine? {
        guard let data = try EvidenceLines.bytes(of: path) else { return nil }
        do {
            return try JSONDecoder().decode(ClientLine.self, from: data)
        } catch {
            throw EvidenceFileError(
                file: path, problem: DecodingProblem.words(error),
                expected: #"{"lag": {...}, "processor_use": ...}"#)
        }
    }

    /// Pages and gaps; nil when the file is missing or holds neither.
    private static func scrapes(
        _ path: String, _ notes: inout [String]
    ) throws(EvidenceFileError) -> ServerEvidence? {
        guard let data = try EvidenceLines.bytes(of: path) else { return nil }
        let expected = #"{"time": Unix seconds, "instance": "...", "body": "..."} or "missed""#
        let read = try EvidenceLines.read(
            data, file: path, expected: expected, as: ScrapeLine.self)
        notes += read.notes
        var server = ServerEvidence(scrapes: [])
        for (number, line) in read.records {
            guard line.time.isFinite, line.time >= 0, (line.body == nil) != (line.missed == nil)
            else {
                throw EvidenceFileError(
                    file: path, line: number,
                    problem: line.time.isFinite && line.time >= 0
                        ? "a line has either a \"body\" or a \"missed\""
                        : "the time is \(line.time)", expected: expected)
            }
            do throws(RecordedBodyError) {
                switch try line.content(name: "\(path):\(number)") {
                case .page(let page): server.scrapes.append(page)
                case .gap(let gap): server.missed.append(gap)
                }
            } catch {
                throw EvidenceFileError(
                    file: path, line: number, problem: "the body is no metrics page: \(error)",
                    expected: "Prometheus text or OpenMetrics")
            }
        }
        return server.scrapes.isEmpty && server.missed.isEmpty ? nil : server
    }

    private static func hasContent(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return (attributes?[.size] as? Int ?? 0) > 0
    }
}
