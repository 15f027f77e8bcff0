/// One typed comparison of estimates that speaks for some causes and against others.
///
/// The raw value is the name in JSON; it never changes. What is compared is said in ``definition``; the weights are the causes'.
package enum Clue: String, Sendable, Hashable, CaseIterable, Codable {
    // MARK: - How requests fail, as the client sees it

    /// 401 or 403.
    case authenticationFails = "authentication_fails"
    /// 404 that speaks of the model.
    case modelUnknown = "model_unknown"
    /// 429.
    case rateLimited = "rate_limited"
    /// 400 that speaks of the context length.
    case contextRefused = "context_refused"
    /// The refused requests are the long ones, with a step between.
    case onlyLongRequestsRefused = "only_long_requests_refused"
    /// Connections refused, reset before the head, 502 or 503.
    case unavailable = "unavailable"
    /// Those failures come evenly, a stable share of all requests.
    case failuresSteady = "failures_steady"
    /// Those failures come in bursts, with quiet between.
    case failuresInBursts = "failures_in_bursts"
    /// Nothing was ever answered.
    case everythingFails = "everything_fails"
    /// Streams end without finish reason and end mark.
    case streamsTruncated = "streams_truncated"
    /// Cut streams were all equally old: a timeout of the path.
    case cutAtOneAge = "cut_at_one_age"
    /// Events that are no JSON.
    case eventsMalformed = "events_malformed"
    /// Error objects inside a status 200.
    case errorsInStream = "errors_in_stream"
    /// Answers with a proper end and no content.
    case answersEmpty = "answers_empty"
    /// Requests whose head came and no token ever.
    case silentAfterHead = "silent_after_head"
    /// From some moment on, no request got a token.
    case tokensStopForAll = "tokens_stop_for_all"
    /// Streams that stall: a gap above 5 s and 20 times the median.
    case streamsStall = "streams_stall"
    /// Stalls hit all open streams at once.
    case stallsTogether = "stalls_together"
    /// A stalled stream never goes on, while others do.
    case stallsForEver = "stalls_for_ever"

    // MARK: - Times, as the client sees them

    /// The answer comes in a lump: TTFT near E2E, many chunks per read.
    case answersInLumps = "answers_in_lumps"
    /// The time to the first token is bimodal: some at once, the rest a long wait.
    case firstTokenBimodal = "first_token_bimodal"
    /// The waits are long compared with a generation.
    case waitsLikeAGeneration = "waits_like_a_generation"
    /// TTFT is worse than before: than the baseline, or than earlier in the window.
    case firstTokenWorsened = "first_token_worsened"
    /// Gaps between tokens are longer than before.
    case gapsWorsened = "gaps_worsened"
    /// TTFT and gaps worsened by the same factor.
    case sameFactor = "same_factor"
    /// Times get worse in episodes and better again.
    case inEpisodes = "in_episodes"
    /// The first requests of the window are the slow ones.
    case firstRequestsSlow = "first_requests_slow"
    /// From some moment on nothing is reached any more: the endpoint has gone.
    case goneSince = "gone_since"
    /// New connections are slower than kept ones by a constant.
    case freshConnectionsSlow = "fresh_connections_slow"
    /// A cheap request that takes no slot is slow too.
    case beaconSlow = "beacon_slow"
    /// TTFT rises with the length of the prompt more than before or than computing it explains.
    case firstTokenGrowsWithPrompt = "first_token_grows_with_prompt"
    /// A repeated prompt is no faster than a new one.
    case repeatsNotFaster = "repeats_not_faster"
    /// Gaps of running streams coincide with a long prompt's prefill.
    case gapsWithLongPrompts = "gaps_with_long_prompts"
    /// Requests for some adapters start later than those for the base model.
    case adaptersSlow = "adapters_slow"
    /// The time after the answer's last token, or the spread of chunks, grows with the bytes.
    case slowByBytes = "slow_by_bytes"
    /// Several tokens come in one event, or the gaps have more than one mode.
    case chunksHoldSeveralTokens = "chunks_hold_several_tokens"
    /// Requests fall into a fast and a slow group by their gaps; by replica where responses name it.
    case requestsInTwoSpeeds = "requests_in_two_speeds"

    // MARK: - Answers

    /// More answers end with `length` than before.
    case lengthFinishesRose = "length_finishes_rose"
    /// More answers refuse than before, or most do.
    case refusalsRose = "refusals_rose"
    /// Answers have another length than before.
    case outputLengthMoved = "output_length_moved"
    /// Reported usage and received chunks or text disagree, or usage is missing.
    case usageDisagrees = "usage_disagrees"

    // MARK: - The measurement itself

    /// The client's own event loop was late.
    case clientLate = "client_late"
    /// The server's clock is off.
    case clockOff = "clock_off"
    /// Scrapes are missing or older than they should be.
    case scrapesStale = "scrapes_stale"
    /// Gauges stand still while counters move.
    case gaugesFrozen = "gauges_frozen"
    /// Nothing in the page moves while requests are answered.
    case pageFrozen = "page_frozen"
    /// Series that dashboards or rules ask for are not there, while the target answers.
    case expectedSeriesMissing = "expected_series_missing"
    /// A declared limit is not that of the live engine, or a ratio to it is impossible.
    case declaredLimitWrong = "declared_limit_wrong"
    /// A percentile of the server lies in one wide bucket and disagrees with the samples.
    case percentileIsBucket = "percentile_is_bucket"
    /// The client's tokens and the server's counter disagree.
    case tokenCountsDisagree = "token_counts_disagree"

    // MARK: - What the engine says

    /// Requests wait.
    case requestsWait = "requests_wait"
    /// The number of running requests stands at a limit while others wait.
    case runningAtLimit = "running_at_limit"
    /// Much of the time of a request is queueing.
    case queueDominates = "queue_dominates"
    /// The KV cache is full.
    case cacheFull = "cache_full"
    /// The KV cache has room.
    case cacheLow = "cache_low"
    /// Requests are preempted.
    case preempts = "preempts"
    /// Requests are swapped out, or the cache of the host is used.
    case swaps
    /// KV cache is held while nothing runs, or its floor rises.
    case cacheHeldIdle = "cache_held_idle"
    /// Requests wait for another reason than room.
    case waitsDeferred = "waits_deferred"
    /// All slots for adapters are taken.
    case adapterSlotsFull = "adapter_slots_full"
    /// The prefix cache finds less than before, or nothing though prompts have much in common.
    case prefixHitsFell = "prefix_hits_fell"
    /// Prefill takes longer than before.
    case prefillWorsened = "prefill_worsened"
    /// The engine's own gaps between tokens are longer than before.
    case serverGapsWorsened = "server_gaps_worsened"
    /// Steps with very many tokens.
    case stepsHuge = "steps_huge"
    /// The engine's TTFT is more than queue and prefill: time before the engine core.
    case timeBeforeCore = "time_before_core"
    /// A process of the server is busy on a whole core.
    case serverProcessBusy = "server_process_busy"
    /// Tokens stand still while requests run.
    case tokensStandStill = "tokens_stand_still"
    /// A process started anew: counters fell.
    case restarted
    /// The engine's own times were bad just after its process started and are good since.
    case slowSinceStart = "slow_since_start"
    /// Drafted tokens are rarely accepted, or more rarely than before.
    case acceptanceLow = "acceptance_low"
    /// More runs, or more is generated, than clients wait for.
    case workWithoutClients = "work_without_clients"
    /// The engine counts failed requests.
    case engineCountsErrors = "engine_counts_errors"
    /// The engine sees no requests, or far fewer than were sent.
    case engineSeesFewer = "engine_sees_fewer"
    /// One replica is slower or more loaded than the others.
    case oneReplicaSlow = "one_replica_slow"
    /// One replica is gone or gets nothing.
    case oneReplicaGone = "one_replica_gone"
    /// More answers end with `length` than before, by the engine's count.
    case serverLengthFinishesRose = "server_length_finishes_rose"
    /// Answers have another length than before, by the engine's count.
    case serverOutputLengthMoved = "server_output_length_moved"

    // MARK: - What the machine says

    /// The card's clock fell.
    case clockFell = "clock_fell"
    /// The card says that it throttles, or it is too hot.
    case throttleReported = "throttle_reported"
    /// The card reports an error.
    case cardReportsError = "card_reports_error"
    /// Memory of the card is used, or the card is at work, beyond the engine.
    case cardShared = "card_shared"
    /// The host's processors are busy beyond the engine.
    case hostBusy = "host_busy"

    // MARK: - Between client and engine

    /// The client's TTFT is larger than the engine's.
    case gapToServer = "gap_to_server"
    /// That difference grows with the number of requests in flight at the gateway.
    case gapGrowsWithRate = "gap_grows_with_rate"
    /// The client's E2E is larger than the engine's, after a first token that was not.
    case endLagsServer = "end_lags_server"
    /// The engine's own times are as they should be while the client's are not.
    case serverUnaffected = "server_unaffected"
}
