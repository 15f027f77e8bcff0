import Signals

extension PlaybookGuide {
    /// Guides to requests that fail by their own word.
    static let refusals: [PlaybookGuide] = [
        PlaybookGuide(
            .rateLimit,
            impact: "requests beyond a rate fail at once; the others are fine",
            roots: ["a provider's quota", "a token bucket in the gateway", "a key shared by many"],
            steps: [
                .run(
                    "curl -si $URL/v1/models | grep -iE 'ratelimit|retry-after'",
                    "Read the limits in the headers", "requests or tokens, and when they come back"),
                .read(.running, .maximum, "See whether the engine is idle", "it has room"),
            ],
            fixes: [
                .live("wait as Retry-After says, with jitter"), .live("raise the quota"),
                .live("give each client a key of its own"),
            ],
            escalation: "hand on to whoever owns the quota"),
        PlaybookGuide(
            .authentication,
            impact: "nobody with this key gets an answer",
            roots: [
                "a wrong or expired key", "a proxy that strips the header",
                "a key without the scope",
            ],
            steps: [
                .run(
                    "curl -si $URL/v1/models -H \"Authorization: Bearer $KEY\" | head -1",
                    "Ask with the key", "401 is an unknown key, 403 a known one without the right"),
                .run(
                    "curl -si http://$ENGINE:8000/v1/models -H \"Authorization: Bearer $KEY\" | head -1",
                    "Ask the engine directly", "200: the proxy strips the header"),
            ],
            fixes: [.live("use a valid key"), .live("let the proxy pass Authorization on")],
            escalation: "hand on to whoever issues keys; do not retry meanwhile"),
        PlaybookGuide(
            .unknownModel,
            impact: "nobody who asks for that name gets an answer",
            roots: [
                "--served-model-name changed", "a base path is missing (/openai/v1)",
                "upper and lower case",
                "an adapter that is not loaded",
            ],
            steps: [
                .run(
                    "curl -s $URL/v1/models", "List what is served", "the requested id is not there"
                )
            ],
            fixes: [
                .live("ask for an id of the list"),
                .restart("serve it under both names: --served-model-name takes several"),
            ],
            escalation: "hand on to the owners of the deployment"),
        PlaybookGuide(
            .contextOverflow,
            impact: "long conversations fail with 400, short ones work",
            roots: [
                "--max-model-len was lowered", "histories grow", "a larger default of max_tokens",
            ],
            steps: [
                .run(
                    "curl -s $URL/v1/models | grep -o 'max_model_len[^,]*'", "Read the limit",
                    "below prompt plus max_tokens"),
                .read(.promptLength, .quantile(0.95), "Look at the prompts", "near the limit"),
            ],
            fixes: [
                .live("trim histories, set max_tokens"),
                .restart("raise --max-model-len, if the cache holds it"),
            ],
            escalation: "hand on to the application's owners"),
        PlaybookGuide(
            .emptyAnswers,
            impact: "users get nothing, and everything reports success",
            roots: [
                "reasoning that eats max_tokens", "a parser whose field was renamed",
                "a tool-call parser", "an error that a proxy swallowed",
            ],
            steps: [
                .run(
                    "curl -sN $URL/v1/chat/completions -H 'Content-Type: application/json' -d "
                        + "'{\"model\":\"'$MODEL'\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Say yes\"}]}'",
                    "Read a raw stream", "tokens in reasoning, in another field, or none at all"),
                .read(.generationTokens, .rate, "See whether tokens are made", "above 0"),
            ],
            fixes: [
                .live("raise max_tokens for reasoning models"),
                .restart("set the right --reasoning-parser or --tool-call-parser"),
            ],
            escalation: "hand on to the engine's developers with the raw stream"),
        PlaybookGuide(
            .malformedStream,
            impact: "clients fail on answers that began well",
            roots: [
                "a proxy that cuts or joins events", "an error object behind a status 200",
                "a client that parses by reads",
            ],
            steps: [
                .run(
                    "firstlight probe $URL --count 20 --format jsonl | grep -v '\"status\":\"ok\"'",
                    "Read what was malformed", "the words of the error name it"),
                .run(
                    "firstlight probe http://$ENGINE:8000 --count 20", "Measure directly",
                    "fine: the hop between breaks it"),
            ],
            fixes: [.live("mend or bypass the hop"), .live("handle error objects in the client")],
            escalation: "hand on to the owners of the hop, with one raw stream"),
    ]
}
