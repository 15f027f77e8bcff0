import Diagnosis
import Estimates
import Foundation
import Inference
import Load
import Readiness
import Reports

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// One run of `firstlight merge`.
struct MergeSession {
    /// What `merge.json` and `--format json` say.
    struct Summary: Encodable {
        struct Generator: Encodable {
            var name: String
            var run: String
            var requests: Int
            var warmup: Int
            var failed: Int
        }

        var output: String
        var requests: Int
        var generators: [Generator]
        var clocks: [String]
        var warnings: [String]
    }

    let command: MergeCommand
    let console: Console

    /// Joins the runs, writes the run directory and says what was joined.
    ///
    /// - Throws: `UsageError` for runs that cannot be read or joined, and for a folder that is there
    ///   or cannot be written.
    func run() throws {
        let runs = command.runs.map(Self.split)
        let merger: RunMerger
        do {
            merger = try RunMerger(
                try sources(runs), allowsDifferentModels: command.mixed)
        } catch let error as RunMergeError {
            throw UsageError("\(error)")
        }
        let output = command.output
        try makeFolder(output)
        var warnings = merger.warnings
        do {
            try write(merger, to: output)
            warnings += try MergedSignals(
                runs: merger.sources.map { ($0.name, Self.folder(of: $0.file)) }
            ).write(to: output)
        } catch let error as EvidenceFileError {
            throw UsageError("\(error)")
        } catch let error as ProbeFileError {
            throw UsageError("\(error)")
        }
        let summary = Summary(
            output: output, requests: merger.count,
            generators: zip(merger.sources, runs).map { source, run in
                .init(
                    name: source.name, run: run.path, requests: source.count,
                    warmup: source.warmupCount, failed: source.failedCount)
            }, clocks: merger.clocks, warnings: warnings)
        let json = try JSONOutput.text(summary) + "\n"
        try AtomicFile.write(
            Data(json.utf8), to: (output as NSString).appendingPathComponent("merge.json"))
        try print(summary, json)
    }

    /// `NAME=RUN`, where no such run is there under the whole text.
    private static func split(_ argument: String) -> (name: String?, path: String) {
        guard !FileManager.default.fileExists(atPath: argument),
            let sign = argument.firstIndex(of: "="), sign != argument.startIndex
        else { return (nil, argument) }
        let name = argument[..<sign]
        guard !name.contains("/") else { return (nil, argument) }
        return (String(name), String(argument[argument.index(after: sign)...]))
    }

    private func sources(_ runs: [(name: String?, path: String)]) throws -> [RunSource] {
        let paths = runs.map { URL(filePath: $0.path).resolvingSymlinksInPath().path }
        for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
            throw UsageError(
                "\(runs[index].path) is named twice; a run is counted once, leave one of them out")
        }
        let names = Self.names(runs)
        var sources: [RunSource] = []
        for (index, run) in runs.enumerated() {
            let file = try Self.file(of: run.path)
            let bytes: Data
            do {
                bytes = try Data(contentsOf: URL(filePath: file), options: .alwaysMapped)
            } catch {
                throw UsageError(
                    "\(file) cannot be read: \(String(cString: strerror(errno))); expected a run "
                        + "directory or recorded probes, as firstlight probe writes them")
            }
            do throws(ProbeFileError) {
                sources.append(try RunSource(bytes: bytes, name: names[index], file: file))
            } catch {
                throw UsageError("\(error)")
            }
        }
        return sources
    }

    /// Where what a run keeps beside its requests lies; no folder of others for a file by itself.
    private static func folder(of file: String) -> String {
        let path = file as NSString
        return path.lastPathComponent == "probes.jsonl" ? path.deletingLastPathComponent : file
    }

    private static func file(of path: String) throws(UsageError) -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw UsageError(
                "\(path): there is no such file or folder; expected a run directory or recorded "
                    + "probes, as firstlight probe writes them")
        }
        return isFolder.boolValue
            ? (path as NSString).appendingPathComponent("probes.jsonl") : path
    }

    /// The names of the generators: as given, else the last part of the path, told apart where it
    /// is that of another.
    private static func names(_ runs: [(name: String?, path: String)]) -> [String] {
        let usual = runs.map { run -> String in
            if let name = run.name { return name }
            let last = ((run.path as NSString).standardizingPath as NSString).lastPathComponent
            return last == "probes.jsonl"
                ? ((run.path as NSString).deletingLastPathComponent as NSString).lastPathComponent
                : last.hasSuffix(".jsonl") ? String(last.dropLast(6)) : last
        }
        return usual.enumerated().map { index, name in
            let isAlone = usual.count { $0 == name } == 1 || runs[index].name != nil
            return isAlone ? name : "\(name)-\(index + 1)"
        }
    }

    private func makeFolder(_ path: String) throws(UsageError) {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        guard files.isEmpty else {
            throw UsageError(
                "\(path) is there and not empty; name a folder that is to be made with --output")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path, reason: String(cString: strerror(errno)))
        }
    }

    private func write(_ merger: RunMerger, to path: String) throws {
        let writer = try EvidenceWriter(path: path)
        defer { writer.close() }
        try merger.forEach { try writer.append($0) }
    }

    private func print(_ summary: Summary, _ json: String) throws(UsageError) {
        guard command.format == .text else { return try console.out(json) }
        var lines = ["joined \(summary.requests) requests of \(summary.generators.count) runs"]
        for generator in summary.generators {
            lines.append(
                "  \(generator.name): \(generator.requests) requests, \(generator.warmup) warm-up, "
                    + "\(generator.failed) failed")
        }
        lines += summary.clocks.map { "clock: \($0)" }
        lines += summary.warnings.map { "warning: \($0)" }
        lines.append("kept \(summary.output): probes.jsonl, merge.json")
        try console.out(lines.joined(separator: "\n"))
    }
}
