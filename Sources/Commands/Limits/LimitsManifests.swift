import Foundation
import Readiness

/// Reads what `--manifest` and `--was` name.
enum LimitsManifests {
    /// The engine in a manifest that is meant.
    ///
    /// - Parameters:
    ///   - manifest: A file, or a command line.
    ///   - flag: The flag that named it, for messages.
    ///   - workload: A part of the engine's name.
    ///   - model: The model that the target serves.
    /// - Returns: The only engine, the one of that name, or the one that serves the model.
    /// - Throws: `ProfileErrors` when it cannot be read, `UsageError` when it is not clear which.
    static func engine(
        in manifest: String, flag: String, workload: String?, model: String?
    ) throws -> DeclaredEngine {
        let engines = try read(manifest, flag: flag)
        let names = engines.map(\.name).joined(separator: "; ")
        var candidates = engines
        if let workload {
            candidates = engines.filter { $0.name.localizedCaseInsensitiveContains(workload) }
            guard !candidates.isEmpty else {
                throw UsageError(
                    "\(flag): no engine of \(manifest) is named \"\(workload)\"; there are "
                        + names)
            }
        }
        if candidates.count > 1, let model {
            let serving = candidates.filter { $0.serves(model) }
            if !serving.isEmpty { candidates = serving }
        }
        guard let first = candidates.first else {
            throw UsageError("\(flag): \(manifest) starts no engine")
        }
        // Several that say the same, such as prefill and decode workers, need no choice.
        let isClear = candidates.allSatisfy { engine in
            engine.limits.map { [$0.kind.rawValue: $0.value] }
                == first.limits.map { [$0.kind.rawValue: $0.value] }
        }
        guard isClear else {
            throw UsageError(
                "\(flag): \(manifest) starts several engines with different limits; name one with "
                    + "--workload: \(names)")
        }
        return first
    }

    private static func read(_ manifest: String, flag: String) throws -> [DeclaredEngine] {
        if manifest.isEmpty {
            throw UsageError("\(flag) is empty; name a file or write a command line")
        }
        // A name with blanks that is no file is a command line.
        let isFile = FileManager.default.fileExists(atPath: manifest)
        if !isFile, manifest.contains(" ") {
            return try ManifestReader.read(commandLine: manifest)
        }
        return try ManifestReader.read(path: manifest)
    }
}
