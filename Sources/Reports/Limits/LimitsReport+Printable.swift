import Readiness

extension LimitsReport {
    /// The report with every text in it made printable, see ``SafeText``.
    ///
    /// Every renderer for people begins here, so that none can forget a field.
    func printable() -> LimitsReport {
        var report = self
        report.headline = SafeText.printable(headline)
        report.name = SafeText.printable(name)
        report.url = url.map { SafeText.printable($0) }
        report.model = model.map { SafeText.printable($0) }
        report.engine = engine.map { SafeText.printable($0) }
        report.engineVersion = engineVersion.map { SafeText.printable($0) }
        report.notes = notes.map { SafeText.printable($0) }
        report.findings = findings.map { finding in
            var finding = finding
            finding.message = SafeText.printable(finding.message)
            finding.next = finding.next.map { SafeText.printable($0) }
            return finding
        }
        report.rows = rows.map { row in
            var row = row
            row.live = row.live.map { live in
                TrustedLimit(
                    reading: Self.printable(live.reading),
                    agreeing: live.agreeing.map(Self.printable),
                    disagreeing: live.disagreeing.map(Self.printable))
            }
            row.manifest = row.manifest.map(Self.printable)
            row.log = row.log.map(Self.printable)
            row.profile = row.profile.map(Self.printable)
            row.dashboards = row.dashboards.map(Self.printable)
            row.judgement = SafeText.printable(row.judgement)
            return row
        }
        return report
    }

    private static func printable(_ reading: LimitReading) -> LimitReading {
        var reading = reading
        reading.source = SafeText.printable(reading.source)
        reading.evidence = reading.evidence.map { SafeText.printable($0) }
        reading.scope = reading.scope.map { SafeText.printable($0) }
        reading.replica = reading.replica.map { SafeText.printable($0) }
        return reading
    }
}
