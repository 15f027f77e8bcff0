import Lint
import Signals
import Testing

/// Flags of other releases than those whose flags are known.
@Suite struct FlagReleaseTests {
    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var command: String
        var image = "vllm/vllm-openai:latest"
        var version: String?
        /// Severity and message of the finding.
        var found: String
    }

    @Test(arguments: [
        Case(
            testDescription: "the release of the table",
            command: "--worker-use-ray", version: "0.32.0",
            found: "warning vLLM 0.32.0 has no flag --worker-use-ray"),
        Case(
            testDescription: "no release is known",
            command: "--worker-use-ray", found: "warning vLLM 0.32.0 has no flag --worker-use-ray"),
        Case(
            testDescription: "an old release, by the option",
            command: "--worker-use-ray", version: "0.4.0",
            found: "info vLLM 0.32.0 has no flag --worker-use-ray; this is vLLM 0.4.0, whose flags "
                + "are not known here"),
        Case(
            testDescription: "an old release, by the image",
            command: "--worker-use-ray", image: "vllm/vllm-openai:v0.4.0",
            found: "info vLLM 0.32.0 has no flag --worker-use-ray; this is vLLM 0.4.0, whose flags "
                + "are not known here"),
        Case(
            testDescription: "the option beats the image",
            command: "--worker-use-ray", image: "vllm/vllm-openai:v0.4.0", version: "0.32.0",
            found: "warning vLLM 0.32.0 has no flag --worker-use-ray"),
        Case(
            testDescription: "what is spelled nearly like a known flag stays a warning",
            command: "--max-num-sequences", version: "0.4.0",
            found: "warning vLLM 0.32.0 has no flag --max-num-sequences; this is vLLM 0.4.0, whose "
                + "flags are not known here"),
        Case(
            testDescription: "what was there once may be there",
            command: "--disable-log-requests", version: "0.4.0",
            found: "info --disable-log-requests is gone: requests are not logged by default since "
                + "0.10.1; this is vLLM 0.4.0, whose flags are not known here"),
        Case(
            testDescription: "what was never there is never there",
            command: "--enable-metrics", version: "0.4.0",
            found: "error vLLM has no flag --enable-metrics in any release and does not start"),
        Case(
            testDescription: "llama.cpp, by the build of the image",
            command: "--metrics, --old-flag", image: "ghcr.io/ggml-org/llama.cpp:server-b5000",
            found: "info llama.cpp b11434 has no flag --old-flag; this is llama.cpp b5000, whose "
                + "flags are not known here"),
        Case(
            testDescription: "TGI's reference names no release",
            command: "--brand-new-thing",
            image: "ghcr.io/huggingface/text-generation-inference:latest",
            found: "info the reference of TGI's launcher lists no flag --brand-new-thing"),
    ])
    func `the release that was asked for is the one that is named`(test: Case) {
        let source = LintSource(
            path: "p.yml",
            text: "kind: Pod\nspec: {containers: [{image: '\(test.image)', "
                + "args: [\(test.command)]}]}\n")
        var linter = Linter()
        if let version = test.version { linter.target = LintSample.engine(.vllm, version) }
        let found = linter.check([source]).findings.map { "\($0.severity.rawValue) \($0.message)" }
        #expect(found == [test.found])
    }

    @Test func `another engine's release says nothing`() {
        let source = LintSource(path: "a.sh", text: "llama-server --metrics --old-flag\n")
        var linter = Linter()
        linter.target = LintSample.engine(.vllm, "0.4.0")
        let found = linter.check([source]).findings.map(\.message)
        #expect(found == ["llama.cpp b11434 has no flag --old-flag"])
    }
}
