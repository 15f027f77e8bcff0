/// The labels that a query's series can carry.
struct LabelSet: Sendable, Hashable {
    /// Whether labels that nobody has named may be there.
    var isOpen: Bool
    /// The labels that may be there; of an open set, only some of them.
    var possible: Set<String> = []
    /// The labels that certainly are there, with a value.
    var certain: Set<String> = []
    /// For an open set: the labels that certainly are not there.
    var absent: Set<String> = []

    /// No label at all.
    static let none = LabelSet(isOpen: false)

    /// Nothing is known.
    static let unknown = LabelSet(isOpen: true)

    /// Whether a label may be there.
    func mayHave(_ label: String) -> Bool {
        isOpen ? !absent.contains(label) : possible.contains(label)
    }

    /// The labels that an aggregation keeps.
    func keeping(_ labels: Set<String>) -> LabelSet {
        let kept = labels.filter(mayHave)
        return LabelSet(isOpen: false, possible: kept, certain: certain.intersection(kept))
    }

    /// All but some labels.
    func removing(_ labels: Set<String>) -> LabelSet {
        LabelSet(
            isOpen: isOpen, possible: possible.subtracting(labels),
            certain: certain.subtracting(labels),
            absent: isOpen ? absent.union(labels) : [])
    }

    /// With some more labels.
    func adding(_ labels: Set<String>, certain isCertain: Bool = false) -> LabelSet {
        LabelSet(
            isOpen: isOpen, possible: possible.union(labels),
            certain: isCertain ? certain.union(labels) : certain,
            absent: absent.subtracting(labels))
    }

    /// What series of either of two kinds can carry.
    func union(_ other: LabelSet) -> LabelSet {
        let isOpen = self.isOpen || other.isOpen
        return LabelSet(
            isOpen: isOpen, possible: possible.union(other.possible),
            certain: certain.intersection(other.certain),
            absent: isOpen
                ? Set(absent.union(other.absent).filter { !mayHave($0) && !other.mayHave($0) })
                : [])
    }

    /// A label that one of two kinds of series always has and the other never.
    func conflict(with other: LabelSet) -> String? {
        (certain.filter { !other.mayHave($0) } + other.certain.filter { !mayHave($0) }).min()
    }
}
