import Foundation
import Testing

extension CaseRunner {
    /// Looks at what commands have left behind.
    func look(at check: CaseCheck, _ step: CaseStep) {
        do {
            try judge(check, step)
        } catch {
            Issue.record("\(error)", sourceLocation: location(step.line))
        }
    }

    private func judge(_ check: CaseCheck, _ step: CaseStep) throws {
        let location = location(step.line)
        switch check {
        case .file(let path, let lines): expect(try text(path), is: lines, path, step)
        case .absent(let path):
            #expect(
                !FileManager.default.fileExists(atPath: absolute(path)), sourceLocation: location)
        case .lineCount(let source, let count):
            let text = try text(source)
            #expect(text.split(separator: "\n").count == count, sourceLocation: location)
        case .json(let source, let value):
            try judge(try text(source), value, location)
        case .jsonLines(let source, let value):
            let lines = try text(source).split(separator: "\n")
            #expect(!lines.isEmpty, sourceLocation: location)
            for line in lines { try judge(String(line), value, location) }
        case .xml(let source):
            try WellFormed.require(try text(source))
        case .lacks(let text):
            for source in outputs + (try writtenFiles()) {
                #expect(!source.contains(text), sourceLocation: location)
            }
        }
    }

    private func judge(
        _ text: String, _ value: CaseValue?, _ location: SourceLocation
    ) throws {
        let found = try JSONPath.value(at: value?.path, in: text)
        guard let value, value.json != LinePattern.anything else { return }
        let expected = try JSONPath.value(at: nil, in: filled(value.json))
        #expect(found == expected, "\(value.path)", sourceLocation: location)
    }

    /// What a path means: the last command's outputs, or a file.
    private func text(_ path: String) throws -> String {
        switch path {
        case "stdout": last?.output ?? ""
        case "stderr": last?.errors ?? ""
        default: try String(contentsOfFile: absolute(path), encoding: .utf8)
        }
    }

    private func absolute(_ path: String) -> String {
        let path = filled(path)
        return path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// The content of every file that is not the case's own.
    private func writtenFiles() throws -> [String] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
        let own = Set(test.files.map(\.name))
        return names.filter { !own.contains($0) }.compactMap { name in
            // Folders and links to folders cannot be read, and need not be.
            try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
        }
    }
}
