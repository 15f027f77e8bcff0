import Foundation
import Readiness
import Testing

/// A class, so that the folder of each test goes with it.
@Suite final class ProfileFileTests {
    private let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("firstlight-\(UUID().uuidString)")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Writes bytes to a file and returns its path.
    private func file(_ bytes: Data) throws -> String {
        let file = folder.appendingPathComponent("firstlight.yml")
        try bytes.write(to: file)
        return file.path
    }

    private func message(_ path: String) -> String? {
        let error = #expect(throws: ProfileErrors.self) {
            try Profile.load(path: path, environment: [:])
        }
        return error?.description
    }

    @Test func `a file is read and named as the user named it`() throws {
        let good = try file(Data("target: {url: http://h}\n".utf8))
        #expect(try Profile.load(path: good, environment: [:]).target.url.host == "h")
        let bad = try file(Data("target: {ulr: http://h}\n".utf8))
        let start = "\(bad):1:10: unknown key \"ulr\" in target; did you mean \"url\"?"
        #expect(message(bad)?.contains(start) == true)
    }

    @Test func `a file that is missing or a directory is refused`() {
        #expect(
            message("/nonexistent/firstlight.yml") == "/nonexistent/firstlight.yml: no such file")
        #expect(message(folder.path) == "\(folder.path): is a directory; name the file in it")
    }

    @Test func `a file that is not UTF-8 names the line`() throws {
        let latin = try file(Data("name: x\nmodel: ".utf8) + Data([0xE9, 0x0A]))
        #expect(message(latin) == "\(latin):2:1: is not UTF-8; save it as UTF-8")
        let wide = try file(Data([0xFF, 0xFE, 0x6E, 0x00]))
        #expect(message(wide) == "\(wide):1:1: is UTF-16; save it as UTF-8")
    }

    @Test func `a file over 1 MiB is refused and one of exactly 1 MiB is read`() throws {
        let yaml = "target: {url: http://h}\n# "
        let fitting = yaml + String(repeating: "x", count: Profile.fileSizeMax - yaml.utf8.count)
        let full = try file(Data(fitting.utf8))
        #expect(try Profile.load(path: full, environment: [:]).target.url.host == "h")
        let over = try file(Data((fitting + "x").utf8))
        #expect(
            message(over) == "\(over): is larger than 1 MiB; this is not a file written by hand")
    }
}
