import Foundation
import Monitoring

/// Files that were made once and that nothing looks after.
extension GeneratedFolder {
    /// Files that say that firstlight made them, and that no part of the index makes.
    ///
    /// An index was lost, then. Folders with an index of their own are looked after there.
    ///
    /// - Parameter known: The files of the index.
    /// - Returns: Their paths, sorted.
    func strays(besides known: [FileRecord]) -> [String] {
        guard let walk = FileManager.default.enumerator(atPath: path) else { return [] }
        let own = Set(known.map(\.path))
        var found: [String] = []
        for case let file as String in walk {
            if FileKind(place(file)) == .folder {
                if FileKind(place(file + "/" + Self.index)) != nil { walk.skipDescendants() }
                continue
            }
            guard !own.contains(file), file != "README.md", isMarked(file) else { continue }
            found.append(file)
        }
        return found.sorted()
    }

    /// Whether a file begins with the header of generated ones.
    private func isMarked(_ file: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: place(file)) else { return false }
        defer { try? handle.close() }
        let start = (try? handle.read(upToCount: 200)) ?? Data()
        return String(decoding: start, as: UTF8.self).contains(GeneratedHeader.mark)
    }
}
