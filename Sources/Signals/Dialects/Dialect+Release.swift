extension Dialect {
    /// The dialect as one release speaks it: without the sources whose series it does not export.
    ///
    /// A family that the release exports only when asked to counts as not exported, and one whose
    /// releases nobody has written down counts as exported.
    ///
    /// - Parameter version: The release.
    /// - Returns: The same exporter with fewer sources.
    package func release(_ version: EngineVersion) -> Dialect {
        let kept = sources.compactMapValues { sources in
            let present = sources.filter { source in
                source.formula.selectors.allSatisfy { isExported($0.name, in: version) }
            }
            return present.isEmpty ? nil : present
        }
        return Dialect(exporter: exporter, sources: kept)
    }

    private func isExported(_ name: String, in version: EngineVersion) -> Bool {
        var known =
            KnownFamilies.families(named: name)
            + KnownFamilies.series(named: name).map(\.family)
        // Routers borrow the names of engines, and keep them longer.
        if case .engine(let engine) = exporter, let own = Exporter(engine),
            known.contains(where: { $0.exporter == own })
        {
            known = known.filter { $0.exporter == own }
        }
        return known.isEmpty || known.contains { $0.lifetime.presence(in: version) == .exported }
    }
}
