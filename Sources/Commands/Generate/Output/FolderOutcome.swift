/// What became of a folder of generated files.
struct FolderOutcome {
    /// How many files were written, the README among them.
    let written: Int
    /// How many files of the run were there already.
    let unchanged: Int
    /// The files of earlier runs that were removed.
    let removed: [String]
    /// From what the folder's parts were made, where it was not the same for all; nil otherwise.
    let difference: String?
    /// Files that firstlight made and that no part of the folder makes.
    let strays: [String]

    /// What was done, in words.
    ///
    /// - Parameter folder: The folder.
    /// - Returns: A line.
    func summary(of folder: String) -> String {
        let rest = unchanged == 0 ? "" : "; \(unchanged) up to date"
        let gone = removed.isEmpty ? "" : "; \(removed.count) removed"
        if written == 0 {
            return "\(folder): \(Self.files(unchanged)) up to date" + gone
        }
        return "wrote \(Self.files(written)) to \(folder)\(rest)\(gone)"
    }

    /// A number of files in words.
    static func files(_ count: Int) -> String { count == 1 ? "1 file" : "\(count) files" }
}
