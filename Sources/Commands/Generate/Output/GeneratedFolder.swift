import Foundation
import Monitoring

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of generated files on disk.
///
/// An index beside the files says which ones firstlight wrote and what was in them, so that neither
/// a foreign file nor an edited one is replaced or removed unasked.
struct GeneratedFolder {
    static let index = ".firstlight-generated"

    let path: String

    /// A folder that is there or is to be made.
    ///
    /// - Parameter path: Where; slashes at the end do not count.
    init(path: String) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
    }

    func place(_ file: String) -> String { path + "/" + file }

    // MARK: - Comparing

    /// Where the folder is not what would be written now: in the parts of the run, and its README.
    ///
    /// - Parameter run: What would be written.
    /// - Returns: Files that are missing, differ, or would be removed; by path.
    /// - Throws: `UsageError` when the folder cannot be read.
    func differences(from run: GenerationRun) throws(UsageError) -> [FolderDifference] {
        guard FileKind(path) == .folder else {
            throw UsageError("--output \(path) is no folder; nothing was generated there")
        }
        let earlier = try present(record())
        let record = earlier.replaced(by: run.record, isWhole: run.isWhole)
        var found: [FolderDifference] = []
        for file in run.files + [run.guide(to: record)] {
            switch try content(file.path) {
            case nil: found.append(FolderDifference(path: file.path, what: "missing"))
            case file.text: break
            case .some(let old):
                found.append(
                    FolderDifference(
                        path: file.path, what: FolderDifference.first(old, file.text)))
            }
        }
        for old in earlier.obsolete(after: record) {
            if let text = try content(old.path) {
                let edited = FileRecord.digest(of: text) == old.digest ? "" : ", and was edited"
                found.append(
                    FolderDifference(path: old.path, what: "no longer generated" + edited))
            }
        }
        for stray in strays(besides: record.files + earlier.files) {
            found.append(
                FolderDifference(path: stray, what: "made by firstlight, and by no part of these"))
        }
        return found.sorted { $0.path < $1.path }
    }

    /// The index as far as its files are there.
    private func present(_ record: FolderRecord) -> FolderRecord {
        record.present { FileKind(place($0)) != nil }
    }

    // MARK: - Writing

    /// Writes the files that are not there as they should be, and removes those of earlier runs
    /// that are no longer generated.
    ///
    /// - Parameters:
    ///   - run: What to write; parts of other runs stay.
    ///   - force: Whether to replace files that firstlight did not write, and to replace or remove
    ///     those that were edited since.
    /// - Returns: What was done.
    /// - Throws: `UsageError` naming every file in the way, before anything is written; and when
    ///   something cannot be written.
    func write(_ run: GenerationRun, force: Bool) throws(UsageError) -> FolderOutcome {
        try requireFolder()
        let earlier = try present(record(orEmpty: force))
        var record = earlier.replaced(by: run.record, isWhole: run.isWhole)
        let guide = run.guide(to: record)
        record.guide = FileRecord(guide).digest
        var digests = Dictionary(earlier.files.map { ($0.path, $0.digest) }) { first, _ in first }
        digests[guide.path] = earlier.guide
        var pending: [Change] = []
        for file in run.files + [guide] {
            if let change = try change(file, digests[file.path]) { pending.append(change) }
        }
        var stale: [Change] = []
        for old in earlier.obsolete(after: record) {
            if let removal = try removal(old) { stale.append(removal) }
        }
        let obstacles = (pending + stale).compactMap(\.obstacle)
        guard force || obstacles.isEmpty else { throw Self.inTheWay(obstacles) }
        for file in pending.compactMap(\.file) { try write(file) }
        for old in stale { try remove(old.path) }
        try AtomicFile.write(try Self.encoded(record), to: place(Self.index))
        return FolderOutcome(
            written: pending.count, unchanged: run.files.count + 1 - pending.count,
            removed: stale.map(\.path), difference: record.difference,
            strays: strays(besides: record.files))
    }

    /// A file that is to be written or removed.
    private struct Change {
        let path: String
        /// What is to be written; nil for a file to be removed.
        let file: GeneratedFile?
        /// Why that must not be done unasked; nil when it may.
        let obstacle: String?
    }

    /// What is to be done for a file; nil for one that is there.
    private func change(
        _ file: GeneratedFile, _ digest: String?
    ) throws(UsageError) -> Change? {
        guard let old = try content(file.path) else {
            return Change(path: file.path, file: file, obstacle: nil)
        }
        if old == file.text { return nil }
        let obstacle: String? =
            switch digest {
            case nil: "\(place(file.path)) is not firstlight's"
            case FileRecord.digest(of: old): nil
            case .some: "\(place(file.path)) was edited since it was written"
            }
        return Change(path: file.path, file: file, obstacle: obstacle)
    }

    /// What is to be done about a file that is no longer generated; nil for one that is gone.
    private func removal(_ old: FileRecord) throws(UsageError) -> Change? {
        guard let text = try content(old.path) else { return nil }
        let isEdited = FileRecord.digest(of: text) != old.digest
        return Change(
            path: old.path, file: nil,
            obstacle: isEdited
                ? "\(place(old.path)) is no longer generated, and was edited since it was written"
                : nil)
    }

    private static func inTheWay(_ obstacles: [String]) -> UsageError {
        let way =
            "move \(obstacles.count == 1 ? "it" : "them") away, choose another folder, or let "
            + "--force replace or remove \(obstacles.count == 1 ? "it" : "them")"
        guard obstacles.count > 1 else { return UsageError("\(obstacles[0]); \(way)") }
        return UsageError(
            "\(obstacles.count) files are in the way; \(way):"
                + obstacles.map { "\n  \($0)" }.joined())
    }

    private func write(_ file: GeneratedFile) throws(UsageError) {
        let parts = file.path.split(separator: "/").dropLast()
        var folder = path
        for part in parts {
            folder += "/\(part)"
            try Self.make(folder)
        }
        let place = place(file.path)
        var status = stat()
        // What a link points at belongs to somebody else: the link is replaced.
        if lstat(place, &status) == 0, status.st_mode & S_IFMT == S_IFLNK, unlink(place) != 0 {
            throw UsageError.unwritable(place, reason: Self.reason())
        }
        try AtomicFile.write(Data(file.text.utf8), to: place)
    }

    /// Removes a file, and the folders that are empty without it.
    private func remove(_ file: String) throws(UsageError) {
        guard unlink(place(file)) == 0 || errno == ENOENT else {
            throw UsageError("\(place(file)) cannot be removed: \(Self.reason())")
        }
        var parts = file.split(separator: "/").dropLast()
        while !parts.isEmpty, rmdir(place(parts.joined(separator: "/"))) == 0 { parts.removeLast() }
    }

    // MARK: - The index

    /// What firstlight wrote; nothing where there is no index.
    ///
    /// - Parameter orEmpty: Whether an index that cannot be read counts as none.
    /// - Returns: The index.
    /// - Throws: `UsageError` for one that cannot be read.
    private func record(orEmpty: Bool = false) throws(UsageError) -> FolderRecord {
        guard let text = try content(Self.index) else { return FolderRecord() }
        if let record = try? JSONDecoder().decode(FolderRecord.self, from: Data(text.utf8)),
            record.isSound
        {
            return record
        }
        if orEmpty { return FolderRecord() }
        throw UsageError(
            "\(place(Self.index)) is no index that this release of firstlight reads; choose another "
                + "folder, or let --force replace what is there")
    }

    private static func encoded(_ record: FolderRecord) throws(UsageError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(record) + Data("\n".utf8)
        } catch {
            throw UsageError("\(index) cannot be written: \(error)")
        }
    }

    // MARK: - The file system

    /// What is at a path.
    enum FileKind {
        case folder
        case other

        init?(_ path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            self = status.st_mode & S_IFMT == S_IFDIR ? .folder : .other
        }
    }

    /// Makes the output folder and those above it.
    private func requireFolder() throws(UsageError) {
        var folder = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            folder += (folder.isEmpty || folder.hasSuffix("/") ? "" : "/") + part
            if FileKind(folder) == .other {
                throw UsageError(
                    folder == path
                        ? "--output \(path) is a file; name a folder"
                        : "--output \(path): \(folder) is a file, and no folder can be made below it"
                )
            }
            try Self.make(folder)
        }
    }

    private static func make(_ folder: String) throws(UsageError) {
        if mkdir(folder, 0o777) == 0 { return }
        let code = errno
        switch FileKind(folder) {
        case .folder: return
        case .other:
            throw UsageError("\(folder) is a file where a folder is to be; move it away")
        case nil: throw UsageError.unwritable(folder, reason: String(cString: strerror(code)))
        }
    }

    private func content(_ file: String) throws(UsageError) -> String? {
        let whole = place(file)
        switch FileKind(whole) {
        case nil:
            try requireFolders(above: file)
            return nil
        case .folder:
            throw UsageError("\(whole) is a folder where a file is to be; move it away")
        case .other: break
        }
        do {
            let data = try Data(contentsOf: URL(filePath: whole))
            return String(decoding: data, as: UTF8.self)
        } catch {
            throw UsageError(
                "\(whole) cannot be read: \((error as NSError).localizedDescription)")
        }
    }

    /// Makes sure that no file stands where a folder is to be, before anything is written.
    private func requireFolders(above file: String) throws(UsageError) {
        var folder = path
        for part in file.split(separator: "/").dropLast() {
            folder += "/\(part)"
            if FileKind(folder) == .other {
                throw UsageError("\(folder) is a file where a folder is to be; move it away")
            }
        }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
