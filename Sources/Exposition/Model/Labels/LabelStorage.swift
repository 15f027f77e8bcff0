/// The strings and label pairs that all label sets of one parsed body share.
///
/// Each distinct string is held once, and a label is two indices: a body of a million series costs
/// eight bytes a label.
///
/// `@unchecked Sendable`: the one reader that makes it fills it in before it hands out the first
/// sample; afterwards nobody writes.
final class LabelStorage: @unchecked Sendable {
    /// A label as indices into `strings`.
    struct Pair: Hashable {
        let name: UInt32
        let value: UInt32
    }

    private(set) var strings: [String]
    private(set) var pairs: [Pair]

    init() {
        strings = []
        pairs = []
    }

    init(_ labels: [Label]) {
        strings = labels.flatMap { [$0.name, $0.value] }
        pairs = labels.indices.map { Pair(name: UInt32($0) * 2, value: UInt32($0) * 2 + 1) }
    }

    static let empty = LabelStorage()

    /// Takes over what was read; called once, before the first label is asked for.
    func fill(strings: [String], pairs: [Pair]) {
        self.strings = strings
        self.pairs = pairs
    }
}
