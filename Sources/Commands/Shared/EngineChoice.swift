import Reports
import Signals

/// An engine or exporter as it is named on the command line: `vllm`, `vllm@0.11.0`.
enum EngineChoice {
    /// Reads a name, with a release if there is one.
    ///
    /// - Parameter text: The argument.
    /// - Returns: Exporter and release.
    /// - Throws: `UsageError` with the names there are, or for a release that is none.
    static func parse(_ text: String) throws(UsageError) -> SignalCatalogueReport.Choice {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let exporter = try KnownName.of(
            String(parts[0]), "engine",
            among: SignalCatalogueReport.allExporters.map { ($0.name, $0) })
        guard parts.count == 2 else { return SignalCatalogueReport.Choice(exporter) }
        guard let version = EngineVersion(String(parts[1])) else {
            throw UsageError(
                "\"\(text)\": \"\(parts[1])\" is no release; write one such as \(exporter.name)@0.11.0"
            )
        }
        return SignalCatalogueReport.Choice(exporter, version: version)
    }
}
