import Estimates
import Foundation
import Readiness
import Testing

@Suite struct LimitsConclusionTests {
    /// The incident: an engine that says 8.72, and a manifest.
    static func incident(_ slots: Int, flags: String = "", model: String = "gemma") throws
        -> LimitsInput
    {
        var input = LimitsInput(name: "incident")
        input.live = LimitSet([
            LimitReading(.kvCacheTokens, 71_439, .log, source: "vllm.log:2"),
            LimitReading(.contextTokens, 8192, .log, source: "vllm.log:3"),
            LimitReading(.fullLengthRequests, 8.72, .log, source: "vllm.log:3"),
        ])
        input.declared = try ManifestReader.read(
            commandLine: "vllm serve \(model) --max-num-seqs \(slots) \(flags)"
        ).first
        return input
    }

    private func report(_ input: LimitsInput) -> LimitsReport {
        LimitsConclusion.report(input, startedAt: Date(timeIntervalSince1970: 0))
    }

    private func ids(_ report: LimitsReport) -> [String] { report.findings.map(\.id.rawValue) }

    @Test func `the incident's two slots are refused`() throws {
        let report = report(try Self.incident(2))
        #expect(report.verdict == .notReady)
        #expect(ids(report) == ["admission-throttled"])
        #expect(
            report.headline
                == "2 slots, and memory for 8.72 requests of full length (71,439 tokens / 8192)")
        #expect(report.next.first?.hasPrefix("raise --max-num-seqs from 2 to 9 or more") == true)
        #expect(report.waste?.needed == 50)
        #expect(report.rows.first?.judgement == "throttles: 2 < 8.72")
    }

    @Test func `the incident's sixteen slots pass although the log says 8.72`() throws {
        var input = try Self.incident(16)
        input.tokensPerRequest = .exact(800)
        let report = report(input)
        #expect(report.verdict == .ready)
        #expect(report.findings.isEmpty)
        #expect(report.waste == nil)
        #expect(
            report.headline
                == "16 slots fit memory for 8.72 requests of full length, 89 usual ones")
    }

    @Test func `a flag that is written twice with different numbers is told`() throws {
        let report = report(try Self.incident(2, flags: "--max_num_seqs=32"))
        #expect(report.verdict == .ready)
        #expect(
            report.notes.contains { $0.contains("written 2 times") && $0.contains("32 counts") })
        #expect(
            !(try self.report(Self.incident(2, flags: "--max-num-seqs 2"))).notes.contains {
                $0.contains("written")
            })
    }

    @Test func `a manifest of another engine than the log's is told`() throws {
        var input = try Self.incident(16)
        input.engine = "vllm"
        #expect(report(input).notes.isEmpty)
        input.engine = "sglang"
        #expect(
            report(input).notes == ["command line starts vLLM, and the limits are those of SGLang"])
    }

    @Test(arguments: [("vllm", true), ("tgi", false), (nil, false)] as [(String?, Bool)])
    func `only vLLM is advised to use its developer mode`(engine: String?, isAdvised: Bool) {
        var input = LimitsInput(name: "a")
        input.engine = engine
        let next = report(input).next.joined()
        #expect(next.contains("--watch 30s"))
        #expect(next.contains("VLLM_SERVER_DEV_MODE") == isAdvised)
    }

    @Test func `one slot is no plural`() throws {
        var input = LimitsInput(name: "a")
        input.live = LimitSet([
            LimitReading(.fullLengthRequests, 48, .label, source: "x"),
            LimitReading(.runningRequests, 1, .inferred, source: "seen", isLeast: true),
        ])
        #expect(
            report(input).headline.hasPrefix(
                "at least 1 slot is known, and memory for 48 requests of full length"))
    }

    @Test func `more slots than usually fit are a warning`() throws {
        var input = try Self.incident(128)
        input.tokensPerRequest = .exact(800)
        let report = report(input)
        #expect(report.verdict == .degraded)
        #expect(ids(report) == ["preemption-risk"])
        #expect(report.next.first?.hasPrefix("lower --max-num-seqs to 89 or fewer") == true)
    }

    @Test func `without slots the verdict is open, and the ways out are said`() throws {
        var input = try Self.incident(2)
        input.declared = nil
        input.obstacle = "nothing waited (0 running), so the slots were not all taken"
        let report = report(input)
        #expect(report.verdict == .inconclusive)
        #expect(ids(report) == ["admission-unknown"])
        #expect(report.headline.hasPrefix("no source tells the slots; nothing waited"))
        #expect(report.next.first?.contains("--log") == true)
        #expect(report.next.first?.contains("--manifest") == true)
        #expect(report.next.first?.contains("--watch") == true)
    }

    @Test func `a process that does not run the manifest is refused`() throws {
        var input = try Self.incident(16)
        input.url = "http://localhost:8000"
        input.live.readings.append(
            LimitReading(.runningRequests, 32, .http, source: "GET /server_info"))
        let report = report(input)
        #expect(ids(report) == ["manifest-drift"])
        #expect(report.verdict == .notReady)
        #expect(
            report.headline
                == "slots: the running process has 32 (GET /server_info), "
                + "command line --max-num-seqs says 16")
    }

    @Test func `a tolerance lets values lie apart`() throws {
        var input = try Self.incident(16)
        input.live.readings.append(
            LimitReading(.runningRequests, 17, .http, source: "GET /server_info"))
        #expect(report(input).verdict == .notReady)
        input.tolerance = LimitTolerance(declared: 0.1, measured: 0.1)
        #expect(report(input).verdict == .ready)
    }

    @Test func `sources that contradict each other are a warning, the label is believed`() throws {
        var input = try Self.incident(16)
        input.live.readings.append(
            LimitReading(.kvCacheTokens, 40_000, .label, source: "label kv_cache_size_tokens"))
        let report = report(input)
        #expect(ids(report).contains("sources-disagree"))
        let row = try #require(report.rows.first { $0.kind == .kvCacheTokens })
        #expect(row.live?.reading.value == 40_000)
        #expect(row.judgement == "sources disagree")
    }

    @Test func `replicas with different slots are a warning`() throws {
        var input = try Self.incident(16)
        input.declared = nil
        input.live.readings += [
            LimitReading(.runningRequests, 16, .http, source: "GET /x", replica: "a"),
            LimitReading(.runningRequests, 12, .http, source: "GET /x", replica: "b"),
        ]
        let report = report(input)
        #expect(ids(report) == ["replicas-differ"])
        #expect(report.headline == "slots: 12 at b, 16 at a")
        #expect(
            report.published.filter { $0.kind == .runningRequests }.map(\.value) == [16, 12])
    }

    @Test func `what the profile expects is compared`() throws {
        var input = try Self.incident(16)
        input.live.readings.append(
            LimitReading(.runningRequests, 16, .http, source: "GET /server_info"))
        input.expectations.maxNumSeqs = 24
        #expect(ids(report(input)) == ["profile-drift"])
    }

    @Test func `a dashboard that counts on the dead deployment is a warning`() throws {
        var input = try Self.incident(16)
        input.dashboards = [
            DashboardConstant(
                kind: .runningRequests, value: 2, use: .limit, holder: "panel \"Saturation\"",
                place: SourcePlace(file: "d.json", line: 7), evidence: "x / 2"),
            DashboardConstant(
                kind: .runningRequests, value: 40, use: .threshold, holder: "panel \"Running\"",
                place: SourcePlace(file: "d.json", line: 9), evidence: "threshold"),
            DashboardConstant(
                kind: .runningRequests, value: 12, use: .threshold, holder: "panel \"Running\"",
                place: SourcePlace(file: "d.json", line: 10), evidence: "threshold"),
        ]
        let report = report(input)
        #expect(report.verdict == .degraded)
        #expect(ids(report) == ["dashboard-drift", "threshold-unreachable"])
        #expect(
            report.headline
                == "panel \"Saturation\" counts on 2 slots, the engine has 16: with every slot "
                + "taken it reads 800 %")
        #expect(report.findings.map(\.place?.line) == [7, 9])
    }

    @Test func `flags that outlived the model are found`() throws {
        var input = try Self.incident(2, model: "gemma-26b")
        input.was = try ManifestReader.read(
            commandLine: "vllm serve other-30b --max-num-seqs 2"
        ).first
        let report = report(input)
        #expect(ids(report) == ["admission-throttled", "flags-inherited"])
        #expect(
            report.findings.last?.message
                == "model: other-30b -> gemma-26b; --max-num-seqs 2 stayed as it was")
        #expect(report.findings.last?.severity == .warning)
    }

    @Test func `inherited flags that still fit are a note`() throws {
        var input = try Self.incident(16, model: "gemma-26b")
        input.was = try ManifestReader.read(
            commandLine: "vllm serve other-30b --max-num-seqs 16"
        ).first
        let report = report(input)
        #expect(report.findings.map(\.severity) == [.note])
        #expect(report.verdict == .ready)
    }

    /// Two manifests between which nothing was inherited.
    struct Change: Sendable, CustomTestStringConvertible {
        var old: String
        var new: String
        var testDescription: String { "\(old) -> \(new)" }
    }

    @Test(arguments: [
        Change(old: "a --max-num-seqs 2", new: "a --max-num-seqs 2"),
        Change(old: "a --max-num-seqs 2", new: "b --max-num-seqs 16"),
        Change(old: "a", new: "b"),
        Change(old: "a --max-num-seqs 2", new: "b"),
        Change(old: "a --max-num-seqs 2 --port 1", new: "a --max-num-seqs 2 --port 2"),
    ])
    func `nothing is inherited where nothing changed or the flag did`(change: Change) throws {
        var input = try Self.incident(16)
        input.declared = try ManifestReader.read(commandLine: "vllm serve \(change.new)").first
        input.was = try ManifestReader.read(commandLine: "vllm serve \(change.old)").first
        #expect(!ids(report(input)).contains("flags-inherited"))
    }

    @Test func `a flag with which the engine does not start is refused`() throws {
        let report = report(try Self.incident(16, flags: "--enable-metrics"))
        #expect(report.verdict == .notReady)
        #expect(ids(report) == ["dead-flag"])
    }

    @Test func `a target that does not answer is not ready`() {
        var input = LimitsInput(name: "x")
        input.url = "http://localhost:1"
        input.failure = "refuses connections"
        let report = report(input)
        #expect(report.verdict == .notReady)
        #expect(ids(report) == ["unreachable"])
    }

    @Test func `data-parallel engines are judged one by one and published together`() throws {
        var input = try Self.incident(16)
        input.live.engines = 2
        input.live.readings.append(
            LimitReading(.runningRequests, 16, .http, source: "GET /server_info"))
        input.demand = 40
        let report = report(input)
        #expect(report.admission.demand == 20)
        #expect(report.verdict == .ready)
        let published = Dictionary(
            uniqueKeysWithValues: report.published.map { ($0.kind, $0.value) })
        #expect(published[.runningRequests] == 32)
        #expect(published[.kvCacheTokens] == 142_878)
        #expect(published[.contextTokens] == 8192)
    }

    @Test func `fewer requests let in than there are slots are a warning`() throws {
        var input = try Self.incident(16, flags: "--max-num-queued-reqs 4")
        #expect(ids(report(input)) == ["admitted-below-slots"])
        input = try Self.incident(16, flags: "--max-num-queued-reqs 40")
        #expect(report(input).findings.isEmpty)
    }
}
