/// A series that a unit test feeds in.
struct ScenarioSeries {
    let name: String
    let labels: [String: String]
    /// The samples in promtool's notation.
    let values: String

    /// The series with its labels in the order of their names.
    var text: String {
        let pairs = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\"\($0.value)\"" }
        return pairs.isEmpty ? name : "\(name){\(pairs.joined(separator: ", "))}"
    }
}
