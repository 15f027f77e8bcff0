import Capacity
import Readiness

extension SweepReport {
    /// The report with every text in it made printable, see ``SafeText``.
    ///
    /// Every renderer for people begins here, so that none can forget a field.
    func printable() -> SweepReport {
        var report = self
        report.name = SafeText.printable(name)
        report.workload = SafeText.printable(workload)
        report.directory = directory.map { SafeText.printable($0, limit: 4096) }
        report.notes = notes.map { SafeText.printable($0) }
        report.toolVersion = SafeText.printable(toolVersion)
        report.endpoints = endpoints.map { $0.printable() }
        return report
    }
}

extension EndpointSweep {
    fileprivate func printable() -> EndpointSweep {
        var endpoint = self
        endpoint.name = SafeText.printable(name)
        endpoint.target.url = target.url.map { SafeText.printable($0, limit: 4096) }
        endpoint.target.model = target.model.map { SafeText.printable($0) }
        endpoint.target.engine = target.engine.map { SafeText.printable($0) }
        endpoint.target.engineVersion = target.engineVersion.map { SafeText.printable($0) }
        if case .died(let said) = ending { endpoint.ending = .died(SafeText.printable(said)) }
        endpoint.change { level in
            level.reason = SafeText.printable(level.reason)
            level.saturation.statement = SafeText.printable(level.saturation.statement)
            for index in level.report.failures.indices {
                let failure = level.report.failures[index]
                level.report.failures[index].example = SafeText.printable(failure.example)
            }
        }
        return endpoint
    }
}
