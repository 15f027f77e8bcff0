import Exposition
import Monitoring
import Signals
import Testing

/// What is said about releases that nobody has looked at.
@Suite struct ReleaseNoteTests {
    private func notes(
        _ engine: EngineKind, _ version: String, live: LiveEngine? = nil
    ) throws -> [GenerationNote] {
        let subject = try GenerationSubject(
            engine: engine, version: EngineVersion(version), live: live, toolVersion: "0")
        return try Generation.files(of: [.keda], for: subject).notes
            .filter { $0.subject == subject.title }
    }

    @Test(arguments: EngineKind.allCases)
    func `a release among those that are known needs no note`(_ engine: EngineKind) throws {
        guard let known = KnownReleases(engine) else { return }
        #expect(known.oldest <= known.newest)
        #expect(try notes(engine, "\(known.oldest)").isEmpty)
        #expect(try notes(engine, "\(known.newest)").isEmpty)
    }

    @Test func `a newer release is told by the newest one's names`() throws {
        let note = try #require(try notes(.vllm, "9.99").first)
        #expect(note.subject == "vLLM 9.99.0")
        #expect(note.text.contains("newer than 0.33.0, the newest release that is known"))
    }

    @Test func `what the live engine tells needs no note`() throws {
        let live = LiveEngine(url: "http://127.0.0.1:8000", families: [], model: nil)
        #expect(try notes(.vllm, "9.99", live: live).isEmpty)
        #expect(try notes(.vllm, "0.0.1", live: live).isEmpty)
    }

    @Test func `a release before the first with metrics is refused`() {
        let error = #expect(throws: GenerationError.self) { try notes(.vllm, "0.0.1") }
        #expect("\(error.map { "\($0)" } ?? "")".contains("name a release from 0.2.4 to 0.33.0"))
        #expect(throws: GenerationError.self) { try notes(.sglang, "0.3.5") }
    }

    @Test func `an older release of an engine whose beginning is not known is noted`() throws {
        let note = try #require(try notes(.lmdeploy, "0.1").first)
        #expect(note.text.contains("older than 0.18.0, the oldest release that was looked at"))
    }
}
