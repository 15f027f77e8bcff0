import EngineModel
import Testing

@Suite struct HistogramDetailTests {
    @Test func `another unit scales bounds and sum and leaves counts`() {
        var seconds = BucketHistogram(bounds: [0.1, 0.5])
        for value in [0.05, 0.25, 3] { seconds.observe(value) }
        let milliseconds = seconds.scaled(by: 1000)
        #expect(milliseconds.bounds == [100, 500])
        #expect(milliseconds.counts == [1, 1, 1])
        #expect(abs(milliseconds.sum - 3300) < 1e-9)
    }

    @Test func `regrouping gives what coarser buckets would have counted`() {
        let bounds: [Double] = [0.1, 0.3, 0.5, 1, 2, 5]
        let coarse: [Double] = [0.3, 2]
        var fine = BucketHistogram(bounds: bounds)
        var direct = BucketHistogram(bounds: coarse)
        for value in [0.05, 0.1, 0.2, 0.3, 0.31, 1.5, 2, 2.5, 7, 100] {
            fine.observe(value)
            direct.observe(value)
        }
        #expect(fine.regrouped(coarse) == direct)
        #expect(fine.regrouped(bounds) == fine)
        #expect(fine.regrouped([]).counts == [10])
    }

    @Test(arguments: [-1, 0, 0.1, 0.2, 0.3, 4.9, 5, 5.1, .infinity, -.infinity])
    func `a value falls into the first bucket that is not below it`(_ value: Double) throws {
        let bounds: [Double] = [0.1, 0.3, 0.5, 1, 2, 5]
        var histogram = BucketHistogram(bounds: bounds)
        histogram.observe(value)
        let index = try #require(histogram.counts.firstIndex(of: 1))
        #expect(index == bounds.firstIndex { value <= $0 } ?? bounds.count)
    }

    @Test func `a value observed several times counts several times`() {
        var once = BucketHistogram(bounds: [1, 2])
        once.observe(1.5, times: 3)
        #expect(once.counts == [0, 3, 0])
        #expect(once.sum == 4.5)
    }

    @Test func `detail adds buckets and changes nothing else`() throws {
        var plain = EngineConfiguration(maxNumSeqs: 2, maxNumBatchedTokens: 512, kvTokens: 4096)
        let costs = StepCosts(
            decodeBaseSeconds: 0.03, perSequenceSeconds: 0.001, prefillBaseSeconds: 0.05,
            perPrefillTokenSeconds: 0.001)
        let workload = ClosedLoopWorkload(
            count: 3, staggerSeconds: 0.2, pacing: .think(meanSeconds: 0.5, variation: 0),
            prompt: .fixed(100), output: .fixed(40))
        func metrics() throws -> EngineMetrics {
            var run = try VirtualRun(
                configuration: plain, costs: costs, workload: workload, seed: 1)
            try run.advance(to: 30)
            return run.engine.metrics
        }
        let before = try metrics()
        plain.histogramDetail = HistogramDetail(
            seconds: [0.031, 0.0315, 1.234], tokens: [33, 77], stepTokens: [3])
        let after = try metrics()
        #expect(after.interTokenLatency.bounds.contains(0.0315))
        #expect(after.iterationTokens.bounds.contains(3))
        #expect(
            after.interTokenLatency.regrouped(HistogramBounds.interTokenLatency)
                == before.interTokenLatency)
        #expect(
            after.endToEnd.regrouped(HistogramBounds.requestPhase) == before.endToEnd)
        #expect(
            after.requestPromptTokens.regrouped(before.requestPromptTokens.bounds)
                == before.requestPromptTokens)
        #expect(after.generationTokens == before.generationTokens)
    }
}
