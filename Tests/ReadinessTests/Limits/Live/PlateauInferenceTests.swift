import Readiness
import Testing

@Suite struct PlateauInferenceTests {
    /// Scrapes and what they show.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// Running, waiting, KV usage, preemptions.
        var samples: [(Double, Double, Double?, Double?)]
        var engines = 1
        /// Such as `2` or `at least 2`; nil when nothing is shown.
        var slots: String?
        var obstacle: String?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "the incident", samples: [(2, 1, 0.02, 0), (2, 1, 0.02, 0)], slots: "2"),
        Case(
            name: "one scrape", samples: [(2, 1, 0.02, 0)], slots: "at least 2",
            obstacle: "one scrape shows no plateau"),
        Case(
            name: "nothing waits", samples: [(3, 0, 0.02, 0), (4, 0, 0.02, 0)],
            slots: "at least 4",
            obstacle: "nothing waited (4 running), so the slots were not all taken"),
        Case(
            name: "memory is short", samples: [(7, 3, 0.93, 0), (7, 4, 0.95, 0)],
            slots: "at least 7",
            obstacle: "the KV cache was 95 % full, so memory may hold requests back"),
        Case(
            name: "requests are preempted", samples: [(7, 3, 0.5, 0), (7, 4, 0.5, 2)],
            slots: "at least 7", obstacle: "requests were preempted, so memory is short"),
        Case(
            name: "memory is not told", samples: [(4, 3, nil, nil), (4, 4, nil, nil)],
            slots: "at least 4",
            obstacle: "the engine does not tell its KV-cache usage, so memory may hold requests "
                + "back"),
        Case(
            name: "a slot is empty between two requests",
            samples: [
                (8, 2, 0.1, 0), (8, 1, 0.1, 0), (7, 2, 0.1, 0), (8, 1, 0.1, 0), (8, 3, 0.1, 0),
            ], slots: "8"),
        Case(
            name: "running moves while requests wait",
            samples: [(8, 2, 0.1, 0), (5, 1, 0.1, 0), (8, 2, 0.1, 0)], slots: "at least 8"),
        Case(
            name: "two engines", samples: [(4, 1, 0.1, 0), (4, 1, 0.1, 0)], engines: 2,
            slots: "2"),
        Case(
            name: "two engines, not even", samples: [(5, 1, 0.1, 0), (5, 1, 0.1, 0)], engines: 2,
            slots: "at least 3"),
        Case(
            name: "idle", samples: [(0, 0, 0, 0)], slots: nil,
            obstacle: "nothing waited (0 running), so the slots were not all taken"),
        Case(
            name: "no scrape", samples: [], slots: nil,
            obstacle: "no scrape told running and waiting requests"),
    ])
    func `slots follow from a plateau that nothing else explains`(test: Case) {
        let samples = test.samples.enumerated().map { index, sample in
            LoadSample(
                offset: .seconds(2 * index), running: sample.0, waiting: sample.1,
                kvCacheUsage: sample.2, preemptions: sample.3)
        }
        let slots = PlateauInference.slots(samples, engines: test.engines)
        #expect(slots?.text == test.slots)
        #expect(PlateauInference.obstacle(samples) == test.obstacle)
    }

    @Test func `the evidence says what was seen`() {
        let samples = (0..<5).map { index in
            LoadSample(
                offset: .seconds(2 * index), running: 2, waiting: index == 0 ? 2 : 1,
                kvCacheUsage: 0.02, preemptions: 0)
        }
        #expect(
            PlateauInference.slots(samples)?.evidence
                == "2 running in 5 of 5 scrapes over 8 s while up to 2 waited, "
                + "KV cache at most 2 % full, no preemptions")
    }
}
