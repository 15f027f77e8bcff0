import Foundation
import Lint

/// The files that the arguments of `lint` name, with those of folders among them.
struct LintFiles {
    /// Each file once, in the order of the arguments; those of a folder by name.
    private(set) var sources: [LintSource] = []
    /// What could not be read.
    private(set) var failures: [LintFileError] = []

    private var seen: Set<String> = []

    /// Names of files in a folder that may be of monitoring end like this.
    private static let extensions: Set<String> = ["yml", "yaml", "json", "sh", "bash", "rules"]

    /// Files that are looked for in a folder; more are another kind of folder.
    private static let filesMax = 10_000

    /// Nesting of folders that is followed.
    private static let depthMax = 32

    /// Reads what the arguments name.
    ///
    /// - Parameter arguments: Files, folders, and `-` for standard input.
    /// - Returns: What was read, and what could not be.
    static func read(_ arguments: [String]) -> LintFiles {
        var files = LintFiles()
        // What is named is read as such even where a folder before it holds it.
        let named = Set(arguments.map(identity))
        for argument in arguments {
            if isFolder(argument) {
                files.addFolder(argument, named: named)
            } else {
                files.add(argument, isNamed: true)
            }
        }
        return files
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return path != "-" && isThere && isFolder.boolValue
    }

    /// The same for all spellings of a path.
    private static func identity(_ path: String) -> String {
        path == "-" ? path : URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }

    private mutating func add(_ path: String, isNamed: Bool) {
        guard seen.insert(Self.identity(path)).inserted else { return }
        do {
            sources.append(try LintFile.read(path, isNamed: isNamed))
        } catch {
            failures.append(error)
        }
    }

    private mutating func addFolder(_ folder: String, named: Set<String>) {
        var paths: [String] = []
        collect(folder, depth: 0, into: &paths)
        guard paths.count <= Self.filesMax else {
            failures.append(
                LintFileError(
                    path: folder,
                    message: "holds more than \(Self.filesMax) files; name a folder inside it"))
            return
        }
        if paths.isEmpty {
            let endings = Self.extensions.sorted().map { "." + $0 }.joined(separator: ", ")
            failures.append(
                LintFileError(
                    path: folder,
                    message: "holds no file to look at; expected names that end in \(endings)"))
        }
        for path in paths { add(path, isNamed: named.contains(Self.identity(path))) }
    }

    /// The files below a folder; hidden ones, and folders behind links, are left out.
    private mutating func collect(_ folder: String, depth: Int, into paths: inout [String]) {
        guard depth < Self.depthMax, paths.count <= Self.filesMax else { return }
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: folder)
        } catch {
            failures.append(LintFileError(path: folder, message: "the folder cannot be read"))
            return
        }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for name in names.sorted() where !name.hasPrefix(".") {
            let path = prefix + name
            if Self.isFolder(path) {
                let attributes = try? FileManager.default.attributesOfItem(atPath: path)
                if attributes?[.type] as? FileAttributeType == .typeSymbolicLink { continue }
                collect(path, depth: depth + 1, into: &paths)
            } else if let ending = name.split(separator: ".").last, ending.count < name.count,
                Self.extensions.contains(ending.lowercased())
            {
                paths.append(path)
            }
        }
    }
}
