/// How a file on disk differs from what would be written.
struct FolderDifference: CustomStringConvertible {
    let path: String
    let what: String

    var description: String { "\(path): \(what)" }

    /// The first line in which two texts differ, in words.
    ///
    /// - Parameters:
    ///   - old: What is there.
    ///   - new: What would be written.
    /// - Returns: Such as `differs from line 3 on`.
    static func first(_ old: String, _ new: String) -> String {
        let olds = old.split(separator: "\n", omittingEmptySubsequences: false)
        let news = new.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(olds, news).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        return "differs from line \((line ?? min(olds.count, news.count)) + 1) on"
    }
}
