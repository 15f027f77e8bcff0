import Diagnosis
import Exposition
import Foundation
import Inference
import Load
import Signals
import TestKit
import Testing

@Suite struct EvidenceDirectoryTests {
    private static let client: ClientEvidence = {
        var probe = ProbeRecord(
            index: 0, provider: "p", model: "m",
            timestamp: Date(timeIntervalSince1970: 1_700_000_000.25), outcome: "completed",
            outcomeClass: .success)
        probe.timeToFirstToken = .milliseconds(42)
        probe.endToEnd = .milliseconds(200)
        probe.gaps = [.milliseconds(10), .zero]
        var repeated = probe
        repeated.index = 1
        repeated.repeats = 0
        repeated.isRefusal = true
        repeated.serverClockOffset = .milliseconds(-1500)
        let start = Date(timeIntervalSince1970: 1_700_000_001.5)
        return ClientEvidence(
            probes: [probe, repeated],
            beacons: [
                Beacon(timestamp: start, duration: .milliseconds(3), status: 200, isFresh: true),
                Beacon(timestamp: start, duration: .seconds(5), status: nil, isFresh: false),
            ],
            lag: SchedulingLag(
                count: 6000, median: .microseconds(120), p99: .microseconds(2340),
                largest: .milliseconds(17)),
            processorUse: 0.25)
    }()

    private static let families = [
        MetricFamily(
            name: "vllm:num_requests_running", help: "Running \"now\"", type: .gauge,
            samples: [
                Sample(
                    name: "vllm:num_requests_running",
                    labels: [Label(name: "model_name", value: "a\nb")], value: 2)
            ])
    ]

    private static let openMetrics = [
        MetricFamily(
            name: "requests", type: .counter,
            samples: [Sample(name: "requests_total", value: 7)])
    ]

    private static let server = ServerEvidence(
        scrapes: [
            TimedScrape(instance: "a:1", unixSeconds: 1_700_000_000.5, families: families),
            TimedScrape(instance: "b:2", unixSeconds: 1_700_000_000.625, families: openMetrics),
        ],
        missed: [
            MissedScrape(instance: "a:1", unixSeconds: 1_700_000_001.5, reason: "refused")
        ])

    @Test func `evidence that was written is read back as it was`() async throws {
        try await withTemporaryFolder { folder in
            let path = folder + "/run"
            let writer = try EvidenceWriter(path: path)
            try writer.write(client: Self.client, server: Self.server)
            writer.close()
            let read = try EvidenceDirectory(path: path)
            #expect(read.notes == [])
            let client = try #require(read.evidence.client)
            #expect(client.probes == Self.client.probes)
            #expect(client.beacons == Self.client.beacons)
            #expect(client.lag == Self.client.lag)
            #expect(client.processorUse == 0.25)
            let server = try #require(read.evidence.server)
            #expect(server.scrapes.map(\.instance) == ["a:1", "b:2"])
            #expect(server.scrapes.map(\.unixSeconds) == [1_700_000_000.5, 1_700_000_000.625])
            #expect(server.scrapes.map(\.families) == [Self.families, Self.openMetrics])
            #expect(server.missed == Self.server.missed)
        }
    }

    @Test func `a run that was cut off in the middle of a line is read up to there`() async throws {
        try await withTemporaryFolder { folder in
            let writer = try EvidenceWriter(path: folder)
            try writer.write(client: Self.client, server: Self.server)
            for file in [EvidenceFile.probes, .beacons, .scrapes] {
                let url = URL(filePath: file.path(in: folder))
                let whole = try Data(contentsOf: url)
                try (whole + whole.prefix(30)).write(to: url)
            }
            let read = try EvidenceDirectory(path: folder)
            #expect(read.evidence.client?.probes.count == 2)
            #expect(read.evidence.client?.beacons.count == 2)
            #expect(read.evidence.server?.scrapes.count == 2)
            #expect(
                read.notes == [
                    "\(folder)/probes.jsonl:3: the last line is cut off and was left out",
                    "\(folder)/beacons.jsonl:3: the last line is cut off and was left out",
                    "\(folder)/scrapes.jsonl:4: the last line is cut off and was left out",
                ])
        }
    }

    @Test func `the directory of an older gate is the client's evidence alone and says so`()
        async throws
    {
        try await withTemporaryFolder { folder in
            let line = try ProbeFile.line(Self.client.probes[0])
            try line.write(to: URL(filePath: folder + "/probes.jsonl"))
            try Data("{}\n".utf8).write(to: URL(filePath: folder + "/signals.jsonl"))
            let read = try EvidenceDirectory(path: folder)
            #expect(read.evidence.client?.probes == [Self.client.probes[0]])
            #expect(read.evidence.server == nil)
            #expect(
                read.notes == [
                    "\(folder) keeps values of signals but no pages of metrics, as runs before "
                        + "scrapes.jsonl did: the diagnosis rests on the client's measurements "
                        + "alone"
                ])
        }
    }

    @Test func `a file of probes is the client's evidence`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/mine.jsonl"
            try ProbeFile.line(Self.client.probes[1]).write(to: URL(filePath: file))
            let read = try EvidenceDirectory(path: file)
            #expect(read.evidence.client?.probes == [Self.client.probes[1]])
            #expect(read.evidence.server == nil)
        }
    }

    struct Broken: Sendable, CustomTestStringConvertible {
        var file: EvidenceFile
        var content: String
        var message: String
        var testDescription: String { "\(file.rawValue): \(content)" }
    }

    @Test(arguments: [
        Broken(
            file: .beacons, content: #"{"time":1,"duration_ms":-1}"# + "\n",
            message: #":1: "duration_ms": expected milliseconds, found -1.0"#),
        Broken(
            file: .beacons, content: #"{"duration_ms":1}"# + "\n",
            message: #":1: "time" is missing"#),
        Broken(file: .beacons, content: "[]\n", message: ":1: not a JSON object"),
        Broken(
            file: .scrapes,
            content: "\n" + #"{"time":1,"instance":"a","body":"up 1"}"# + "\n"
                + #"{"time":2,"instance":"a"}"# + "\n",
            message: #":3: a line has either a "body" or a "missed""#),
        Broken(
            file: .scrapes, content: #"{"time":1,"instance":"a","body":"up up"}"# + "\n",
            message: ":1: the body is no metrics page"),
        Broken(
            file: .scrapes, content: #"{"time":"now","instance":"a","body":"up 1"}"# + "\n",
            message: #":1: "time": expected a number"#),
        Broken(
            file: .client, content: #"{"lag":{"count":1}}"#,
            message: #": "median_ms" is missing"#),
        Broken(file: .probes, content: "no\n", message: ":1: not a JSON object"),
    ])
    func `what is wrong in a file is named with its place`(_ broken: Broken) async throws {
        try await withTemporaryFolder { folder in
            let writer = try EvidenceWriter(path: folder)
            try writer.append(Self.client.probes[0])
            writer.close()
            let file = broken.file.path(in: folder)
            try Data(broken.content.utf8).write(to: URL(filePath: file))
            let error = #expect(throws: EvidenceFileError.self) {
                try EvidenceDirectory(path: folder)
            }
            #expect(error?.description.hasPrefix(file + broken.message) == true, "\(error as Any)")
        }
    }

    @Test func `a folder without evidence and a path without anything are refused`() async throws {
        try await withTemporaryFolder { folder in
            #expect(throws: EvidenceFileError.self) { try EvidenceDirectory(path: folder) }
            let error = #expect(throws: EvidenceFileError.self) {
                try EvidenceDirectory(path: folder + "/none")
            }
            #expect(
                error?.description
                    == "\(folder)/none: there is no such file or folder; expected a run directory, "
                    + "or probes as firstlight probe --format jsonl writes them")
        }
    }

    @Test func `pages beyond the bound are left out and gaps are kept`() async throws {
        try await withTemporaryFolder { folder in
            let writer = try EvidenceWriter(path: folder, scrapeBytesMax: 300)
            let kept = try (0..<3).map { _ in try writer.append(Self.server.scrapes[0]) }
            #expect(kept == [true, false, false])
            try writer.append(Self.server.missed[0])
            let read = try EvidenceDirectory(path: folder)
            #expect(read.evidence.server?.scrapes.count == 1)
            #expect(read.evidence.server?.missed.count == 1)
        }
    }

    @Test func `nothing is added to a folder that is closed`() async throws {
        try await withTemporaryFolder { folder in
            let writer = try EvidenceWriter(path: folder)
            writer.close()
            let error = #expect(throws: EvidenceFileError.self) {
                try writer.append(Self.server.missed[0])
            }
            #expect(
                error?.description
                    == "\(folder)/scrapes.jsonl: cannot be written: it is closed")
        }
    }
}
