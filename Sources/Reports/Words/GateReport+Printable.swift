import Load
import Readiness

extension GateReport {
    /// The report with every text in it made printable, see ``SafeText``.
    ///
    /// Every renderer for people begins here, so that none can forget a field.
    func printable() -> GateReport {
        var report = self
        report.headline = SafeText.printable(headline)
        report.name = SafeText.printable(name)
        report.target = target.printable()
        report.checks = checks.map { check in
            var check = check
            check.id = SafeText.printable(check.id)
            check.message = SafeText.printable(check.message)
            return check
        }
        report.failures = failures.map { failure in
            var failure = failure
            failure.outcome = SafeText.printable(failure.outcome)
            failure.example = SafeText.printable(failure.example)
            return failure
        }
        report.objectives = objectives.map { result in
            var result = result
            result.note = result.note.map { SafeText.printable($0) }
            return result
        }
        report.notes = notes.map { SafeText.printable($0) }
        report.why = why.map { SafeText.printable($0) }
        report.next = next.map { SafeText.printable($0) }
        report.probes = probes.map { $0.printable() }
        report.workload = workload.map {
            Setting(name: SafeText.printable($0.name), value: SafeText.printable($0.value))
        }
        report.directory = directory.map { SafeText.printable($0, limit: 4096) }
        report.toolVersion = SafeText.printable(toolVersion)
        report.profileDigest = SafeText.printable(profileDigest)
        return report
    }
}

extension TargetIdentity {
    fileprivate func printable() -> TargetIdentity {
        var target = self
        target.url = url.map { SafeText.printable($0) }
        target.model = model.map { SafeText.printable($0) }
        target.api = SafeText.printable(api)
        target.engine = engine.map { SafeText.printable($0) }
        target.engineVersion = engineVersion.map { SafeText.printable($0) }
        target.limits = limits.map {
            Limit(
                name: SafeText.printable($0.name), value: SafeText.printable($0.value),
                source: SafeText.printable($0.source))
        }
        return target
    }
}

extension ProbeRecord {
    /// The record with every text in it made printable.
    func printable() -> ProbeRecord {
        var record = self
        record.provider = SafeText.printable(provider)
        record.model = SafeText.printable(model)
        record.outcome = SafeText.printable(outcome)
        record.error = error.map { SafeText.printable($0) }
        record.finishReason = finishReason.map { SafeText.printable($0) }
        return record
    }
}
