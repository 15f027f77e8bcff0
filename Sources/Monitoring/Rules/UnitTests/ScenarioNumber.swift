import Signals

/// Numbers as promtool's input and its expanded templates write them.
enum ScenarioNumber {
    /// A number for input series: whole numbers without exponents.
    static func plain(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return "\(Int64(value))" }
        return PromQLNumber.text(value)
    }

    /// What `humanizeDuration` makes of seconds below an hour.
    static func duration(_ seconds: Double) -> String {
        if seconds.isInfinite { return "+Inf" }
        guard seconds >= 1 else {
            for (unit, factor) in [("m", 1e3), ("u", 1e6)] where seconds * factor >= 1 {
                return fourDigits(seconds * factor) + unit + "s"
            }
            return fourDigits(seconds) + "s"
        }
        guard seconds >= 60 else { return fourDigits(seconds) + "s" }
        let whole = Int(seconds)
        let minutes = "\(whole / 60 % 60)m \(whole % 60)s"
        return whole >= 3600 ? "\(whole / 3600)h \(minutes)" : minutes
    }

    /// Four significant digits without needless zeros, as Go's `%.4g` from 0.0001 up to 9999.
    static func fourDigits(_ value: Double) -> String {
        guard value != 0 else { return "0" }
        var unit = 1.0
        while abs(value) / unit >= 10 { unit *= 10 }
        while abs(value) / unit < 1 { unit /= 10 }
        let steps = 1000 / unit
        return PromQLNumber.text((value * steps).rounded() / steps)
    }
}
