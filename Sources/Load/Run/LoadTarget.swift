/// Something a load can be put on: an endpoint over HTTP, or a simulated one in virtual time.
package protocol LoadTarget: Sendable {
    /// Runs a load to its end.
    ///
    /// - Parameters:
    ///   - plan: When requests start and when that ends.
    ///   - workload: What is asked.
    ///   - onEvent: Is told what happens, in order; says whether to go on. After the first `stop`
    ///     its answers no longer matter.
    /// - Returns: What was measured; complete up to the end whatever the reason for it.
    func measure(
        _ plan: LoadPlan, workload: any Workload,
        onEvent: @escaping @Sendable (LoadEvent) -> LoadStep
    ) async -> MeasuredLoad
}
