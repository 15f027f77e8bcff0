extension Duration {
    /// The duration in seconds, as the nearest double.
    var floating: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
