/// What an output folder's index says about one file.
package struct FileRecord: Sendable, Hashable, Codable {
    /// Where the file is below the folder.
    package let path: String
    /// What the file is, for the README.
    package let purpose: String
    /// How it is put to use, for the README.
    package let use: String?
    /// The digest of what was written.
    package let digest: String

    /// Records a file.
    ///
    /// - Parameter file: As it is written.
    package init(_ file: GeneratedFile) {
        path = file.path
        purpose = file.purpose
        use = file.use
        digest = Self.digest(of: file.text)
    }

    /// FNV-1a of a text: it tells an edited file from an untouched one, and guards against nobody.
    package static func digest(of text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    /// Whether the path stays below the folder; an index is a file that anybody may have written.
    package var isInside: Bool {
        !path.hasPrefix("/")
            && !path.split(separator: "/", omittingEmptySubsequences: false)
                .contains { $0 == ".." || $0 == "." || $0.isEmpty }
    }
}
