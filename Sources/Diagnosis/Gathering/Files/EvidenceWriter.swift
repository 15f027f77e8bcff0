import Foundation
package import Load
package import Signals
import Synchronization

/// Keeps evidence in a folder while it is gathered.
///
/// Every line is handed to the system at once, so that the files are whole up to their last line
/// after a crash. The folder may be a run directory that others write into as well; lines are
/// appended to what is there. Safe to use from several tasks; lines never mix.
package final class EvidenceWriter: Sendable {
    /// The folder's path.
    package let path: String

    /// The most bytes of pages that are kept; later pages are left out, gaps are still kept.
    package static let scrapeBytesMax = 512 << 20

    private struct State {
        var files: [EvidenceFile: AppendingFile] = [:]
        var scrapeBytes = 0
    }

    private let state: Mutex<State>
    private let scrapeBytesMax: Int

    /// Opens a folder, which is made when it is missing.
    ///
    /// - Parameters:
    ///   - path: The folder's path.
    ///   - scrapeBytesMax: The most bytes of pages that are kept.
    /// - Throws: `EvidenceFileError` when the folder or a file in it cannot be made.
    package init(
        path: String, scrapeBytesMax: Int = EvidenceWriter.scrapeBytesMax
    ) throws(EvidenceFileError) {
        self.path = path
        self.scrapeBytesMax = scrapeBytesMax
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw EvidenceFileError(
                file: path, problem: "the folder cannot be made: \(AppendingFile.reason(error))")
        }
        var files: [EvidenceFile: AppendingFile] = [:]
        for file in [EvidenceFile.probes, .beacons, .scrapes] {
            files[file] = try AppendingFile(path: file.path(in: path))
        }
        state = Mutex(State(files: files))
    }

    /// Adds a measured request.
    ///
    /// - Parameter probe: The request.
    /// - Throws: `EvidenceFileError` when it cannot be written.
    package func append(_ probe: ProbeRecord) throws(EvidenceFileError) {
        try append(to: .probes) { try ProbeFile.line(probe) }
    }

    /// Adds a cheap request.
    ///
    /// - Parameter beacon: The request.
    /// - Throws: `EvidenceFileError` when it cannot be written.
    package func append(_ beacon: Beacon) throws(EvidenceFileError) {
        try append(to: .beacons) { try Self.line(beacon) }
    }

    /// Adds a page of metrics, unless all pages together are too large already.
    ///
    /// - Parameter scrape: The page.
    /// - Returns: Whether it was kept.
    /// - Throws: `EvidenceFileError` when it cannot be written.
    @discardableResult
    package func append(_ scrape: TimedScrape) throws(EvidenceFileError) -> Bool {
        let line = try line(of: .scrapes) { try ScrapeLine(scrape).bytes() }
        return try state.withLock { state throws(EvidenceFileError) in
            guard state.scrapeBytes + line.count <= scrapeBytesMax else { return false }
            state.scrapeBytes += line.count
            try open(.scrapes, state).append(line)
            return true
        }
    }

    /// Adds a page that could not be had.
    ///
    /// - Parameter missed: When and why.
    /// - Throws: `EvidenceFileError` when it cannot be written.
    package func append(_ missed: MissedScrape) throws(EvidenceFileError) {
        try append(to: .scrapes) { try ScrapeLine(missed).bytes() }
    }

    /// Writes what the client knows of itself, over what was written before.
    ///
    /// - Parameters:
    ///   - lag: How late its own event loop ran.
    ///   - processorUse: Processors it kept busy on average.
    /// - Throws: `EvidenceFileError` when it cannot be written.
    package func writeClient(
        lag: SchedulingLag?, processorUse: Double?
    ) throws(EvidenceFileError) {
        let file = EvidenceFile.client.path(in: path)
        do {
            let bytes = try ClientLine(lag: lag, processorUse: processorUse).bytes()
            try bytes.write(to: URL(filePath: file), options: .atomic)
        } catch {
            throw EvidenceFileError(
                file: file, problem: "cannot be written: \(AppendingFile.reason(error))")
        }
    }

    /// Writes everything of an observation at once.
    ///
    /// - Parameters:
    ///   - client: What the client measured.
    ///   - server: What the servers said.
    /// - Throws: `EvidenceFileError` when something cannot be written.
    package func write(
        client: ClientEvidence?, server: ServerEvidence?
    ) throws(EvidenceFileError) {
        for probe in client?.probes ?? [] { try append(probe) }
        for beacon in client?.beacons ?? [] { try append(beacon) }
        for scrape in server?.scrapes ?? [] { try append(scrape) }
        for missed in server?.missed ?? [] { try append(missed) }
        if let client { try writeClient(lag: client.lag, processorUse: client.processorUse) }
    }

    /// Closes the files; whatever is added later is refused.
    package func close() {
        state.withLock { $0.files = [:] }
    }

    // MARK: - Lines

    private func append(
        to file: EvidenceFile, _ make: () throws -> Data
    ) throws(EvidenceFileError) {
        let line = try line(of: file, make)
        try state.withLock { state throws(EvidenceFileError) in
            try open(file, state).append(line)
        }
    }

    private func open(
        _ file: EvidenceFile, _ state: borrowing State
    ) throws(EvidenceFileError) -> AppendingFile {
        guard let open = state.files[file] else {
            throw EvidenceFileError(
                file: file.path(in: path), problem: "cannot be written: it is closed")
        }
        return open
    }

    private func line(
        of file: EvidenceFile, _ make: () throws -> Data
    ) throws(EvidenceFileError) -> Data {
        do {
            return try make()
        } catch {
            throw EvidenceFileError(
                file: file.path(in: path), problem: "a value cannot be written: \(error)")
        }
    }

    private static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data([0x0A])
    }
}
