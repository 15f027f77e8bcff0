/// Holds an exemplar apart from its sample: most samples have none and pay one word for it.
final class ExemplarBox: Sendable, Hashable {
    let exemplar: Exemplar

    init(_ exemplar: Exemplar) {
        self.exemplar = exemplar
    }

    static func == (left: ExemplarBox, right: ExemplarBox) -> Bool {
        left.exemplar == right.exemplar
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(exemplar)
    }
}
