/// The labels of a series in the order of the wire; the order carries no meaning.
///
/// A small value that points into storage shared by all series of a body. Reading a label makes no
/// copy of its text. Keeping one set keeps the storage of its body.
package struct LabelSet: Sendable {
    private let storage: LabelStorage
    private let start: UInt32
    private let length: UInt32

    /// No labels.
    package init() {
        storage = .empty
        start = 0
        length = 0
    }

    package init(_ labels: [Label]) {
        storage = labels.isEmpty ? .empty : LabelStorage(labels)
        start = 0
        length = UInt32(labels.count)
    }

    init(storage: LabelStorage, start: UInt32, length: UInt32) {
        self.storage = storage
        self.start = start
        self.length = length
    }

    /// The value of the label `name`, or nil when there is none.
    ///
    /// - Complexity: linear in the number of labels.
    package func value(of name: String) -> String? {
        for pair in pairs where storage.strings[Int(pair.name)] == name {
            return storage.strings[Int(pair.value)]
        }
        return nil
    }

    private var pairs: ArraySlice<LabelStorage.Pair> {
        storage.pairs[Int(start)..<Int(start) + Int(length)]
    }
}

extension LabelSet: RandomAccessCollection {
    package var startIndex: Int { 0 }
    package var endIndex: Int { Int(length) }

    package subscript(position: Int) -> Label {
        precondition(position >= 0 && position < Int(length), "a label set has no such position")
        let pair = storage.pairs[Int(start) + position]
        return Label(
            name: storage.strings[Int(pair.name)], value: storage.strings[Int(pair.value)])
    }
}

extension LabelSet: ExpressibleByArrayLiteral {
    package init(arrayLiteral elements: Label...) {
        self.init(elements)
    }
}

extension LabelSet: Hashable {
    package static func == (left: LabelSet, right: LabelSet) -> Bool {
        guard left.length == right.length else { return false }
        if left.storage === right.storage, left.pairs == right.pairs { return true }
        return left.elementsEqual(right)
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(length)
        for label in self { hasher.combine(label) }
    }
}

extension LabelSet: CustomStringConvertible {
    package var description: String { "\(Array(self))" }
}
