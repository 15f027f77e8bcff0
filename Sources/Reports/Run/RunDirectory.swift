package import Diagnosis
package import Foundation
package import Load
package import Readiness
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder that keeps a run: `runs/<name>-<UTC time>/`.
///
/// `probes.jsonl` and `signals.jsonl` grow line by line while the run goes, each line handed to
/// the system at once, so that they are whole up to the last line after a crash; so does
/// `scrapes.jsonl`, which is there once a page of metrics was read, and `probes-cold.jsonl`, which is
/// there once a request of a cold run was made. The other files
/// appear at the end, each complete or not at all. `latest` beside the folder points at it from
/// the beginning.
///
/// Safe to use from several tasks; lines never mix.
package final class RunDirectory: Sendable {
    /// The folder's path, below the root as it was given: what a user may open.
    package let path: String

    /// What the user should know about the folder, such as a missing `latest`; each a sentence.
    package let notes: [String]

    /// The folder of all runs, and what `latest` in it pointed at before.
    let root: String
    let latestBefore: String?

    /// How many runs of one name and second are told apart.
    private static let collisionsMax = 1000

    /// The files that grow line by line.
    private enum Growing: String {
        case probes = "probes.jsonl"
        case coldProbes = "probes-cold.jsonl"
        case signals = "signals.jsonl"
        case scrapes = "scrapes.jsonl"
    }

    /// The most bytes of pages of metrics that a run keeps.
    private static let pageBytesMax = 512 << 20

    private struct State {
        /// The open files with their descriptors; nil when the run is closed.
        var files: [Growing: Int32]?
        var pageBytes = 0
    }

    private let state: Mutex<State>

    /// Makes the folder with its two growing files and points `latest` at it.
    ///
    /// - Parameters:
    ///   - root: The folder of all runs, such as `runs`; made when it is missing.
    ///   - name: The profile's name.
    ///   - startedAt: When the run began.
    /// - Returns: An empty run; `-2`, `-3` and so on end the name where it was taken.
    /// - Throws: ``RunDirectoryError`` when the folder or a file in it cannot be made.
    package static func create(
        root: String, name: String, startedAt: Date
    ) throws(RunDirectoryError) -> RunDirectory {
        let root = root.isEmpty ? "." : root
        try PosixFile.makeFolders(root)
        let base = RunName.of(name, startedAt: startedAt)
        for attempt in 1...collisionsMax {
            let folder = attempt == 1 ? base : "\(base)-\(attempt)"
            let path = (root as NSString).appendingPathComponent(folder)
            if mkdir(path, 0o755) == 0 {
                return try RunDirectory(path: path, root: root, folder: folder)
            }
            guard errno == EEXIST else { throw PosixFile.failure(.create, path) }
        }
        throw RunDirectoryError(
            action: .create, path: (root as NSString).appendingPathComponent(base),
            reason: "\(collisionsMax) runs of this name and second are there")
    }

    private init(path: String, root: String, folder: String) throws(RunDirectoryError) {
        self.path = path
        let probes = try PosixFile.openForAppending(Self.file(Growing.probes.rawValue, in: path))
        let signals: Int32
        do {
            signals = try PosixFile.openForAppending(
                Self.file(Growing.signals.rawValue, in: path))
        } catch {
            PosixFile.close(probes)
            throw error
        }
        state = Mutex(State(files: [.probes: probes, .signals: signals]))
        self.root = root
        latestBefore = Self.latestTarget(in: root)
        notes = [Self.pointLatest(in: root, at: folder)].compactMap(\.self)
    }

    // MARK: - While the run goes

    /// Adds a request to `probes.jsonl`.
    ///
    /// - Parameter probe: The request.
    /// - Throws: ``RunDirectoryError`` when it cannot be written, or a number in it is not finite.
    package func append(probe: ProbeRecord) throws(RunDirectoryError) {
        try append(probe, to: .probes)
    }

    /// Adds a request of a second, cold run to `probes-cold.jsonl`, which is there once one was
    /// added.
    ///
    /// - Parameter probe: The request.
    /// - Throws: ``RunDirectoryError`` when it cannot be written, or a number in it is not finite.
    package func append(coldProbe probe: ProbeRecord) throws(RunDirectoryError) {
        try append(probe, to: .coldProbes)
    }

    private func append(_ probe: ProbeRecord, to file: Growing) throws(RunDirectoryError) {
        let line: Data
        do {
            line = try ProbeFile.line(probe)
        } catch {
            throw RunDirectoryError(
                action: .write, path: Self.file(file.rawValue, in: path), reason: "\(error)")
        }
        try append(line, to: file)
    }

    /// Adds a server snapshot to `signals.jsonl`.
    ///
    /// - Parameter signal: One JSON value without a line feed in it; one at its end is taken as it
    ///   is, else added.
    /// - Throws: ``RunDirectoryError`` when it cannot be written.
    package func append(signal: Data) throws(RunDirectoryError) {
        var line = signal
        while line.last == UInt8(ascii: "\n") { line.removeLast() }
        guard !line.contains(UInt8(ascii: "\n")) else {
            throw RunDirectoryError(
                action: .write, path: Self.file(Growing.signals.rawValue, in: path),
                reason: "a snapshot spans more than one line")
        }
        line.append(UInt8(ascii: "\n"))
        try append(line, to: .signals)
    }

    /// Adds a page of metrics, or that it could not be had, to `scrapes.jsonl`.
    ///
    /// - Parameter page: The line.
    /// - Throws: ``RunDirectoryError`` when it cannot be written, or all pages together have become
    ///   too large.
    package func append(page: ScrapeLine) throws(RunDirectoryError) {
        let place = Self.file(Growing.scrapes.rawValue, in: path)
        let line: Data
        do {
            line = try page.bytes()
        } catch {
            throw RunDirectoryError(action: .write, path: place, reason: "\(error)")
        }
        let fits = state.withLock { state in
            guard state.pageBytes + line.count <= Self.pageBytesMax else { return false }
            state.pageBytes += line.count
            return true
        }
        guard fits else {
            throw RunDirectoryError(
                action: .write, path: place,
                reason: "\(Self.pageBytesMax) bytes of pages are kept and no more")
        }
        try append(line, to: .scrapes)
    }

    private func append(_ line: Data, to file: Growing) throws(RunDirectoryError) {
        let place = Self.file(file.rawValue, in: path)
        try state.withLock { state throws(RunDirectoryError) in
            guard var files = state.files else {
                throw RunDirectoryError(action: .write, path: place, reason: "the run is closed")
            }
            if files[file] == nil {
                files[file] = try PosixFile.openForAppending(place)
                state.files = files
            }
            guard let open = files[file] else { return }
            try PosixFile.write(line, to: open, path: place)
        }
    }

    // MARK: - At the end

    /// Keeps a file of its own beside the others: complete, or not at all.
    ///
    /// - Parameters:
    ///   - name: The file's name, without a folder.
    ///   - bytes: What is in it.
    /// - Throws: ``RunDirectoryError`` when it cannot be written.
    package func keep(_ name: String, _ bytes: Data) throws(RunDirectoryError) {
        try PosixFile.replace(Self.file(name, in: path), with: bytes)
    }

    /// Writes `verdict.json`, `report.md`, `report.html` and `junit.xml`, and closes the run.
    ///
    /// A file that cannot be written does not keep the others from being written.
    ///
    /// - Parameter report: What the gate found; its ``GateReport/directory`` is set to this folder.
    /// - Throws: The first ``RunDirectoryError`` met.
    package func finish(_ report: GateReport) throws(RunDirectoryError) {
        var report = report
        report.directory = path
        let contents: [(String, Data)] = [
            ("verdict.json", JSONReport.render(report)),
            ("report.md", Data(MarkdownReport.render(report).utf8)),
            ("report.html", Data(HTMLReport.render(report).utf8)),
            ("junit.xml", Data(JUnitReport.render(report).utf8)),
        ]
        var first: RunDirectoryError?
        for (name, bytes) in contents {
            do {
                try PosixFile.replace(Self.file(name, in: path), with: bytes)
            } catch {
                first = first ?? error
            }
        }
        close()
        if let first { throw first }
    }

    /// Closes the growing files; whatever is added later is refused.
    package func close() {
        state.withLock { state in
            for file in (state.files ?? [:]).values { PosixFile.close(file) }
            state.files = nil
        }
    }

    deinit { close() }

    // MARK: - Paths

    static func file(_ name: String, in path: String) -> String {
        (path as NSString).appendingPathComponent(name)
    }

    /// What `latest` points at; `nil` when it is missing or no link.
    static func latestTarget(in root: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: file("latest", in: root))
    }

    /// Points `latest` at a folder beside it.
    ///
    /// A link of another name is made first and then takes the place of the old one, so that
    /// `latest` never is missing in between.
    ///
    /// - Returns: Why there is none, as a sentence, or `nil`.
    static func pointLatest(in root: String, at folder: String) -> String? {
        let latest = file("latest", in: root)
        let passing = file(".latest.\(getpid()).\(folder)", in: root)
        unlink(passing)
        guard symlink(folder, passing) == 0 else {
            return "\(latest) could not be pointed at this run: \(String(cString: strerror(errno)))"
        }
        guard rename(passing, latest) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(passing)
            return "\(latest) could not be pointed at this run: \(reason)"
        }
        return nil
    }
}
