/// The name of a container image, by the grammar of the distribution project:
/// `[HOST[:PORT]/]PATH[:TAG][@ALGORITHM:HEX]`.
package enum ImageReference {
    /// The most characters of a tag.
    private static let tagLengthMax = 128

    /// What is wrong with a reference.
    ///
    /// - Parameter text: As somebody wrote it.
    /// - Returns: A clause; nil for one that is allowed.
    package static func fault(of text: String) -> String? {
        if text.isEmpty { return "it is empty" }
        if text.contains(where: \.isWhitespace) { return "it holds white space" }
        if text.contains("://") { return "it is a URL; leave out what stands before the host" }
        var name = text[...]
        if let at = name.lastIndex(of: "@") {
            let digest = name[name.index(after: at)...]
            guard isDigest(digest) else { return "\"\(digest)\" is no digest" }
            name = name[..<at]
        }
        // A colon before the last slash belongs to the host.
        let last = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
        if let colon = name[last...].firstIndex(of: ":") {
            let tag = name[name.index(after: colon)...]
            guard isTag(tag) else {
                return tag.isEmpty ? "its tag is empty" : "\"\(tag)\" is no tag"
            }
            name = name[..<colon]
        }
        var parts = name.split(separator: "/", omittingEmptySubsequences: false)
        if parts.count > 1, let host = parts.first, isMeantAsHost(host) {
            guard isHost(host) else { return "\"\(host)\" is no host of a registry" }
            parts.removeFirst()
        }
        if parts.contains(where: \.isEmpty) { return "a part of its path is empty" }
        guard let wrong = parts.first(where: { !isPathPart($0) }) else { return nil }
        return wrong.contains(where: \.isUppercase)
            ? "\"\(wrong)\" holds upper case" : "\"\(wrong)\" is no part of an image's path"
    }

    /// Docker's own rule: what has a dot or a port, or is `localhost`, is a host.
    private static func isMeantAsHost(_ part: Substring) -> Bool {
        part.contains(".") || part.contains(":") || part == "localhost"
    }

    private static func isHost(_ text: Substring) -> Bool {
        text.wholeMatch(
            of:
                /[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*(:[0-9]+)?/
        ) != nil
    }

    private static func isPathPart(_ text: Substring) -> Bool {
        text.wholeMatch(of: /[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*/) != nil
    }

    private static func isTag(_ text: Substring) -> Bool {
        text.count <= tagLengthMax && text.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.-]*/) != nil
    }

    private static func isDigest(_ text: Substring) -> Bool {
        text.wholeMatch(of: /[A-Za-z][A-Za-z0-9]*([-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}/)
            != nil
    }
}
