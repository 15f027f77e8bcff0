extension FaultScript {
    /// When the first rule begins that does not hold from the start; nil when all do.
    package var onset: Duration? {
        rules.compactMap { $0.elapsed?.lowerBound }.filter { $0 > .zero }.min()
    }

    /// The same story from some time on: what is over is left out, what is going on holds from the start.
    ///
    /// - Parameter time: How much of the beginning is left out.
    /// - Returns: The rules with their times counted from there.
    package func skipping(_ time: Duration) -> FaultScript {
        FaultScript(
            rules: rules.compactMap { rule in
                guard let elapsed = rule.elapsed else { return rule }
                guard elapsed.upperBound > time else { return nil }
                var later = rule
                let start = max(.zero, elapsed.lowerBound - time)
                later.elapsed = start..<(elapsed.upperBound - time)
                return later
            })
    }
}
