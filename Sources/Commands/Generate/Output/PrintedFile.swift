import Monitoring
import Readiness

/// Which of the generated files goes to standard output.
struct PrintedFile {
    /// The most files that an error lists one by one.
    private static let listedMax = 40

    let run: GenerationRun
    /// What was asked for, as it was written on the command line.
    let what: [String]

    /// The only file, or the one that was asked for.
    ///
    /// - Parameter name: Its path, or the last parts of it; nil when nobody named one.
    /// - Returns: The file; nil when nothing was generated.
    /// - Throws: `UsageError` when there are several and none was named, and for a name that none
    ///   or several have.
    func file(named name: String?) throws(UsageError) -> GeneratedFile? {
        if let name { return try find(name) }
        guard run.files.count > 1 else { return run.files.first }
        throw UsageError(
            "\(what.joined(separator: " ")): \(run.files.count) files, and standard output takes one; "
                + "add --output DIR for all of them, or --file FILE for one of these:" + list)
    }

    private func find(_ name: String) throws(UsageError) -> GeneratedFile {
        let wanted = name.hasPrefix("./") ? String(name.dropFirst(2)) : name
        let all = run.files + [run.guide(to: run.record)]
        if let file = all.first(where: { $0.path == wanted }) { return file }
        let found = run.files.filter { $0.path.hasSuffix("/" + wanted) }
        if found.count == 1 { return found[0] }
        guard found.isEmpty else {
            throw UsageError(
                "--file \(name) can be "
                    + found.map(\.path).joined(separator: " or "))
        }
        guard !run.files.isEmpty else {
            throw UsageError("--file \(name): \(what.joined(separator: " ")) makes no file here")
        }
        let nearest = nearest(to: wanted).map { "did you mean \($0)? " } ?? ""
        throw UsageError("--file \(name) is not generated; \(nearest)There are:" + list)
    }

    /// By the whole path, else by the file's own name.
    private func nearest(to name: String) -> String? {
        let paths = run.files.map(\.path)
        if let path = NearestSpelling.of(name, among: paths) { return path }
        let names = paths.map(Self.lastPart)
        guard let near = NearestSpelling.of(Self.lastPart(name), among: names) else { return nil }
        return paths.first { Self.lastPart($0) == near }
    }

    private static func lastPart(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private var list: String {
        let shown = run.files.count > Self.listedMax + 1 ? Self.listedMax : run.files.count
        var lines = run.files.prefix(shown).map { "\n  \($0.path)" }
        if shown < run.files.count { lines.append("\n  and \(run.files.count - shown) more") }
        return lines.joined()
    }
}
