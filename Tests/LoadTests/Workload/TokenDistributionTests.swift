import Load
import Testing

@Suite struct TokenDistributionTests {
    @Test func `every form is read`() {
        #expect(TokenDistribution.parse("128") == .fixed(128))
        #expect(TokenDistribution.parse("uniform:64..256") == .uniform(64...256))
        #expect(TokenDistribution.parse("normal:512,64") == .normal(mean: 512, deviation: 64))
        #expect(
            TokenDistribution.parse("lognormal:512,0.8") == .logNormal(median: 512, sigma: 0.8))
        #expect(
            TokenDistribution.parse("choice:128*0.7,2048*0.3")
                == .choice([.init(tokens: 128, weight: 0.7), .init(tokens: 2048, weight: 0.3)]))
        #expect(
            TokenDistribution.parse("choice:1,2")
                == .choice([.init(tokens: 1, weight: 1), .init(tokens: 2, weight: 1)]))
    }

    @Test(arguments: [
        "", "0", "-1", "x", "1000001", "uniform:5", "uniform:9..3", "uniform:1...3", "normal:5",
        "normal:5,-1", "normal:nan,1", "lognormal:5,9", "choice:", "choice:5*0", "choice:5*",
        "zipf:3", "choice:1,,2",
    ])
    func `what is no distribution is refused`(text: String) {
        #expect(TokenDistribution.parse(text) == nil)
    }

    @Test(arguments: [
        TokenDistribution.fixed(128), .uniform(64...256), .normal(mean: 512, deviation: 64),
        .logNormal(median: 512, sigma: 0.5),
        .choice([.init(tokens: 128, weight: 7), .init(tokens: 2048, weight: 3)]),
    ])
    func `prompts have the mean of their distribution`(distribution: TokenDistribution) {
        var settings = BuiltInWorkload.Settings(
            set: .shortChat, outputTokens: distribution, seed: 3)
        settings.promptTokens = .fixed(1)
        let workload = BuiltInWorkload(settings)
        let drawn = (0..<4000).compactMap { workload.turn(0, ofSession: $0)?.maxTokens }
        let mean = Double(drawn.reduce(0, +)) / Double(drawn.count)
        #expect(abs(mean / distribution.mean - 1) < 0.06)
        #expect(drawn.allSatisfy { $0 >= 1 })
    }
}
