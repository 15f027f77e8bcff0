import Monitoring
import Readiness

/// Values of panels with their units, as a person reads them.
enum PanelNumber {
    /// A value to three significant digits.
    static func text(_ value: Double, _ unit: PanelUnit) -> String {
        guard value.isFinite else { return value > 0 ? "∞" : value < 0 ? "−∞" : "no value" }
        switch unit {
        case .seconds: return value == 0 ? "0 s" : FigureText.value(value, .duration)
        case .ratio, .secondsPerSecond: return plain(value * 100) + " %"
        case .requests, .count: return plain(value)
        case .requestsPerSecond, .eventsPerSecond: return plain(value) + "/s"
        case .tokens: return scaled(value, 1000, ["", "k", "M", "G"]) + " tok"
        case .tokensPerSecond: return plain(value) + " tok/s"
        case .factor: return plain(value) + "×"
        case .bytes: return scaled(value, 1024, [" B", " KiB", " MiB", " GiB", " TiB"])
        case .bytesPerSecond: return scaled(value, 1000, [" B/s", " kB/s", " MB/s", " GB/s"])
        case .watts: return plain(value) + " W"
        case .celsius: return plain(value) + " °C"
        case .hertz: return scaled(value, 1000, [" Hz", " kHz", " MHz", " GHz"])
        }
    }

    private static func plain(_ value: Double) -> String {
        if value.magnitude >= 1000, value.magnitude < 1e14 {
            return Decimals.grouped(Int(value.rounded()))
        }
        return Decimals.significant(value)
    }

    private static func scaled(_ value: Double, _ base: Double, _ units: [String]) -> String {
        var rest = value
        var index = 0
        while rest.magnitude >= base, index < units.count - 1 {
            rest /= base
            index += 1
        }
        return Decimals.significant(rest) + units[index]
    }
}
