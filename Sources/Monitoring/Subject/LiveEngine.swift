package import Exposition

/// What a live engine told about itself, for files that name only what exists.
package struct LiveEngine: Sendable {
    /// Where it was asked.
    package let url: String
    /// The families of its metrics body.
    package let families: [MetricFamily]
    /// The model it serves; nil when it serves none or several.
    package let model: String?

    /// Describes an engine.
    ///
    /// - Parameters:
    ///   - url: Where it was asked.
    ///   - families: The families of its metrics body.
    ///   - model: The model it serves.
    package init(url: String, families: [MetricFamily], model: String?) {
        self.url = url
        self.families = families
        self.model = model
    }

    /// The finite bounds of a histogram.
    ///
    /// - Parameter name: The histogram's name without `_bucket`.
    /// - Returns: The bounds, ascending; nil when it is not there.
    package func bounds(ofHistogram name: String) -> [Double]? {
        let values = families.lazy.flatMap(\.samples).filter { $0.name == name + "_bucket" }
            .compactMap { $0.label("le") }.compactMap(Double.init).filter(\.isFinite)
        let bounds = Set(values).sorted()
        return bounds.isEmpty ? nil : bounds
    }

    /// Whether a series is in the body.
    ///
    /// - Parameter name: The series' name.
    /// - Returns: Whether it is there.
    package func has(_ name: String) -> Bool {
        families.contains { $0.name == name || $0.samples.contains { $0.name == name } }
    }
}
