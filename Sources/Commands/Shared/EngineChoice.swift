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
        guard isRelease(parts[1]), let version = EngineVersion(String(parts[1])) else {
            throw UsageError(
                "\"\(text)\": \"\(parts[1])\" is no release; \(advice(parts[1], exporter))")
        }
        return SignalCatalogueReport.Choice(exporter, version: version)
    }

    /// Numbers with dots, after a `v` or `b`, with what marks candidates, later builds and local
    /// ones behind them.
    private static func isRelease(_ text: Substring) -> Bool {
        text.wholeMatch(
            of:
                /[vb]?[0-9]+(\.[0-9]+)*([-._]?(a|b|rc|alpha|beta|post|dev)[-._]?[0-9]*)*(\+[0-9A-Za-z.]+)?/
        ) != nil
    }

    private static func advice(_ text: Substring, _ exporter: ExporterKind) -> String {
        if text.isEmpty || text == "latest" {
            return "leave \"@\(text)\" out for names that fit every release"
        }
        let dotted = String(text.map { ",_- ".contains($0) ? "." : $0 })
        if let near = EngineVersion(dotted) { return "did you mean \(exporter.name)@\(near)?" }
        return "write one such as \(exporter.name)@0.11.0"
    }
}
