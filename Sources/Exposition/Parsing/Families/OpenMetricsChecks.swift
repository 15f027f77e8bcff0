/// Holds the samples of an OpenMetrics body against the rules on their meaning.
///
/// A group is what shares one set of labels in a family: all buckets, the count and the sum of one
/// histogram. Its samples stand together; within it a new timestamp starts a new point.
struct OpenMetricsChecks {
    private let comparison: LineComparison
    private var family = -1
    private var head = FamilyHead(name: "", firstLine: 1)
    /// The groups of the family, by their first line.
    private var groups = SeriesTable()
    private var groupHash: UInt64?
    private var timestamp: Timestamp?
    private var point = BucketPoint()
    /// The last line of the open point, where its faults are reported.
    private var lastLine: LineCursor?

    init(comparison: LineComparison) {
        self.comparison = comparison
    }

    /// Checks one sample of the family `index` of `heads`.
    mutating func check(
        _ line: borrowing SampleLine, _ role: SampleRole, _ index: Int, of heads: [FamilyHead],
        _ cursor: LineCursor
    ) throws(ExpositionError) {
        if index != family {
            try finish()
            groups.removeAll()
            groupHash = nil
            family = index
            // Nothing is declared of a family after its first sample.
            head = heads[index]
        }
        let distinguishing = try checkLabels(line, role, cursor)
        if let rule = Self.valueFault(line.value, role, head.type) {
            throw cursor.error(.rule(rule, family: head.name), at: cursor.start)
        }
        if line.hasExemplar, role != .bucket, role != .total {
            throw cursor.error(.rule(.exemplarNotAllowed, family: head.name), at: cursor.start)
        }
        try enterGroup(line, distinguishing, cursor)
        guard head.type == .histogram || head.type == .gaugeHistogram else { return }
        lastLine = cursor
        let bound = role == .bucket ? distinguishing.flatMap { line.number(at: $0) } : nil
        if let rule = point.add(role, line.value, upperBound: bound) {
            throw cursor.error(.rule(rule, family: head.name), at: cursor.start)
        }
    }

    /// Checks the point that is still open; called at the end of the body too.
    mutating func finish() throws(ExpositionError) {
        guard let lastLine else { return }
        self.lastLine = nil
        let complete = point
        point = BucketPoint()
        if let rule = complete.fault(of: head.type) {
            throw lastLine.error(.rule(rule, family: head.name), at: lastLine.start)
        }
    }

    // MARK: - Groups

    private mutating func enterGroup(
        _ line: borrowing SampleLine, _ distinguishing: Int?, _ cursor: LineCursor
    ) throws(ExpositionError) {
        var hash = line.labels.hashOfAll
        if let distinguishing { hash &-= line.labels.slots[distinguishing].pairHash &+ 1 }
        if hash == groupHash {
            guard (line.timestamp == nil) == (timestamp == nil) else {
                throw cursor.error(.rule(.timestampsMixed, family: head.name), at: cursor.start)
            }
            guard let now = line.timestamp, let before = timestamp, now != before else { return }
            guard now > before else {
                throw cursor.error(
                    .rule(.timestampsBackwards, family: head.name), at: cursor.start)
            }
            try finish()
        } else {
            try finish()
            try checkGroupIsNew(hash, cursor)
            groupHash = hash
        }
        timestamp = line.timestamp
    }

    private mutating func checkGroupIsNew(
        _ hash: UInt64, _ cursor: LineCursor
    ) throws(ExpositionError) {
        let comparison = comparison
        let head = head
        // The sum of hashes is spread once more: its upper half chooses the place.
        let spread = ByteHash.combine(hash, 1)
        let earlier = groups.note(spread, lineStart: cursor.start) { other in
            comparison.isSameGroup(other, cursor.start) { name in
                Self.distinguishingLabel(of: name, in: head)
            }
        }
        guard earlier == nil else {
            throw cursor.error(.rule(.groupInterleaved, family: head.name), at: cursor.start)
        }
    }

    private static func distinguishingLabel(of name: String, in head: FamilyHead) -> String? {
        switch head.type {
        case .histogram, .gaugeHistogram: name == head.name + "_bucket" ? "le" : nil
        case .summary: name == head.name ? "quantile" : nil
        case .stateSet: head.name
        case .counter, .gauge, .info, .untyped: nil
        }
    }

    // MARK: - One line

    /// The position of the label that tells the samples of a group apart, once it is in order.
    private func checkLabels(
        _ line: borrowing SampleLine, _ role: SampleRole, _ cursor: LineCursor
    ) throws(ExpositionError) -> Int? {
        switch (head.type, role) {
        case (_, .bucket):
            guard let index = line.labels.index(of: "le", in: line.body) else {
                throw cursor.error(.rule(.bucketWithoutBound, family: head.name), at: cursor.start)
            }
            guard let bound = line.number(at: index),
                bound != .infinity || line.label(at: index).value == "+Inf"
            else { throw fault(cursor, line, index) { .invalidBound($0) } }
            return index
        case (.summary, .value):
            guard let index = line.labels.index(of: "quantile", in: line.body) else {
                throw cursor.error(
                    .rule(.invalidQuantile(nil), family: head.name), at: cursor.start)
            }
            guard let quantile = line.number(at: index), quantile >= 0, quantile <= 1 else {
                throw fault(cursor, line, index) { .invalidQuantile($0) }
            }
            return index
        case (.stateSet, _):
            let position = (0..<line.labelCount).first { line.label(at: $0).name == head.name }
            guard let position else {
                throw cursor.error(.rule(.stateWithoutLabel, family: head.name), at: cursor.start)
            }
            return position
        default: return nil
        }
    }

    private func fault(
        _ cursor: LineCursor, _ line: borrowing SampleLine, _ index: Int,
        _ rule: (String) -> OpenMetricsRule
    ) -> ExpositionError {
        cursor.error(
            .rule(rule(line.label(at: index).value), family: head.name),
            at: Int(line.labels.slots[index].start))
    }

    private static func valueFault(
        _ value: Double, _ role: SampleRole, _ type: MetricType
    ) -> OpenMetricsRule? {
        if role.isCounting || role == .gaugeSum, value.isNaN { return .counterIsNaN }
        if role.isCounting, value < 0 { return .counterIsNegative }
        if role.isWhole, value != value.rounded() || value.isInfinite { return .countIsNotWhole }
        switch (type, role) {
        case (.stateSet, _) where value != 0 && value != 1: return .stateIsNotBoolean
        case (.info, _) where value != 1: return .infoIsNotOne
        case (.summary, .value) where value < 0: return .quantileValueIsNegative
        default: return nil
        }
    }
}
