package import Comparison
package import Foundation
package import Load
import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder that keeps a comparison: `runs/compare-<UTC time>/`.
///
/// `a/probes.jsonl` holds the baseline's requests and `b/probes.jsonl` the candidate's, line by line
/// as they end: each is a run that `compare`, `gate --probes` and `diagnose` read. The reports beside
/// them appear at the end, each complete or not at all.
package final class ComparisonDirectory: Sendable {
    /// The folder's path, below the root as it was given.
    package let path: String

    private let files: Mutex<[ComparisonSide: Int32]>

    /// How many comparisons of one second are told apart.
    private static let collisionsMax = 1000

    /// Makes the folder with its two growing files.
    ///
    /// - Parameters:
    ///   - root: The folder of all runs, such as `runs`; made when it is missing.
    ///   - startedAt: When the comparison began.
    /// - Returns: An empty comparison; `-2`, `-3` and so on end the name where it was taken.
    /// - Throws: ``RunDirectoryError`` when the folder or a file in it cannot be made.
    package static func create(
        root: String, startedAt: Date
    ) throws(RunDirectoryError) -> ComparisonDirectory {
        try PosixFile.makeFolders(root)
        let base = RunName.of("compare", startedAt: startedAt)
        for attempt in 1...collisionsMax {
            let folder = attempt == 1 ? base : "\(base)-\(attempt)"
            let path = (root as NSString).appendingPathComponent(folder)
            if mkdir(path, 0o755) == 0 { return try ComparisonDirectory(path: path) }
            guard errno == EEXIST else { throw PosixFile.failure(.create, path) }
        }
        throw RunDirectoryError(
            action: .create, path: (root as NSString).appendingPathComponent(base),
            reason: "\(collisionsMax) comparisons of this second are there")
    }

    private init(path: String) throws(RunDirectoryError) {
        self.path = path
        var files: [ComparisonSide: Int32] = [:]
        for side in ComparisonSide.allCases {
            let folder = Self.folder(side, in: path)
            guard mkdir(folder, 0o755) == 0 else { throw PosixFile.failure(.create, folder) }
            files[side] = try PosixFile.openForAppending(folder + "/probes.jsonl")
        }
        self.files = Mutex(files)
    }

    private static func folder(_ side: ComparisonSide, in path: String) -> String {
        (path as NSString).appendingPathComponent(side == .baseline ? "a" : "b")
    }

    /// Adds requests of one side.
    ///
    /// - Parameters:
    ///   - records: The requests.
    ///   - side: Whose they are.
    /// - Throws: ``RunDirectoryError`` when they cannot be written.
    package func append(
        _ records: [ProbeRecord], of side: ComparisonSide
    ) throws(RunDirectoryError) {
        let place = Self.folder(side, in: path) + "/probes.jsonl"
        for record in records {
            let line: Data
            do {
                line = try ProbeFile.line(record)
            } catch {
                throw RunDirectoryError(action: .write, path: place, reason: "\(error)")
            }
            try files.withLock { files throws(RunDirectoryError) in
                guard let file = files[side] else {
                    throw RunDirectoryError(
                        action: .write, path: place, reason: "the comparison is closed")
                }
                try PosixFile.write(line, to: file, path: place)
            }
        }
    }

    /// Writes `comparison.json`, `report.md` and `report.html`, and closes the folder.
    ///
    /// - Parameter report: What was found.
    /// - Throws: The first ``RunDirectoryError`` met; the others are written all the same.
    package func finish(_ report: ComparisonReport) throws(RunDirectoryError) {
        close()
        let contents: [(String, Data)] = [
            ("comparison.json", ComparisonJSONReport.render(report)),
            ("report.md", Data(ComparisonMarkdownReport.render(report).utf8)),
            ("report.html", Data(ComparisonHTMLReport.render(report).utf8)),
        ]
        var first: RunDirectoryError?
        for (name, bytes) in contents {
            do {
                try PosixFile.replace((path as NSString).appendingPathComponent(name), with: bytes)
            } catch {
                first = first ?? error
            }
        }
        if let first { throw first }
    }

    /// Takes back a comparison in which nothing was measured; one that holds anything stays.
    package func discard() {
        close()
        for side in ComparisonSide.allCases {
            let folder = Self.folder(side, in: path)
            var facts = stat()
            guard stat(folder + "/probes.jsonl", &facts) == 0, facts.st_size == 0 else { return }
            unlink(folder + "/probes.jsonl")
            rmdir(folder)
        }
        rmdir(path)
    }

    private func close() {
        files.withLock { files in
            for file in files.values { PosixFile.close(file) }
            files = [:]
        }
    }

    deinit { close() }
}
