import Foundation

/// What BASELINE and CANDIDATE may be.
enum CompareTarget {
    /// Whether a target is a run directory or a file of probes: there, or named like one.
    ///
    /// - Parameter target: The argument.
    /// - Returns: False for a URL and for a profile.
    static func isRun(_ target: String) -> Bool {
        if target == "-" { return true }
        guard !target.contains("://"), !target.hasSuffix(".yml"), !target.hasSuffix(".yaml") else {
            return false
        }
        return target.hasSuffix(".jsonl") || ProfileSource.isFile(target)
    }

    /// Refuses what cannot be compared before anything is read or asked.
    ///
    /// - Parameter target: The argument.
    /// - Throws: `UsageError` for a name of nothing, and for folders that hold more than one run.
    static func check(_ target: String) throws(UsageError) {
        guard isRun(target) || ProfileSource.isFile(target) || ProfileSource.isURL(target) else {
            throw UsageError(
                "there is no file or folder \(target), and it is no URL; a URL looks like "
                    + "http://localhost:8000")
        }
        guard isRun(target), target != "-" else { return }
        func has(_ name: String) -> Bool {
            FileManager.default.fileExists(
                atPath: (target as NSString).appendingPathComponent(name))
        }
        if has("comparison.json") || (!has("probes.jsonl") && has("a/probes.jsonl")) {
            let (first, second) = (
                (target as NSString).appendingPathComponent("a"),
                (target as NSString).appendingPathComponent("b")
            )
            throw UsageError(
                "\(target) is a comparison and holds two runs; name one of them, \(first) (its "
                    + "baseline) or \(second) (its candidate)")
        }
        if has("sweep.json") {
            throw UsageError(
                "\(target) is a sweep: its requests were made under many loads, and percentiles "
                    + "over all levels tell of none; compare runs of one load each, as firstlight "
                    + "load makes them")
        }
    }
}
