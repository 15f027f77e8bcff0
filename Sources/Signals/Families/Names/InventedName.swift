/// A name that published texts use and that no program exports.
package struct InventedName: Sendable, Hashable {
    /// The family's name, without the suffixes of histograms.
    package var name: String

    /// What to query instead, each with who exports it.
    package var instead: [Replacement]

    /// Why there is no such series, as a sentence.
    package var remark: String

    /// A real name.
    package struct Replacement: Sendable, Hashable {
        package var exporter: Exporter
        package var name: String

        package init(_ exporter: Exporter, _ name: String) {
            self.exporter = exporter
            self.name = name
        }
    }
}
