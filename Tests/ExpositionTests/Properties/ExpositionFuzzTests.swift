import Exposition
import ExpositionFuzzing
import Foundation
import Testing

@Suite struct ExpositionFuzzTests {
    @Test(arguments: [UInt64](1...4))
    func `a damaged body keeps every promise`(seed: UInt64) async throws {
        let accepted = try await offPool {
            let corpus = try FuzzCorpus.bodies(in: Fixture.folder, longest: 5000)
            var mutator = BodyMutator(corpus: corpus, seed: seed)
            var accepted = 0
            for _ in 0..<3000 {
                let body = mutator.next()
                for format in ExpositionFormat.allCases {
                    accepted += try BodyProperties.check(body, format: format) ? 1 : 0
                }
            }
            return accepted
        }
        #expect(accepted > 300, "most of what is fed is refused at once")
        #expect(accepted < 5000, "the damage is not noticed")
    }

    @Test func `every body of the corpus keeps every promise`() async throws {
        let accepted = try await offPool {
            try FuzzCorpus.bodies(in: Fixture.folder).reduce(0) { sum, body in
                try ExpositionFormat.allCases.reduce(sum) { sum, format in
                    sum + (try BodyProperties.check(body, format: format) ? 1 : 0)
                }
            }
        }
        #expect(accepted > 500)
    }
}
