/// What a look at some files gave.
package struct LintReport: Sendable {
    package var sources: [LintSource]
    /// In the order of the files.
    package var findings: [LintFinding]
    /// Files that could not be looked at.
    package var failures: [LintFileError]
    /// Files of a folder that are of another kind.
    package var skipped: [String]
    /// What was left out, as sentences.
    package var notes: [String]
    /// How many queries were looked at.
    package var queryCount: Int

    /// How many files were looked at.
    package var fileCount: Int {
        let unread = Set(failures.map(\.path)).union(skipped)
        return sources.count { !unread.contains($0.path) }
    }

    /// How many findings there are of a severity.
    package func count(_ severity: LintSeverity) -> Int {
        findings.count { $0.severity == severity }
    }

    /// A file's bytes after every replacement that the findings offer.
    ///
    /// - Parameter file: Which file.
    /// - Returns: Nil when there is none to make.
    package func fixed(_ file: Int) -> [UInt8]? {
        let edits = findings.filter { $0.file == file }.flatMap(\.fix)
        guard !edits.isEmpty else { return nil }
        return TextEdit.apply(edits, to: sources[file].bytes)
    }
}
