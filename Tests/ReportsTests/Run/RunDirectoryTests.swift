import Diagnosis
import Exposition
import Foundation
import Load
import Readiness
import Signals
import Testing

@testable import Reports

@Suite struct RunDirectoryTests {
    private let manager = FileManager.default

    @Test func `a run is kept in a folder of its name and time`() throws {
        try withFolder { root in
            let run = try RunDirectory.create(
                root: root + "/runs", name: "chat-demo", startedAt: SampleRequests.start)
            #expect(run.path == root + "/runs/chat-demo-20261121T031500Z")
            #expect(run.notes.isEmpty)
            #expect(try files(in: run.path) == ["probes.jsonl", "signals.jsonl"])
            let target = try manager.destinationOfSymbolicLink(atPath: root + "/runs/latest")
            #expect(target == "chat-demo-20261121T031500Z")
        }
    }

    @Test func `the same name and second get numbers and latest points at the newest`() throws {
        try withFolder { root in
            let runs = try (0..<3).map { _ in
                try RunDirectory.create(root: root, name: "x", startedAt: SampleRequests.start)
            }
            #expect(
                runs.map { ($0.path as NSString).lastPathComponent } == [
                    "x-20261121T031500Z", "x-20261121T031500Z-2", "x-20261121T031500Z-3",
                ])
            let target = try manager.destinationOfSymbolicLink(atPath: root + "/latest")
            #expect(target == "x-20261121T031500Z-3")
        }
    }

    @Test func `lines are there as soon as they are added`() throws {
        try withFolder { root in
            let report = try SampleReports.report("ready")
            let run = try RunDirectory.create(root: root, name: "x", startedAt: report.startedAt)
            for (index, probe) in report.probes.enumerated() {
                try run.append(probe: probe)
                let data = try Data(contentsOf: URL(filePath: run.path + "/probes.jsonl"))
                #expect(data.split(separator: 0x0A).count == index + 1)
            }
            // What a crash would leave: no verdict, every request.
            let file = try ProbeFile.read(
                Data(contentsOf: URL(filePath: run.path + "/probes.jsonl")), file: "probes.jsonl")
            #expect(file.records.count == report.probes.count)
            #expect(file.notes.isEmpty)
        }
    }

    @Test func `snapshots are one line each`() throws {
        try withFolder { root in
            let run = try RunDirectory.create(root: root, name: "x", startedAt: .distantPast)
            try run.append(signal: Data(#"{"a":1}"#.utf8))
            try run.append(signal: Data("{\"a\":2}\n".utf8))
            #expect(throws: RunDirectoryError.self) {
                try run.append(signal: Data("{\n}".utf8))
            }
            let text = try String(contentsOfFile: run.path + "/signals.jsonl", encoding: .utf8)
            #expect(text == "{\"a\":1}\n{\"a\":2}\n")
        }
    }

    @Test func `pages of metrics are kept as they were scraped`() throws {
        try withFolder { root in
            let run = try RunDirectory.create(root: root, name: "x", startedAt: .distantPast)
            let up = MetricFamily(
                name: "up", type: .gauge, samples: [Sample(name: "up", value: 1)])
            try run.append(
                page: ScrapeLine(
                    TimedScrape(instance: "a:1", unixSeconds: 2.5, families: [up])))
            try run.append(
                page: ScrapeLine(MissedScrape(instance: "a:1", unixSeconds: 3, reason: "refused")))
            let read = try EvidenceDirectory(path: run.path)
            let server = try #require(read.evidence.server)
            #expect(server.scrapes.map(\.families) == [[up]])
            #expect(server.scrapes.map(\.unixSeconds) == [2.5])
            #expect(server.missed.map(\.reason) == ["refused"])
        }
    }

    @Test func `the end writes every report and closes the run`() throws {
        try withFolder { root in
            let report = try SampleReports.report("admission-cap")
            let run = try RunDirectory.create(root: root, name: "x", startedAt: report.startedAt)
            try run.finish(report)
            #expect(
                try files(in: run.path) == [
                    "junit.xml", "probes.jsonl", "report.html", "report.md", "signals.jsonl",
                    "verdict.json",
                ])
            let verdict = try JSONDocument.read(
                Data(contentsOf: URL(filePath: run.path + "/verdict.json")))
            #expect(verdict["directory"]?.text == run.path)
            #expect(throws: RunDirectoryError.self) {
                try run.append(probe: try #require(report.probes.first))
            }
        }
    }

    @Test func `a report that cannot be replaced keeps the others from nothing`() throws {
        try withFolder { root in
            let report = try SampleReports.report("ready")
            let run = try RunDirectory.create(root: root, name: "x", startedAt: report.startedAt)
            // A folder stands where the first file is to go.
            try manager.createDirectory(
                atPath: run.path + "/verdict.json/in-the-way", withIntermediateDirectories: true)
            let error = #expect(throws: RunDirectoryError.self) { try run.finish(report) }
            #expect(error?.path == run.path + "/verdict.json")
            #expect(error?.action == .rename)
            let kept = try files(in: run.path)
            #expect(kept.contains("report.html") && kept.contains("junit.xml"))
            #expect(!kept.contains { $0.hasSuffix(".partial") })
        }
    }

    @Test func `a root that is a file is refused with its path and the reason`() throws {
        try withFolder { root in
            let file = root + "/file"
            try Data().write(to: URL(filePath: file))
            let error = #expect(throws: RunDirectoryError.self) {
                _ = try RunDirectory.create(
                    root: file + "/runs", name: "x", startedAt: .distantPast)
            }
            #expect(
                error?.description.contains("cannot create the directory \(file)/runs: ") == true)
            #expect(error?.reason == "\(file): Not a directory")
            let itself = #expect(throws: RunDirectoryError.self) {
                _ = try RunDirectory.create(root: file, name: "x", startedAt: .distantPast)
            }
            #expect(itself?.reason == "Not a directory")
        }
    }

    @Test func `a root is made with every folder above it`() throws {
        try withFolder { root in
            let run = try RunDirectory.create(
                root: root + "/a//b/c/", name: "x", startedAt: .distantPast)
            #expect(manager.fileExists(atPath: run.path + "/probes.jsonl"))
            #expect(try files(in: root + "/a/b/c").contains("latest"))
        }
    }

    @Test func `a run that is taken back leaves latest at the run before, or none`() throws {
        try withFolder { root in
            func make() throws -> RunDirectory {
                try RunDirectory.create(root: root, name: "x", startedAt: SampleRequests.start)
            }
            try make().discard()
            #expect(try files(in: root).isEmpty)
            let kept = try make()
            try kept.append(signal: Data("{}".utf8))
            try make().discard()
            let latest = try manager.destinationOfSymbolicLink(atPath: root + "/latest")
            #expect(latest == (kept.path as NSString).lastPathComponent)
            // What holds something stays, and latest with it.
            kept.discard()
            #expect(manager.fileExists(atPath: root + "/latest/signals.jsonl"))
        }
    }

    @Test func `a run that is taken back leaves a later run's latest alone`() throws {
        try withFolder { root in
            let first = try RunDirectory.create(root: root, name: "a", startedAt: .distantPast)
            let second = try RunDirectory.create(root: root, name: "b", startedAt: .distantPast)
            first.discard()
            let latest = try manager.destinationOfSymbolicLink(atPath: root + "/latest")
            #expect(latest == (second.path as NSString).lastPathComponent)
            // Where the run before is gone meanwhile, nothing is pointed at.
            second.discard()
            #expect(try files(in: root).isEmpty)
        }
    }

    @Test func `a folder in the place of latest is left alone and said`() throws {
        try withFolder { root in
            try manager.createDirectory(
                atPath: root + "/latest/mine", withIntermediateDirectories: true)
            let run = try RunDirectory.create(root: root, name: "x", startedAt: .distantPast)
            #expect(run.notes.count == 1)
            #expect(run.notes.first?.contains("latest could not be pointed at this run") == true)
            #expect(manager.fileExists(atPath: root + "/latest/mine"))
            #expect(try files(in: root).allSatisfy { !$0.hasPrefix(".latest") })
        }
    }

    @Test func `lines of many tasks never mix`() async throws {
        let root = try makeFolder()
        defer { try? manager.removeItem(atPath: root) }
        let probe = try #require(try SampleReports.report("ready").probes.first)
        let run = try RunDirectory.create(root: root, name: "x", startedAt: .distantPast)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    var probe = probe
                    probe.index = number + 1
                    try run.append(probe: probe)
                }
            }
            try await group.waitForAll()
        }
        let file = try ProbeFile.read(
            Data(contentsOf: URL(filePath: run.path + "/probes.jsonl")), file: "probes.jsonl")
        #expect(Set(file.records.map(\.index)) == Set(1...200))
    }

    // MARK: - Folders

    private func files(in path: String) throws -> [String] {
        try manager.contentsOfDirectory(atPath: path).sorted()
    }

    private func makeFolder() throws -> String {
        let folder = manager.temporaryDirectory.appending(path: "firstlight-\(UUID().uuidString)")
        try manager.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder.path
    }

    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = try makeFolder()
        defer { try? manager.removeItem(atPath: folder) }
        try body(folder)
    }
}
