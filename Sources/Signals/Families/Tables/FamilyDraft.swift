import Exposition

/// Writes down an exporter's families: what they have in common is said once.
struct FamilyDraft {
    var exporter: Exporter
    var prefix = ""
    /// The labels that all of them carry.
    var labels: [String] = []

    private func family(
        _ name: String, _ type: MetricType, _ unit: FamilyUnit, _ lifetime: FamilyLifetime,
        plus: [String], only: [String]?, to successors: [String], _ remark: String?
    ) -> KnownFamily {
        KnownFamily(
            name: prefix + name, exporter: exporter, type: type, unit: unit,
            labels: only ?? (labels + plus), lifetime: lifetime,
            successors: successors.map { prefix + $0 }, remark: remark)
    }

    func gauge(
        _ name: String, _ unit: FamilyUnit, _ lifetime: FamilyLifetime = .always,
        plus: [String] = [], only: [String]? = nil, to successors: [String] = [],
        note remark: String? = nil
    ) -> KnownFamily {
        family(
            name, .gauge, unit, lifetime, plus: plus, only: only, to: successors, remark)
    }

    func counter(
        _ name: String, _ unit: FamilyUnit, _ lifetime: FamilyLifetime = .always,
        plus: [String] = [], only: [String]? = nil, to successors: [String] = [],
        note remark: String? = nil
    ) -> KnownFamily {
        family(
            name, .counter, unit, lifetime, plus: plus, only: only, to: successors, remark)
    }

    func summary(
        _ name: String, _ unit: FamilyUnit, _ lifetime: FamilyLifetime = .always,
        plus: [String] = [], only: [String]? = nil, note remark: String? = nil
    ) -> KnownFamily {
        family(name, .summary, unit, lifetime, plus: plus, only: only, to: [], remark)
    }

    func histogram(
        _ name: String, _ unit: FamilyUnit, _ buckets: FamilyBuckets,
        _ lifetime: FamilyLifetime = .always, plus: [String] = [], only: [String]? = nil,
        to successors: [String] = [], note remark: String? = nil
    ) -> KnownFamily {
        var result = family(
            name, .histogram, unit, lifetime, plus: plus, only: only, to: successors, remark)
        result.buckets = buckets
        return result
    }

    /// A gauge of value 1 whose labels are its content.
    func info(
        _ name: String, _ lifetime: FamilyLifetime = .always, labels: [String],
        note remark: String? = nil
    ) -> KnownFamily {
        var result = family(
            name, .gauge, .info, lifetime, plus: [], only: labels, to: [], remark)
        result.hasOpenLabels = true
        return result
    }
}
