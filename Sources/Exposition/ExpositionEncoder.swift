/// Writes metric families as Prometheus text format 0.0.4.
///
/// Names outside the classic grammar are written quoted (`{"a.b",x="y"} 1`), as Prometheus 3 and the
/// Python client do under `version=1.0.0`; a body without such names is plain 0.0.4.
package enum ExpositionEncoder {
    /// The `Content-Type` of the bytes that `encode` returns.
    package static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// The bytes of an exposition of `families`, in their order, each line ended by a line feed.
    package static func encode(
        _ families: [MetricFamily], floats: FloatStyle = .python
    ) -> [UInt8] {
        var output: [UInt8] = []
        for family in families { write(family, floats: floats, into: &output) }
        return output
    }

    private static func write(
        _ family: MetricFamily, floats: FloatStyle, into output: inout [UInt8]
    ) {
        if let help = family.help {
            output.append(contentsOf: "# HELP ".utf8)
            writeFamilyName(family.name, into: &output)
            output.append(UInt8(ascii: " "))
            writeEscaped(help, quotes: false, into: &output)
            output.append(UInt8(ascii: "\n"))
        }
        output.append(contentsOf: "# TYPE ".utf8)
        writeFamilyName(family.name, into: &output)
        output.append(UInt8(ascii: " "))
        output.append(contentsOf: family.type.rawValue.utf8)
        output.append(UInt8(ascii: "\n"))
        for sample in family.samples { write(sample, floats: floats, into: &output) }
    }

    private static func write(
        _ sample: Sample, floats: FloatStyle, into output: inout [UInt8]
    ) {
        let isClassic = NameGrammar.isMetricName(sample.name)
        if isClassic { output.append(contentsOf: sample.name.utf8) }
        if !isClassic || !sample.labels.isEmpty {
            output.append(UInt8(ascii: "{"))
            if !isClassic { writeQuoted(sample.name, into: &output) }
            for (index, label) in sample.labels.enumerated() {
                if index > 0 || !isClassic { output.append(UInt8(ascii: ",")) }
                if NameGrammar.isLabelName(label.name) {
                    output.append(contentsOf: label.name.utf8)
                } else {
                    writeQuoted(label.name, into: &output)
                }
                output.append(UInt8(ascii: "="))
                writeQuoted(label.value, into: &output)
            }
            output.append(UInt8(ascii: "}"))
        }
        output.append(UInt8(ascii: " "))
        floats.write(sample.value, into: &output)
        if let timestamp = sample.timestamp {
            output.append(UInt8(ascii: " "))
            output.append(contentsOf: String(timestamp).utf8)
        }
        output.append(UInt8(ascii: "\n"))
    }

    private static func writeFamilyName(_ name: String, into output: inout [UInt8]) {
        if NameGrammar.isMetricName(name) {
            output.append(contentsOf: name.utf8)
        } else {
            writeQuoted(name, into: &output)
        }
    }

    private static func writeQuoted(_ text: String, into output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        writeEscaped(text, quotes: true, into: &output)
        output.append(UInt8(ascii: "\""))
    }

    private static func writeEscaped(
        _ text: String, quotes: Bool, into output: inout [UInt8]
    ) {
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
