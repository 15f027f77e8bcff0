import Yams

/// Finds the constants in a Grafana dashboard or a file of Prometheus rules that stand where a live
/// limit belongs.
package enum DashboardReader {
    /// Reads a file.
    ///
    /// - Parameter path: a dashboard in JSON, or rules in YAML.
    /// - Returns: the constants, in the order they stand in the file.
    /// - Throws: ``ProfileErrors`` when the file cannot be read or is neither JSON nor YAML.
    package static func read(path: String) throws(ProfileErrors) -> [DashboardConstant] {
        try read(TextFile.read(path), file: path)
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - file: what messages call it.
    /// - Returns: as ``read(path:)``.
    /// - Throws: as ``read(path:)``.
    package static func read(
        _ text: String, file: String
    ) throws(ProfileErrors) -> [DashboardConstant] {
        let found =
            text.first { !$0.isWhitespace } == "{"
            ? try dashboard(text, file: file) : try rules(text, file: file)
        var seen: Set<DashboardConstant> = []
        return found.filter { constant in
            // One panel that says a number twice says it once too often, no more.
            var key = constant
            (key.evidence, key.place.line) = ("", nil)
            return seen.insert(key).inserted
        }
        .enumerated().sorted { left, right in
            let (leftLine, rightLine) = (
                left.element.place.line ?? 0, right.element.place.line ?? 0
            )
            return leftLine == rightLine ? left.offset < right.offset : leftLine < rightLine
        }.map(\.element)
    }

    // MARK: - Dashboards

    private static func dashboard(
        _ text: String, file: String
    ) throws(ProfileErrors) -> [DashboardConstant] {
        let root = try LineJSONReader.read(text, file: file)
        // The export of the API wraps the dashboard.
        let dashboard = root["dashboard"] ?? root["spec"] ?? root
        var scan = DashboardScan(file: file)
        scan.readVariables(dashboard["templating"]?["list"]?.items ?? [])
        scan.readPanels(dashboard["panels"]?.items ?? [])
        for row in dashboard["rows"]?.items ?? [] { scan.readPanels(row["panels"]?.items ?? []) }
        return scan.constants
    }

    // MARK: - Rules

    private static func rules(
        _ text: String, file: String
    ) throws(ProfileErrors) -> [DashboardConstant] {
        var constants: [DashboardConstant] = []
        for piece in ManifestText(text, file: file).documents {
            let document = try YAMLDocument(piece, file: file)
            guard let root = document.rootField(log: ProblemLog(source: document.source)) else {
                continue
            }
            var budget = 50_000
            visit(root.node, file: file, into: &constants, budget: &budget)
        }
        return constants
    }

    private static func visit(
        _ node: Node, file: String, into constants: inout [DashboardConstant], budget: inout Int
    ) {
        budget -= 1
        guard budget > 0 else { return }
        switch node {
        case .sequence(let items):
            for item in items { visit(item, file: file, into: &constants, budget: &budget) }
        case .mapping(let mapping):
            if let scalar = mapping["expr"]?.scalar {
                let name = mapping["alert"]?.string ?? mapping["record"]?.string
                for operand in ExpressionConstants.operands(scalar.string) {
                    guard case .number(let value) = operand else { continue }
                    constants.append(
                        DashboardConstant(
                            kind: .runningRequests, value: value, use: .limit,
                            holder: name.map { "rule \($0)" } ?? "rule",
                            place: SourcePlace(
                                file: file, line: ManifestFields.line(of: scalar)),
                            evidence: scalar.string.trimmed))
                }
            }
            for (_, value) in mapping {
                visit(value, file: file, into: &constants, budget: &budget)
            }
        case .scalar, .alias: break
        }
    }
}
