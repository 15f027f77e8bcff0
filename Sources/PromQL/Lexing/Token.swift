/// The smallest part of a query.
struct Token {
    /// What the part is.
    enum Kind: Equatable {
        case end
        case leftParenthesis
        case rightParenthesis
        case leftBrace
        case rightBrace
        case leftBracket
        case rightBracket
        case comma
        case colon
        case at
        /// `=`, which only compares labels.
        case equals
        /// `=~`
        case matches
        /// `!~`
        case notMatches
        /// An operator; `!=` also compares labels.
        case operation(BinaryOperator)
        case aggregation(AggregationOperator)
        case keyword(Keyword)
        /// A name without a colon.
        case identifier
        /// A name with a colon, which only a metric may have.
        case metricIdentifier
        case number
        case duration
        /// The bytes that a quoted text stands for.
        case string([UInt8])
    }

    var kind: Kind
    var range: SourceRange
}

extension Token {
    /// Whether the token may be a metric's name although it means something elsewhere.
    var canNameMetric: Bool {
        switch kind {
        case .identifier, .metricIdentifier, .aggregation: true
        case .operation(let operation): operation.isSetOperator
        case .keyword(let keyword):
            switch keyword {
            case .offset, .by, .without, .start, .end: true
            case .on, .ignoring, .groupLeft, .groupRight, .bool: false
            }
        default: false
        }
    }

    /// Whether the token may be a label's name in a list such as that of `by`.
    var canNameLabel: Bool {
        switch kind {
        case .identifier, .aggregation: true
        case .operation(let operation): operation.isSetOperator || operation == .atan2
        case .keyword(let keyword): keyword != .without
        default: false
        }
    }
}
