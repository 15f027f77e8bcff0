/// What a sample of a family is for, which the suffix of its name says.
enum SampleRole: String, CaseIterable {
    case value = ""
    case total = "_total"
    case created = "_created"
    case bucket = "_bucket"
    case sum = "_sum"
    case count = "_count"
    case gaugeSum = "_gsum"
    case gaugeCount = "_gcount"
    case info = "_info"

    /// The role of a sample called `name` in a family, or nil when the name does not fit any.
    init?(of name: String, in family: String) {
        guard name.utf8.starts(with: family.utf8),
            let suffix = String(name.utf8.dropFirst(family.utf8.count))
        else { return nil }
        self.init(rawValue: suffix)
    }

    /// Whether the value counts events: a whole number.
    var isWhole: Bool { self == .bucket || self == .count || self == .gaugeCount }

    /// Whether the value only grows: not negative and a number.
    var isCounting: Bool { self == .total || self == .sum || isWhole }
}
