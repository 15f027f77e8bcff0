import Capacity
import Signals
import Testing

@Suite struct SaturationJudgeTests {
    private func figures(
        first: Double, token: Double, rate: Double? = nil,
        _ change: ((inout ServerReading) -> Void)? = nil
    ) -> SaturationJudge.Figures {
        var figures = SaturationJudge.Figures()
        figures.firstToken = first
        figures.perToken = token
        figures.whole = 0.5
        figures.inFlight = 4
        figures.requestRate = rate
        if let change {
            var server = ServerReading(scrapes: 20, replicas: 1, engine: .vllm)
            server.running = .init(mean: 1, largest: 1)
            server.waiting = .init(mean: 0, largest: 0)
            server.waitingShare = 0
            change(&server)
            figures.server = server
        }
        return figures
    }

    private var base: SaturationJudge.Figures { figures(first: 0.1, token: 0.02) { _ in } }

    @Test func `waiting with every slot taken is a matter of slots`() {
        let found = SaturationJudge(base: base).judge(
            figures(first: 2, token: 0.02) { server in
                server.running = .init(mean: 2, largest: 2)
                server.waiting = .init(mean: 3.5, largest: 4)
                server.waitingShare = 1
                server.cache = .init(mean: 0.02, largest: 0.03)
            })
        #expect(found.bottleneck == .slots)
        #expect(
            found.statement
                == "every slot is taken: running 2 of 2 (the limit is not told; running stays "
                + "there), 3.5 waiting; KV cache 2 %")
    }

    @Test func `preemptions are a matter of the cache`() {
        let found = SaturationJudge(base: base).judge(
            figures(first: 2, token: 0.02) { server in
                server.cache = .init(mean: 0.95, largest: 1)
                server.preemptions = 12
            })
        #expect(found.bottleneck == .cache)
        #expect(found.statement.contains("12 preemptions"))
    }

    @Test func `waiting with free slots is a matter of admission`() {
        let found = SaturationJudge(base: base).judge(
            figures(first: 2, token: 0.02) { server in
                server.slots = 64
                server.running = .init(mean: 8, largest: 9)
                server.waiting = .init(mean: 3, largest: 4)
                server.waitingShare = 1
            })
        #expect(found.bottleneck == .admission)
    }

    @Test func `longer steps without a queue are a matter of compute`() {
        let found = SaturationJudge(base: base).judge(figures(first: 0.3, token: 0.06) { _ in })
        #expect(found.bottleneck == .compute)
        #expect(found.basis == .server)
    }

    @Test func `a first token that the engine did not see late was late on its path`() {
        var base = base
        base.server?.timeToFirstToken = 0.09
        let found = SaturationJudge(base: base).judge(
            figures(first: 0.6, token: 0.02) { $0.timeToFirstToken = 0.1 })
        #expect(found.bottleneck == .path)
    }

    @Test func `a server that tells nothing leaves the client's figures`() {
        let alone = figures(first: 0.1, token: 0.02, rate: 2)
        let judge = SaturationJudge(base: alone)
        let queued = judge.judge(figures(first: 1, token: 0.02, rate: 2))
        #expect(queued.bottleneck == .slots)
        #expect(queued.basis == .client)
        #expect(queued.statement.contains("about 1 run at once"))
        #expect(judge.judge(figures(first: 0.3, token: 0.06, rate: 4)).bottleneck == .compute)
        #expect(judge.judge(figures(first: 0.1, token: 0.02, rate: 2)).bottleneck == .none)
    }
}
