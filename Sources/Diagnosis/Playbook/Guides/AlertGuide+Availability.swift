import Signals

extension AlertGuide {
    /// Alerts on whether there is an answer at all.
    static let availability: [AlertGuide] = [
        AlertGuide(
            .highErrorRate, title: "requests fail",
            meaning: "more requests fail than the objective allows",
            impact: "users get errors, or answers that stop",
            symptoms: ["errors by status, cut or empty streams, timeouts"],
            suspects: [
                .crashLoop, .deadReplica, .engineHang, .gpuError, .contextOverflow, .rateLimit,
                .authentication, .unknownModel, .malformedStream, .truncatedStreams,
            ],
            steps: [
                .run(
                    "firstlight gate $URL --max-probes 40", "See how requests fail",
                    "the kinds of failure, counted: a status names its cause"),
                .run(
                    "curl -s $URL/metrics | grep process_start_time_seconds", "Look for restarts",
                    "it changed: crash-loop"),
                .read(
                    .kvCacheUsage, .maximum, "Look at the KV cache",
                    "full: time-outs are queueing, not errors"),
                .run(
                    "nvidia-smi -q | grep -iE 'xid|ecc'", "Look for errors of the card",
                    "any: gpu-error"),
                diagnose,
            ],
            fixes: [
                .live("take failing replicas out"),
                .restart(
                    "after an out-of-memory: lower the memory share or the longest prompt, not the slots to two"
                ),
                .live("for bad input: refuse it at the gateway"),
            ],
            escalation:
                "when replicas keep failing after a restart, hand on to the GPU and driver team"),
        AlertGuide(
            .availabilityBudgetBurn, title: "the availability budget burns",
            meaning: "so many requests fail that the budget of errors ends before its period",
            impact: "users get errors, and the objective of the month is at stake",
            symptoms: ["a burn rate above its threshold in a long and a short window"],
            suspects: [
                .crashLoop, .deadReplica, .engineHang, .gpuError, .rateLimit, .contextOverflow,
            ],
            steps: [
                .run(
                    "firstlight gate $URL --max-probes 40", "See how requests fail",
                    "the kinds of failure, counted: a status names its cause"),
                .run(
                    "curl -s $URL/metrics | grep process_start_time_seconds", "Look for restarts",
                    "it changed: crash-loop"),
                .read(
                    .admissionRejections, .increase, "Count requests that were turned away",
                    "any: too much load for too short a queue"),
                diagnose,
            ],
            fixes: [
                .live("take failing replicas out"), .live("stop the rollout that began before it"),
            ],
            escalation:
                "page the owners of the service when the fast window burns, write a ticket when the slow one does"
        ),
        AlertGuide(
            .engineStuck, title: "the engine stands still",
            meaning: "requests are running and no token was made",
            impact: "nobody gets an answer, while health checks are green",
            symptoms: ["running above 0, tokens flat"],
            suspects: [.engineHang, .gpuError, .staleScrape],
            steps: [
                .read(.generationTokens, .increase, "Count tokens over a minute", "0"),
                .run(
                    "firstlight probe $URL --count 1 --max-tokens 1", "Ask for one token",
                    "it times out; if it does not, staleScrape is nearer"),
                diagnose,
            ],
            fixes: [.live("take the replica out"), .restart("dump the stacks, then restart")],
            escalation: "hand on to the engine's developers with the dump"),
        AlertGuide(
            .engineDown, title: "an engine is down",
            meaning: "a target that should be scraped does not answer",
            impact: "less capacity, or none",
            symptoms: [
                "up is 0; where no target is left, the alert ends after 6 hours, as nothing is known then"
            ],
            suspects: [.crashLoop, .deadReplica, .gpuError],
            steps: [
                .run(
                    "curl -sS -m 5 $URL/health -o /dev/null -w '%{http_code}\\n'", "Ask it",
                    "refused: the process is gone; 200: the scrape is what fails"),
                .run("kubectl get pods -o wide", "Look at the pod", "restarts, pending, evicted"),
                diagnose,
            ],
            fixes: [
                .live("take it out of the balancer"),
                .restart("start it, and gate it before it gets traffic"),
            ],
            escalation: "hand on to the platform team when the node is gone"),
    ]
}
