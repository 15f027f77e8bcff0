@testable import Monitoring
import Signals
import Testing

/// What an output folder's index knows after several runs.
@Suite struct FolderRecordTests {
    private func run(
        _ parts: Set<GeneratedPart>, _ engine: EngineKind = .vllm, objectives: [String] = []
    ) throws -> GenerationRun {
        try Generation.run(of: parts, for: try SLOSample.subject(engine, objectives: objectives))
    }

    @Test func `a part's run leaves the other parts as they were`() throws {
        let all = try run(Set(GeneratedPart.allCases)).record
        let after = all.replaced(by: try run([.rules], .sglang).record, isWhole: false)
        #expect(after.parts.map(\.part) == GeneratedPart.allCases.map(\.rawValue))
        #expect(after.parts.first { $0.part == "rules" }?.title == "SGLang")
        #expect(
            after.parts.filter { $0.part != "rules" } == all.parts.filter { $0.part != "rules" })
    }

    @Test func `the README of two runs does not depend on which came first`() throws {
        let rules = try run([.rules])
        let slo = try run([.slo])
        let one = rules.record.replaced(by: slo.record, isWhole: false)
        let other = slo.record.replaced(by: rules.record, isWhole: false)
        #expect(rules.guide(to: one) == slo.guide(to: other))
        let both = try run([.rules, .slo])
        #expect(both.guide(to: both.record) == rules.guide(to: one))
        for file in rules.files + slo.files {
            #expect(rules.guide(to: one).text.contains("(\(file.path))"), "\(file.path)")
        }
    }

    @Test func `a run of one part leaves over only files of that part`() throws {
        let all = try run(Set(GeneratedPart.allCases)).record
        let none = try run([.slo], .llamacpp)
        #expect(none.files.isEmpty)
        let after = all.replaced(by: none.record, isWhole: false)
        let obsolete = all.obsolete(after: after).map(\.path)
        #expect(obsolete == (try run([.slo])).files.map(\.path).sorted())
        #expect(all.obsolete(after: all).isEmpty)
    }

    @Test func `a run of all leaves over what no part makes any more`() throws {
        let all = try run(Set(GeneratedPart.allCases))
        let other = try run(Set(GeneratedPart.allCases), .llamacpp)
        #expect(all.isWhole && other.isWhole)
        let obsolete = Set(all.record.obsolete(after: other.record).map(\.path))
        #expect(obsolete == Set(all.files.map(\.path)).subtracting(other.files.map(\.path)))
        #expect(obsolete.contains("prometheus/rules/llm-slo.rules.yml"))
    }

    @Test func `parts of different engines are named, the larger group without a list`() throws {
        let all = try run(Set(GeneratedPart.allCases)).record
        #expect(all.difference == nil)
        let mixed = all.replaced(by: try run([.rules], .sglang).record, isWhole: false)
        #expect(
            mixed.difference
                == "rules from engine sglang; the other 14 parts from engine vllm")
        let text = try run([.rules]).guide(to: mixed).text
        #expect(text.contains("# Monitoring for SGLang, vLLM\n"))
        #expect(text.contains("| rules | engine sglang |"))
    }

    @Test func `a profile of the same name with other contents is another input`() throws {
        let strict = try run([.rules], objectives: ["ttft p95 <= 1s"]).record
        let loose = try run([.slo], objectives: ["ttft p95 <= 2.5s"]).record
        let same = try run([.slo], objectives: ["ttft p95 <= 1s"]).record
        #expect(strict.replaced(by: same, isWhole: false).difference == nil)
        let difference = strict.replaced(by: loose, isWhole: false).difference ?? ""
        #expect(difference.contains("rules from engine vllm, profile chat, contents "))
        #expect(difference.contains("slo from engine vllm, profile chat, contents "))
    }

    @Test func `a file that parts share stays while one of them makes it`() throws {
        let image = "gate/Dockerfile"
        let both = try run([.job, .argo])
        #expect(both.files.count { $0.path == image } == 1)
        #expect(both.record.files.count { $0.path == image } == 1)
        // Each part by itself, in either order, is the same as both at once.
        let job = try run([.job])
        let argo = try run([.argo])
        let one = job.record.replaced(by: argo.record, isWhole: false)
        #expect(one == both.record)
        #expect(argo.record.replaced(by: job.record, isWhole: false) == both.record)
        #expect(both.guide(to: one) == both.guide(to: both.record))
        // A part that no longer makes it leaves it to the other.
        var without = job.record.parts[0]
        without.files.removeAll { $0.path == image }
        let left = both.record.replaced(by: FolderRecord([without]), isWhole: false)
        #expect(both.record.obsolete(after: left).isEmpty)
        #expect(left.files.contains { $0.path == image })
    }

    /// Paths that would let an index name a file elsewhere.
    @Test(arguments: ["/etc/passwd", "../x", "a/../../x", "a//b", "", "./a"])
    func `an index with a path out of the folder is not sound`(_ path: String) {
        let file = GeneratedFile(path: path, text: "x", purpose: "x")
        #expect(!FileRecord(file).isInside)
    }

    @Test func `what firstlight writes is sound, and an edited text has another digest`() throws {
        #expect(try run(Set(GeneratedPart.allCases)).record.isSound)
        #expect(FileRecord.digest(of: "a\n") != FileRecord.digest(of: "b\n"))
        // FNV-1a of the empty text is its offset basis.
        #expect(FileRecord.digest(of: "") == "cbf29ce484222325")
    }
}
