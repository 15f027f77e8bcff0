/// Which bytes the classic text format allows in names; every other name must be quoted.
enum NameGrammar {
    @inline(__always)
    static func startsMetricName(_ byte: UInt8) -> Bool {
        startsLabelName(byte) || byte == UInt8(ascii: ":")
    }

    @inline(__always)
    static func continuesMetricName(_ byte: UInt8) -> Bool {
        continuesLabelName(byte) || byte == UInt8(ascii: ":")
    }

    @inline(__always)
    static func startsLabelName(_ byte: UInt8) -> Bool {
        let lower = byte | 0x20
        return (lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z"))
            || byte == UInt8(ascii: "_")
    }

    @inline(__always)
    static func continuesLabelName(_ byte: UInt8) -> Bool {
        startsLabelName(byte) || (byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9"))
    }

    static func isMetricName(_ name: String) -> Bool {
        guard let first = name.utf8.first, startsMetricName(first) else { return false }
        return name.utf8.allSatisfy(continuesMetricName)
    }

    static func isLabelName(_ name: String) -> Bool {
        guard let first = name.utf8.first, startsLabelName(first) else { return false }
        return name.utf8.allSatisfy(continuesLabelName)
    }
}
