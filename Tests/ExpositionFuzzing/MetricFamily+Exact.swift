package import Exposition

extension MetricFamily {
    /// Everything of the family, with values as bit patterns so that NaN equals NaN and 0 not -0.
    package var exact: [String] {
        ["\(name)|\(help.debugDescription)|\(unit.debugDescription)|\(type)"]
            + samples.map { sample in
                let exemplar = sample.exemplar.map { exemplar in
                    "\(exemplar.labels)|\(Self.bits(exemplar.value))|\(Self.text(exemplar.timestamp))"
                }
                return "\(sample.name)|\(sample.labels)|\(Self.bits(sample.value))|"
                    + "\(Self.text(sample.timestamp))|\(exemplar ?? "-")"
            }
    }

    private static func bits(_ value: Double) -> UInt64 {
        value.isNaN ? Double.nan.bitPattern : value.bitPattern
    }

    private static func text(_ timestamp: Timestamp?) -> String {
        timestamp.map { "\($0.seconds) \($0.nanoseconds)" } ?? "-"
    }
}
