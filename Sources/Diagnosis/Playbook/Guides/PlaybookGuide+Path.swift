import Signals

extension PlaybookGuide {
    /// Guides to what lies between client and engine.
    static let path: [PlaybookGuide] = [
        PlaybookGuide(
            .proxyBuffering,
            impact:
                "users see nothing, then the whole answer at once: streaming is lost, total time is not",
            roots: [
                "nginx with proxy_buffering on", "HTTP/1.0 to the upstream",
                "compression of event "
                    + "streams", "a CDN, firewall or serverless adapter that collects answers",
            ],
            steps: [
                .run(
                    "firstlight probe $URL --count 5", "Look at TTFT and E2E through the proxy",
                    "nearly the same"),
                .run(
                    "firstlight probe http://$ENGINE:8000 --count 5", "Measure the engine directly",
                    "TTFT is a small part of E2E"),
                .run(
                    "curl -sN -D - $URL/v1/chat/completions -H 'Content-Type: application/json' -d "
                        + "'{\"model\":\"'$MODEL'\",\"stream\":true,\"max_tokens\":64,\"messages\":"
                        + "[{\"role\":\"user\",\"content\":\"Count to fifty\"}]}'",
                    "Watch the stream arrive", "all at once; look for Content-Encoding and Via"),
            ],
            fixes: [
                .live("nginx: proxy_buffering off and proxy_http_version 1.1, then reload"),
                .live("send X-Accel-Buffering: no from the server"),
                .live("take text/event-stream out of compression"),
            ],
            escalation: "hand on to the owners of the hop that the two measurements enclose"),
        PlaybookGuide(
            .slowConnect,
            impact:
                "every new connection starts late by a constant; clients with a pool do not notice",
            roots: [
                "a slow resolver, or search domains tried one by one (steps of 5 s)",
                "lost SYN packets (steps of 1 and 3 s)", "TLS over a long way, OCSP",
                "a client without keep-alive",
            ],
            steps: [
                .run(
                    "curl -so /dev/null -w '%{time_namelookup} %{time_connect} %{time_appconnect}\\n' "
                        + "$URL/v1/models",
                    "Time the phases of a connection", "the step that is large is the culprit"),
                .run(
                    "firstlight probe $URL --connections both --count 20",
                    "Compare new and kept connections", "only new ones are slow"),
            ],
            fixes: [
                .live("keep connections alive in the client's pool"),
                .live("mend the resolver, lower ndots"),
                .live("end TLS nearer to the clients"),
            ],
            escalation: "hand on to the network team with the slow phase and the address"),
        PlaybookGuide(
            .gatewayQueue,
            impact: "users wait in front of an engine that is idle",
            roots: [
                "too few workers of a Python gateway", "synchronous callbacks",
                "a database on the path of every request",
            ],
            steps: [
                .read(.timeToFirstToken, .mean, "Read the engine's TTFT", "small"),
                .run(
                    "firstlight probe $URL --count 20", "Measure through the gateway", "much larger"
                ),
                .run(
                    "firstlight probe http://$ENGINE:8000 --count 20", "Measure directly",
                    "as the engine says"),
            ],
            fixes: [
                .live("run more workers of the gateway"),
                .live("take callbacks and logging off the path"),
                .restart("count requests in flight at the gateway: its own timer starts too late"),
            ],
            escalation: "hand on to the gateway's owners with both measurements"),
        PlaybookGuide(
            .bandwidthLimit,
            impact:
                "answers trickle in later than they are made, most of all under load or with logprobs",
            roots: ["an egress limit", "a small TCP window on a long way", "logprobs, images"],
            steps: [
                .read(
                    .endToEndLatency, .mean, "Read the engine's E2E", "smaller than the client's"),
                .run("sar -n DEV 1 10", "Look at the bytes sent", "flat at a limit"),
                .run(
                    "ss -ti dst $CLIENT | grep -o 'retrans:[0-9/]*'", "Look for retransmissions",
                    "they rise"),
            ],
            fixes: [
                .live("drop logprobs"), .live("raise the egress limit"),
                .live("serve and measure from nearer"),
            ],
            escalation: "hand on to the network team with the rate at which it is flat"),
        PlaybookGuide(
            .deadReplica,
            impact: "one request in N fails, whoever sends it; a retry helps",
            roots: [
                "no active health check", "an endpoint that stays in the list after scale-down",
                "readiness that says yes too early",
            ],
            steps: [
                .run(
                    "firstlight gate $URL", "Measure the share of failures",
                    "about one of the number of replicas"),
                .run(
                    "kubectl get endpoints $SERVICE -o wide", "List what the balancer knows",
                    "one of them does not answer"),
                .run(
                    "for r in $REPLICAS; do firstlight probe http://$r:8000 --count 3; done",
                    "Ask each replica", "one fails"),
            ],
            fixes: [
                .live("take the replica out"),
                .live("switch passive ejection on"),
                .restart("make readiness a completed generation, and drain before stopping"),
            ],
            escalation: "hand on to the owners of the balancer"),
        PlaybookGuide(
            .slowReplica,
            impact: "half of the users are fine and the others are not; averages show nothing",
            roots: [
                "a throttled card", "another flag or release", "sticky sessions or a hot prefix",
                "a balancer that reads a stale gauge",
            ],
            steps: [
                .run(
                    "firstlight health http://$A:8000 http://$B:8000", "Compare the replicas",
                    "one has longer gaps or a longer queue"),
                .run(
                    "diff <(firstlight limits http://$A:8000) <(firstlight limits http://$B:8000)",
                    "Compare their flags", "they differ"),
            ],
            fixes: [
                .live("take it out, and see whether the slow group goes"),
                .restart("give all replicas the same flags and release"),
                .live("rebalance sessions"),
            ],
            escalation: "hand on to the hardware team when flags and traffic are the same"),
        PlaybookGuide(
            .streamStall,
            impact: "an answer stops in the middle; the page spins, while health checks are green",
            roots: [
                "a connection lost without a word", "idle limits of NAT or proxies",
                "a provider's hiccup",
            ],
            steps: [
                .read(.preemptions, .increase, "Rule out preemptions", "0"),
                .read(.generationTokens, .rate, "See whether the engine goes on", "it does"),
                .run(
                    "firstlight diagnose $URL", "Look at where and how long streams stall",
                    "single streams, not all at once"),
            ],
            fixes: [
                .live("give clients a limit on the time between chunks"),
                .live("send keep-alive comments from the server"),
                .live("raise idle limits on the way"),
            ],
            escalation: "hand on to the network team with times and both addresses"),
        PlaybookGuide(
            .truncatedStreams,
            impact: "answers end in mid-sentence with status 200: wrong results that look right",
            roots: [
                "a read timeout of a proxy (60 s is nginx's default)",
                "a pod stopped without draining",
                "a limit on the length of a stream",
            ],
            steps: [
                .run(
                    "firstlight diagnose $URL", "Look at the age at which answers are cut",
                    "always the same: that is the timeout"),
                .run("grep -rn 'timeout' /etc/nginx", "Look for that number on the way", "found"),
            ],
            fixes: [
                .live("raise the timeout"), .live("let the server send keep-alive comments"),
                .restart("drain before stopping"),
            ],
            escalation: "hand on to the owners of the hop whose timeout it is"),
    ]
}
