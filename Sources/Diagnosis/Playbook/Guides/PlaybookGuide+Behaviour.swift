import Signals

extension PlaybookGuide {
    /// Guides to what the model answers.
    static let behaviour: [PlaybookGuide] = [
        PlaybookGuide(
            .lengthTruncation,
            impact: "answers stop in mid-sentence although everything reports success",
            roots: [
                "a lower default of max_tokens", "longer prompts that leave less room",
                "a model that reasons",
            ],
            steps: [
                .run(
                    "curl -s $URL/metrics | grep -E 'request_success.*length'",
                    "Count answers that ended by length", "a larger share than before"),
                .read(
                    .generationLength, .quantile(0.95), "Look at the lengths",
                    "piled up at one value"),
            ],
            fixes: [.live("raise max_tokens"), .live("tell users that the answer was cut")],
            escalation: "hand on to the application's owners"),
        PlaybookGuide(
            .refusalSpike,
            impact: "users are turned away; latency looks better than ever",
            roots: [
                "a changed system prompt or policy", "a safety model",
                "an attack that provokes refusals",
            ],
            steps: [
                .read(
                    .generationLength, .mean, "Look at the answer lengths", "shorter than before"),
                .run(
                    "firstlight diagnose runs/latest --baseline runs/before",
                    "Compare with a run from before",
                    "the share of refusals rose"),
            ],
            fixes: [
                .live("go back to the prompt or model version of before"),
                .live("read twenty of the answers"),
            ],
            escalation: "hand on to the owners of model and policy"),
        PlaybookGuide(
            .outputDrift,
            impact:
                "answers are longer or shorter than they were: cost, latency or quality moves with them",
            roots: [
                "another model, template or sampling", "quantisation", "a provider's silent update",
                "other traffic",
            ],
            steps: [
                .read(.generationLength, .mean, "Look at the answer lengths", "moved"),
                .read(
                    .promptLength, .mean, "Look at the prompts",
                    "if they moved as well, it is the traffic"),
                .run("curl -s $URL/v1/models", "Look at what is served", "another id or root"),
            ],
            fixes: [
                .live("pin the version"),
                .restart("go back, and replay a fixed set of prompts before going on"),
            ],
            escalation: "hand on to the owners of the model"),
    ]
}
