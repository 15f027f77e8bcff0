/// A word with a meaning of its own that is neither an operator nor an aggregation.
enum Keyword: String, CaseIterable {
    case offset
    case by
    case without
    case on
    case ignoring
    case groupLeft = "group_left"
    case groupRight = "group_right"
    case bool
    case start
    case end
}
