import Simulator
import Testing

@Suite struct ReleaseVersionTests {
    @Test(arguments: [
        "", "x", "0.", ".9", "1..2", "0.9.2rc1", "-1", "1.2.3.4.5", "b", "9999999999",
    ])
    func `what is no release number is refused`(_ text: String) {
        #expect(ReleaseVersion(text) == nil)
    }

    @Test func `releases compare number by number`() {
        #expect(("0.9.2" as ReleaseVersion) < "0.10.0")
        #expect(("0.9" as ReleaseVersion) == "0.9.0")
        #expect(("v3.3.7" as ReleaseVersion) > "3.3")
        #expect(("b6700" as ReleaseVersion) < "b11434")
        #expect("\(("0.20" as ReleaseVersion))" == "0.20.0")
        #expect("\(("b11434" as ReleaseVersion))" == "b11434")
    }

    @Test func `releases without known words are refused with those that have them`() {
        #expect(throws: SimulatedReleaseError.tooOld(.vllm, "0.7.3")) {
            try SimulatedRelease(.vllm, version: "0.7.3")
        }
        #expect(throws: SimulatedReleaseError.tooNew(.vllmV0, "0.9", end: "0.8.0")) {
            try SimulatedRelease(.vllmV0, version: "0.9")
        }
        let error = SimulatedReleaseError.notAVersion(.sglang, "new")
        #expect("\(error)" == "\"new\" is no release of sglang; expected a number such as 0.5.22")
    }

    @Test func `every engine's own release is one that is known`() throws {
        for engine in SimulatedEngine.allCases {
            let release = try SimulatedRelease(
                engine, version: "\(engine.defaultVersion)")
            #expect(release == SimulatedRelease(engine))
        }
    }
}
