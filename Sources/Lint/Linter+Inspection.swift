import PromQL

extension Linter {
    /// The names of all metrics that some files query; files that cannot be read have none.
    ///
    /// - Parameter sources: The files.
    /// - Returns: The names as the queries write them.
    package static func metricNames(in sources: [LintSource]) -> Set<String> {
        var names: Set<String> = []
        for (index, source) in sources.enumerated() {
            let document = try? LintReader(file: index, source: source).read()
            for query in document?.queries ?? [] {
                names.formUnion(query.expression?.metricNames ?? [])
            }
        }
        return names
    }
}
