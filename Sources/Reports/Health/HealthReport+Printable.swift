import Readiness

extension HealthReport {
    /// The report with everything that servers said made harmless.
    func printable() -> HealthReport {
        var report = self
        report.name = SafeText.printable(name)
        report.headline = SafeText.printable(headline)
        report.notes = notes.map { SafeText.printable($0) }
        report.next = next.map { SafeText.printable($0) }
        for index in report.items.indices {
            report.items[index].evidence = SafeText.printable(items[index].evidence)
            report.items[index].next = items[index].next.map { SafeText.printable($0) }
            report.items[index].replica = items[index].replica.map { SafeText.printable($0) }
        }
        for index in report.replicas.indices {
            report.replicas[index].name = SafeText.printable(replicas[index].name)
            report.replicas[index].version = replicas[index].version.map {
                SafeText.printable($0)
            }
        }
        for index in report.absences.indices {
            report.absences[index].reason = SafeText.printable(absences[index].reason)
            report.absences[index].replica = absences[index].replica.map { SafeText.printable($0) }
        }
        return report
    }
}
