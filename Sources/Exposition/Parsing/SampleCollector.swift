/// Makes the samples of the model, by family.
///
/// All samples share one storage of labels. The array of the family being read is held apart, so
/// that adding to it is one step.
struct SampleCollector: SampleSink {
    private let storage = LabelStorage()
    private var interner = TextInterner()
    private var pairs: [LabelStorage.Pair] = []
    private var samples: [[Sample]] = []
    private var current: [Sample] = []
    private var family = -1
    private var name = ""

    mutating func add(_ line: inout SampleLine, family: Int) {
        if family != self.family { switchFamily(family) }
        // A family that is new has no name yet that the line before could have given.
        if !line.isNameOfLineBefore || name.isEmpty { name = line.name }
        let start = UInt32(truncatingIfNeeded: pairs.count)
        let count = line.labels.count
        for index in 0..<count { pairs.append(pair(&line, at: index)) }
        let sample = Sample(
            name: name,
            labels: LabelSet(
                storage: storage, start: start, length: UInt32(truncatingIfNeeded: count)),
            value: line.value, timestamp: line.timestamp,
            exemplar: line.hasExemplar ? line.exemplar : nil)
        current.append(sample)
    }

    /// The samples by family; nothing can be added any more.
    mutating func finish(familyCount: Int) -> [[Sample]] {
        switchFamily(-1)
        storage.fill(strings: interner.strings, pairs: pairs)
        while samples.count < familyCount { samples.append([]) }
        return samples
    }

    @inline(__always)
    private mutating func pair(_ line: inout SampleLine, at index: Int) -> LabelStorage.Pair {
        if let known = line.labels.slots[index].pair { return known }
        let slot = line.labels.slots[index]
        let pair = LabelStorage.Pair(
            name: interner.number(slot.name, hash: slot.nameHash, in: line.body),
            value: interner.number(slot.value, hash: slot.valueHash, in: line.body))
        line.labels.setPair(pair, at: index)
        return pair
    }

    @inline(never)
    private mutating func switchFamily(_ next: Int) {
        if family >= 0 {
            while samples.count <= family { samples.append([]) }
            swap(&samples[family], &current)
        }
        if next >= 0, next < samples.count {
            swap(&samples[next], &current)
        } else {
            current = []
        }
        family = next
    }
}
