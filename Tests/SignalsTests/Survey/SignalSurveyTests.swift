import Estimates
import Signals
import Testing

@Suite struct SignalSurveyTests {
    private func survey(_ names: [String]) async throws -> SignalSurvey {
        let scrapes = try names.enumerated().map { index, name in
            TimedScrape(
                instance: "", unixSeconds: Double(index) * 40,
                families: try Fixture.families(name))
        }
        return await SignalSurvey(scrapes)
    }

    @Test func `a real vLLM's window tells every signal of its release`() async throws {
        let survey = try await survey([
            "vllm-0.32.0-preempting-before", "vllm-0.32.0-preempting-after",
        ])
        #expect(survey.detection.kind == .vllm)
        let gaps = survey.rows.filter { $0.gap != nil }.map(\.signal)
        #expect(
            Set(gaps) == [.swapped, .slotLimit, .speculativeAcceptance, .loraSlotUsage])
        let preemptions = survey.rows.first { $0.signal == .preemptions }
        #expect(preemptions?.answers.last?.estimate.point == 37)
        // The queue's own bucket is (5, 10]: that of the first token narrows it.
        let queue = survey.rows.first { $0.signal == .queueTime }?.answers.first?.estimate
        #expect(queue?.lower == 5)
        #expect(queue?.upper == 7.5)
        #expect(queue?.method == .histogramBucket)
        #expect(survey.unread.contains("vllm:iteration_tokens_total"))
        #expect(!survey.unread.contains { $0.hasPrefix("process_") })
    }

    @Test func `one body tells levels and says what a second would`() async throws {
        let survey = try await survey(["vllm-0.32.0-preempting-during"])
        #expect(survey.scrapeCount == 1)
        let ttft = survey.rows.first { $0.signal == .timeToFirstToken }
        guard case .quiet(let reason)? = ttft?.gap else {
            Issue.record("a quantile of one body")
            return
        }
        #expect(reason.contains("second body"))
        let running = survey.rows.first { $0.signal == .running }
        #expect(running?.answers.map(\.statistic) == [.value])
    }

    @Test func `a body of no engine tells nothing`() async throws {
        let survey = await SignalSurvey([
            TimedScrape(instance: "", unixSeconds: 0, families: try families("up 1"))
        ])
        #expect(survey.rows.isEmpty)
        #expect(survey.unread == ["up"])
    }

    @Test func `the machine's exporters are surveyed where they are`() async throws {
        let body = """
            DCGM_FI_DEV_GPU_UTIL{gpu="0"} 96
            DCGM_FI_DEV_FB_USED{gpu="0",UUID="a"} 60
            DCGM_FI_DEV_FB_FREE{gpu="0",UUID="a"} 15
            DCGM_FI_DEV_FB_RESERVED{gpu="0",UUID="a"} 5
            """
        let survey = await SignalSurvey([
            TimedScrape(instance: "", unixSeconds: 0, families: try families(body))
        ])
        #expect(survey.exporters == [.dcgm])
        let memory = survey.rows.first { $0.signal == .gpuMemoryUsage }
        #expect(memory?.answers.first?.estimate.point == 0.75)
        let busy = survey.rows.first { $0.signal == .gpuUtilization }
        #expect(busy?.answers.first?.estimate.point == 0.96)
    }
}
