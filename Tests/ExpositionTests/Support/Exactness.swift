import Exposition

extension MetricFamily {
    /// Everything of the family, with values as bit patterns so that NaN equals NaN and 0 not -0.
    var exact: [String] {
        ["\(name)|\(help.debugDescription)|\(unit.debugDescription)|\(type)"]
            + samples.map { sample in
                let bits = sample.value.isNaN ? Double.nan.bitPattern : sample.value.bitPattern
                let time = String(describing: sample.timestamp)
                let exemplar = String(describing: sample.exemplar)
                return "\(sample.name)|\(sample.labels)|\(bits)|\(time)|\(exemplar)"
            }
    }
}
