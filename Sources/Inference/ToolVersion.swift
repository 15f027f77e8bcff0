/// The version of firstlight, for `--version`, the `User-Agent` header and reports.
package enum ToolVersion {
    /// Semantic version of this build.
    package static let current = "0.1.0"
}
