/// Puts lines of an exposition together.
struct ExpositionWriter {
    private let format: ExpositionFormat
    private let floats: FloatStyle
    private var output: [UInt8] = []

    init(format: ExpositionFormat, floats: FloatStyle) {
        self.format = format
        self.floats = floats
    }

    /// The bytes written; OpenMetrics gets its end mark.
    consuming func finish() -> [UInt8] {
        if format == .openMetrics { output.append(contentsOf: "# EOF\n".utf8) }
        return output
    }

    mutating func write(_ family: MetricFamily) {
        if let help = family.help {
            writeMetadata("# HELP ", family.name)
            writeEscaped(help, quotes: format == .openMetrics)
            output.append(UInt8(ascii: "\n"))
        }
        writeMetadata("# TYPE ", family.name)
        let word = family.type.word(in: format) ?? MetricType.untyped.rawValue
        output.append(contentsOf: word.utf8)
        output.append(UInt8(ascii: "\n"))
        if format == .openMetrics, let unit = family.unit {
            writeMetadata("# UNIT ", family.name)
            output.append(contentsOf: unit.utf8)
            output.append(UInt8(ascii: "\n"))
        }
        for sample in family.samples { write(sample) }
    }

    private mutating func writeMetadata(_ start: String, _ name: String) {
        output.append(contentsOf: start.utf8)
        if NameGrammar.isMetricName(name) {
            output.append(contentsOf: name.utf8)
        } else {
            writeQuoted(name)
        }
        output.append(UInt8(ascii: " "))
    }

    private mutating func write(_ sample: Sample) {
        let isClassic = NameGrammar.isMetricName(sample.name)
        if isClassic { output.append(contentsOf: sample.name.utf8) }
        if !isClassic || !sample.labels.isEmpty {
            output.append(UInt8(ascii: "{"))
            if !isClassic {
                writeQuoted(sample.name)
                if !sample.labels.isEmpty { output.append(UInt8(ascii: ",")) }
            }
            write(sample.labels)
            output.append(UInt8(ascii: "}"))
        }
        output.append(UInt8(ascii: " "))
        floats.write(sample.value, into: &output)
        if let timestamp = sample.timestamp { write(timestamp) }
        if format == .openMetrics, let exemplar = sample.exemplar { write(exemplar) }
        output.append(UInt8(ascii: "\n"))
    }

    private mutating func write(_ exemplar: Exemplar) {
        output.append(contentsOf: " # {".utf8)
        write(exemplar.labels)
        output.append(contentsOf: "} ".utf8)
        floats.write(exemplar.value, into: &output)
        if let timestamp = exemplar.timestamp { write(timestamp) }
    }

    private mutating func write(_ labels: LabelSet) {
        for (index, label) in labels.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            if NameGrammar.isLabelName(label.name) {
                output.append(contentsOf: label.name.utf8)
            } else {
                writeQuoted(label.name)
            }
            output.append(UInt8(ascii: "="))
            writeQuoted(label.value)
        }
    }

    private mutating func write(_ timestamp: Timestamp) {
        output.append(UInt8(ascii: " "))
        switch format {
        case .text: output.append(contentsOf: String(timestamp.milliseconds).utf8)
        case .openMetrics: DecimalTime.write(timestamp, into: &output)
        }
    }

    private mutating func writeQuoted(_ text: String) {
        output.append(UInt8(ascii: "\""))
        writeEscaped(text, quotes: true)
        output.append(UInt8(ascii: "\""))
    }

    private mutating func writeEscaped(_ text: String, quotes: Bool) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case UInt8(ascii: "\n"): output.append(contentsOf: "\\n".utf8)
            case UInt8(ascii: "\"") where quotes: output.append(contentsOf: "\\\"".utf8)
            default: output.append(byte)
            }
        }
    }
}
