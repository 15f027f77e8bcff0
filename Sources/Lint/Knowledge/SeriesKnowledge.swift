package import Exposition

/// Where one can look up which series there are.
///
/// Implemented by a recorded or scraped body, and by whatever else answers these questions.
package protocol SeriesKnowledge: Sendable {
    /// How messages call it, such as `metrics.txt`.
    var title: String { get }

    /// Every series' name, as queries write it.
    var names: Set<String> { get }

    /// The labels of a name's series; nil when none are known.
    func labels(of name: String) -> Set<String>?

    /// The values of `le` as they are written; nil when the name has none.
    func bounds(of name: String) -> Set<String>?

    /// The type, where it is told.
    func type(of name: String) -> MetricType?

    /// Whether labels that a scrape adds, such as instance, are among the labels.
    var includesTargetLabels: Bool { get }
}
