/// The families of an OpenMetrics body while it is read: one after the other, never interleaved.
struct OpenMetricsFamilies {
    private(set) var heads: [FamilyHead] = []
    /// The names that no further family may use, with the family that has them.
    private var reserved: [String: Int] = [:]
    /// What the last sample was for; kept for lines of the same name.
    private(set) var role = SampleRole.value
    private var hasRole = false
    private let enforcesRules: Bool

    init(enforcesRules: Bool) {
        self.enforcesRules = enforcesRules
    }

    /// Records a metadata line.
    mutating func declare(
        _ metadata: MetadataLine, _ cursor: LineCursor
    ) throws(ExpositionError) {
        let name = EscapedText.text(metadata.name, of: cursor.bytes)
        hasRole = false
        if heads.last?.name != name {
            try start(name, cursor, at: metadata.name.start)
        }
        var head = heads[heads.count - 1]
        guard !head.hasSamples else {
            throw cursor.error(
                .metadataAfterSamples(family: name, keyword: metadata.keyword), at: cursor.start)
        }
        let isRepeated: Bool
        switch metadata.content {
        case .help(let help):
            isRepeated = head.help != nil
            head.help = help
        case .type(let type):
            isRepeated = head.declaredType != nil
            head.declaredType = type
            if !isRepeated { try reserve(type, of: name, cursor, at: metadata.contentStart) }
        case .unit(let unit):
            isRepeated = head.unit != nil
            head.unit = unit
        }
        guard !isRepeated else {
            throw cursor.error(
                .repeatedMetadata(family: name, keyword: metadata.keyword), at: cursor.start)
        }
        heads[heads.count - 1] = head
        try checkUnit(of: head, cursor, at: metadata.contentStart)
    }

    /// The family that a series belongs to: the one being read, or a new one of unknown type.
    @inline(__always)
    mutating func index(
        for line: borrowing SampleLine, _ cursor: LineCursor
    ) throws(ExpositionError) -> Int {
        if !line.isNameOfLineBefore || !hasRole { try lookUp(line, cursor) }
        return heads.count - 1
    }

    @inline(never)
    private mutating func lookUp(
        _ line: borrowing SampleLine, _ cursor: LineCursor
    ) throws(ExpositionError) {
        let name = line.name
        if let head = heads.last, let found = role(of: name, in: head) {
            role = found
        } else {
            if let head = heads.last, !head.hasSamples, head.name == name {
                throw cursor.error(
                    .foreignSample(name: name, type: head.type), at: cursor.start)
            }
            try start(name, cursor, at: cursor.start)
            role = .value
        }
        heads[heads.count - 1].hasSamples = true
        hasRole = true
    }

    /// What a sample called `name` is for, or nil when it is none of the family's.
    private func role(of name: String, in head: FamilyHead) -> SampleRole? {
        guard let role = SampleRole(of: name, in: head.name),
            head.type.suffixes(in: .openMetrics).contains(role.rawValue)
        else { return nil }
        return role
    }

    private mutating func start(
        _ name: String, _ cursor: LineCursor, at index: Int
    ) throws(ExpositionError) {
        if let owner = reserved[name] {
            let head = heads[owner]
            let isFamily = head.name == name
            throw cursor.error(
                isFamily
                    ? .interleavedFamily(name, firstLine: head.firstLine)
                    : .clashingName(name, family: head.name), at: index)
        }
        reserved[name] = heads.count
        heads.append(FamilyHead(name: name, firstLine: cursor.line))
    }

    /// Reserves the names of a type's samples.
    private mutating func reserve(
        _ type: MetricType, of name: String, _ cursor: LineCursor, at index: Int
    ) throws(ExpositionError) {
        for suffix in type.suffixes(in: .openMetrics) where !suffix.isEmpty {
            if let owner = reserved[name + suffix] {
                throw cursor.error(
                    .clashingName(name + suffix, family: heads[owner].name), at: index)
            }
            reserved[name + suffix] = heads.count - 1
        }
    }

    private func checkUnit(
        of head: FamilyHead, _ cursor: LineCursor, at index: Int
    ) throws(ExpositionError) {
        guard enforcesRules, let unit = head.unit, !unit.isEmpty else { return }
        if !head.name.hasSuffix("_" + unit) {
            throw cursor.error(.rule(.unitIsNotSuffix(unit), family: head.name), at: index)
        }
        if head.type == .info || head.type == .stateSet {
            throw cursor.error(.rule(.unitNotAllowed, family: head.name), at: index)
        }
    }
}
