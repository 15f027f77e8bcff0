import Comparison

extension ComparisonReport {
    /// The report with everything that servers and arguments said made harmless.
    func printable() -> ComparisonReport {
        var report = self
        report.name = SafeText.printable(name)
        report.baseline.place = SafeText.printable(baseline.place)
        report.candidate.place = SafeText.printable(candidate.place)
        report.notes = notes.map { SafeText.printable($0) }
        for index in report.conditions.indices {
            report.conditions[index].text = SafeText.printable(conditions[index].text)
        }
        report.directory = directory.map { SafeText.printable($0) }
        return report
    }
}
