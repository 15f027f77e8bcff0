import Foundation
import Monitoring

/// A folder of generated files on disk.
///
/// An index beside the files says which ones firstlight wrote and what was in them, so that neither
/// a foreign file nor an edited one is replaced unasked.
struct GeneratedFolder {
    /// How a file on disk differs from what would be written.
    struct Difference: CustomStringConvertible {
        let path: String
        let what: String

        var description: String { "\(path): \(what)" }
    }

    private static let index = ".firstlight-generated"

    let path: String

    private func place(_ file: String) -> String { path + "/" + file }

    /// Where the folder is not what would be written now.
    ///
    /// - Parameter set: What would be written.
    /// - Returns: Files that are missing, differ, or would no longer be written; by path.
    /// - Throws: `UsageError` when the folder cannot be read.
    func differences(from set: GeneratedSet) throws(UsageError) -> [Difference] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw UsageError("\(path) is no folder") }
        var found: [Difference] = []
        for file in set.files {
            switch try content(file.path) {
            case nil: found.append(Difference(path: file.path, what: "missing"))
            case file.text: break
            case .some(let old):
                found.append(Difference(path: file.path, what: Self.first(old, file.text)))
            }
        }
        let paths = Set(set.files.map(\.path))
        for old in try written().keys where !paths.contains(old) {
            if try content(old) != nil {
                found.append(Difference(path: old, what: "no longer generated"))
            }
        }
        return found.sorted { $0.path < $1.path }
    }

    /// The first line in which two texts differ, in words.
    private static func first(_ old: String, _ new: String) -> String {
        let olds = old.split(separator: "\n", omittingEmptySubsequences: false)
        let news = new.split(separator: "\n", omittingEmptySubsequences: false)
        let line = zip(olds, news).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        return "differs from line \((line ?? min(olds.count, news.count)) + 1) on"
    }

    /// Writes the files that are not there as they should be.
    ///
    /// - Parameters:
    ///   - set: The files.
    ///   - force: Whether to replace files that firstlight did not write or that were edited since.
    /// - Returns: How many files were written.
    /// - Throws: `UsageError` naming every file in the way, before anything is written; and when
    ///   something cannot be written.
    func write(_ set: GeneratedSet, force: Bool) throws(UsageError) -> Int {
        let known = try written()
        var pending: [GeneratedFile] = []
        var obstacles: [String] = []
        for file in set.files {
            guard let old = try content(file.path) else {
                pending.append(file)
                continue
            }
            if old == file.text { continue }
            pending.append(file)
            switch known[file.path] {
            case nil: obstacles.append("\(place(file.path)) is not firstlight's")
            case Self.digest(old): break
            case .some: obstacles.append("\(place(file.path)) was edited since it was written")
            }
        }
        guard force || obstacles.isEmpty else {
            throw UsageError(
                obstacles.joined(separator: "; ") + "; move them away, choose another folder, "
                    + "or replace them with --force")
        }
        for file in pending {
            let folder = URL(filePath: place(file.path)).deletingLastPathComponent()
            do {
                try FileManager.default.createDirectory(
                    at: folder, withIntermediateDirectories: true)
            } catch {
                throw UsageError.unwritable(folder.path, reason: Self.reason(error))
            }
            try AtomicFile.write(Data(file.text.utf8), to: place(file.path))
        }
        var index = known
        for file in set.files { index[file.path] = Self.digest(file.text) }
        let lines = index.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }
        try AtomicFile.write(Data(lines.joined().utf8), to: place(Self.index))
        return pending.count
    }

    /// What firstlight wrote, with digests of the contents.
    private func written() throws(UsageError) -> [String: String] {
        var result: [String: String] = [:]
        for line in (try content(Self.index) ?? "").split(separator: "\n") {
            let parts = line.split(separator: " ", maxSplits: 1)
            guard parts.count == 2 else { continue }
            result[String(parts[1].drop { $0 == " " })] = String(parts[0])
        }
        return result
    }

    private func content(_ file: String) throws(UsageError) -> String? {
        let whole = place(file)
        guard FileManager.default.fileExists(atPath: whole) else { return nil }
        do {
            return String(decoding: try Data(contentsOf: URL(filePath: whole)), as: UTF8.self)
        } catch {
            throw UsageError("\(whole) cannot be read: \(Self.reason(error))")
        }
    }

    private static func reason(_ error: any Error) -> String {
        (error as NSError).localizedDescription
    }

    /// FNV-1a: it tells an edited file from an untouched one, and guards against nobody.
    private static func digest(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }
}
