/// The families of a body while it is read, found by name.
struct FamilyTable {
    private(set) var families: [MetricFamily] = []
    /// Whether a `# TYPE` line was seen, by family.
    private var isTyped: [Bool] = []
    private var indexByName: [String: Int] = [:]

    /// Records a help text; the first one of a family stays.
    mutating func declare(help: String, of name: String) {
        let index = family(name)
        if families[index].help == nil { families[index].help = help }
    }

    /// Records a type.
    ///
    /// - Returns: nil, or why this line contradicts an earlier one.
    mutating func declare(type: MetricType, of name: String) -> ExpositionError.Reason? {
        let index = family(name)
        let declared = families[index].type
        if isTyped[index] {
            guard declared != type else { return nil }
            return .conflictingType(family: name, declared: declared, now: type)
        }
        guard families[index].samples.isEmpty else { return .typeAfterSamples(family: name) }
        families[index].type = type
        isTyped[index] = true
        return nil
    }

    /// The family that a series called `name` belongs to.
    ///
    /// A family declared under exactly this name wins over a histogram it could be a child of.
    mutating func indexForSeries(_ name: String) -> Int {
        if let exact = indexByName[name] { return exact }
        for suffix in ["_bucket", "_sum", "_count"] where name.utf8.count > suffix.utf8.count {
            guard name.hasSuffix(suffix) else { continue }
            if let index = indexByName[String(name.dropLast(suffix.count))],
                families[index].type.childSuffixes.contains(suffix)
            {
                return index
            }
        }
        return family(name)
    }

    mutating func append(_ sample: Sample, to index: Int) {
        families[index].samples.append(sample)
    }

    private mutating func family(_ name: String) -> Int {
        if let index = indexByName[name] { return index }
        let index = families.count
        families.append(MetricFamily(name: name, type: .untyped))
        isTyped.append(false)
        indexByName[name] = index
        return index
    }
}
