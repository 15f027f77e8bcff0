/// What dashboards, rules and manifests take the engine to be.
package struct Expectations: Sendable, Equatable {
    /// The number of requests that run at once, as declared; nil when nothing declares it.
    package var slotLimit: Int?
    /// Names of series that dashboards and rules ask for.
    package var series: [String]

    package init(slotLimit: Int? = nil, series: [String] = []) {
        self.slotLimit = slotLimit
        self.series = series
    }
}
