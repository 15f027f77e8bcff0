extension Dialect {
    /// What is left of the dialect in one release: without sources whose series came later, are gone,
    /// or are shown on request only.
    ///
    /// A series that the table of families does not know stays.
    ///
    /// - Parameter release: the engine's release.
    /// - Returns: the narrower dialect; the same for exporters of the machine.
    package func narrowed(to release: EngineVersion) -> Dialect {
        guard case .engine(let engine) = exporter, let owner = Exporter(engine) else {
            return self
        }
        func isThere(_ selector: SeriesSelector) -> Bool {
            let families =
                KnownFamilies.families(named: selector.name)
                + KnownFamilies.series(named: selector.name).map(\.family)
            let own = families.filter { $0.exporter == owner }
            return own.isEmpty || own.contains { $0.lifetime.presence(in: release) == .exported }
        }
        let kept = sources.mapValues { candidates in
            candidates.filter { $0.formula.selectors.allSatisfy(isThere) }
        }
        return Dialect(exporter: exporter, sources: kept.filter { !$0.value.isEmpty })
    }
}
